import { showDay } from '../days.ts'
import { capital } from '../words.ts'
import { nameOfFile } from './file.ts'
import type { AnyQuestion, Option, Options, Questions, Raw } from './question.ts'
import { asRaw, isAsked, isBlank, own } from './question.ts'

export type DescribedAnswer = {
  readonly at: string
  readonly label: string
  readonly text: string
  /** The part of a long form that it belongs to. */
  readonly section?: string
  readonly kind?: AnyQuestion['kind']
}

const NOT_GIVEN = 'Not given'

/**
 * Answers as rows of label and words, in the order asked, for check-answers and prints. Questions that were not
 * asked and hidden ones are left out; an item of a list says which it is ("Statement 2: What they said").
 */
export function describeAnswers(
  questions: Questions,
  answers: unknown,
  { options = {} }: { options?: Options } = {},
): DescribedAnswer[] {
  return describeGroup(questions, asRaw(answers), { at: '', label: '', options })
}

type Place = { readonly at: string; readonly label: string; readonly options: Options }

function describeGroup(questions: Questions, answers: Raw, place: Place): DescribedAnswer[] {
  let section: string | undefined
  return Object.entries(questions).flatMap(([name, question]) => {
    section = question.section ?? section
    if (question.kind === 'hidden' || !isAsked(questions, name, answers)) return []
    const rows = describeOne(question, own(answers, name), { ...place, at: place.at + name })
    return section ? rows.map((row) => ({ ...row, section: row.section ?? section })) : rows
  })
}

function describeOne(question: AnyQuestion, answer: unknown, { at, label, options }: Place): DescribedAnswer[] {
  const row = { at, label: label + question.label, kind: question.kind }
  if (isBlank(answer)) return [{ ...row, text: NOT_GIVEN }]
  if (question.kind !== 'list') return [{ ...row, text: answerInWords(question, answer, options) }]
  const items = Array.isArray(answer) ? answer : []
  return items.flatMap((item, index) => {
    const numbered = `${label}${capital(question.item)} ${index + 1}: `
    return describeGroup(question.of, asRaw(item), { at: `${at}-${index}-`, label: numbered, options })
  })
}

function answerInWords(question: AnyQuestion, answer: unknown, options: Options): string {
  if (question.kind === 'file') return nameOfFile(answer) || 'A file'
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No'
  if (question.kind === 'choice' || question.kind === 'choices') {
    const known = optionsOf(question, options)
    return (Array.isArray(answer) ? answer : [answer]).map((value) => labelOf(known, value)).join('\n')
  }
  if (typeof answer === 'number') return answer.toLocaleString('en-GB', { maximumFractionDigits: 6 })
  if (typeof answer !== 'string') return ''
  return question.kind === 'date' ? showDay(answer) : answer
}

/** The options of a choice, its own or those given by name. */
export function optionsOf(
  question: { readonly options: readonly Option[]; readonly optionsFrom?: string | undefined },
  options: Options,
): readonly Option[] {
  return question.optionsFrom ? (options[question.optionsFrom] ?? []) : question.options
}

function labelOf(options: readonly Option[], value: unknown) {
  return options.find((option) => option.value === value)?.label ?? (typeof value === 'string' ? value : '')
}
