import { z } from 'zod'
import type { Option, Problem, Question, Questions } from './pure/questions.ts'

/** One of the options that a query gives, as it may leave by the API. */
export const option = z.object({ value: z.string(), label: z.string() })

/** The options that a record offers now, by the name that `optionsFrom` gives. */
export function optionsIn(known: unknown): Record<string, readonly Option[]> {
  return (known as { options?: Record<string, readonly Option[]> } | undefined)?.options ?? {}
}

/**
 * A reference that a form submits must be among those the viewer was offered; anything else gets the question's own
 * sentence, whether it does not exist or may not be seen.
 */
export function undefinedOptions(
  questions: Questions,
  answers: Record<string, unknown>,
  known: unknown,
  at = '',
): Problem[] {
  return Object.entries(questions).flatMap(([name, question]) => {
    const answer = answers[name]
    if (answer === undefined) return []
    if (question.kind === 'list') {
      return (answer as Record<string, unknown>[]).flatMap((item, index) =>
        undefinedOptions(question.of, item, known, `${at}${name}-${index}-`),
      )
    }
    return isOffered(question, answer, known) ? [] : [{ at: at + name, message: question.missing }]
  })
}

function isOffered(question: Question, answer: unknown, known: unknown) {
  if (!('optionsFrom' in question) || !question.optionsFrom) return true
  const offered = optionsIn(known)[question.optionsFrom] ?? []
  return [answer].flat().every((one) => offered.some(({ value }) => value === one))
}
