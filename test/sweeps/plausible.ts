import { isAsked, type Option, type Question, type Questions } from '../../src/platform/pure/questions.ts'

type Offered = Record<string, readonly Option[]>

/**
 * Good answers to any questions, as far as the questions themselves tell: for commands that no story tells yet. `turn`
 * takes another option of every choice.
 */
export function plausibleAnswers(
  questions: Questions,
  offered: Offered,
  today: string,
  turn = 0,
): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const [name, question] of Object.entries(questions)) {
    if (!question.optional && isAsked(questions, name, answers))
      answers[name] = answerTo(question, offered, today, turn)
  }
  return answers
}

function answerTo(question: Question, offered: Offered, today: string, turn: number): unknown {
  switch (question.kind) {
    case 'email':
      return 'somebody@example.org'
    case 'telephone':
      return '01582 960 001'
    case 'number':
      return question.least
    case 'date':
      return today
    case 'time':
      return '10:00'
    case 'yesNo':
      return turn % 2 === 0
    case 'confirm':
      return true
    case 'choice':
      return optionOf(question, offered, turn)
    case 'choices':
      return [optionOf(question, offered, turn)]
    case 'list':
      return Array.from({ length: Math.max(1, question.least) }, () =>
        plausibleAnswers(question.of, offered, today, turn),
      )
    default:
      return 'Some words'
  }
}

function optionOf(question: Extract<Question, { kind: 'choice' | 'choices' }>, offered: Offered, turn: number) {
  const options = question.optionsFrom ? (offered[question.optionsFrom] ?? []) : question.options
  return options[turn % Math.max(1, options.length)]?.value ?? 'nothing offered'
}
