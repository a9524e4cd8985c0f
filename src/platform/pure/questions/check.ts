import { today as todayHere } from '../days.ts'
import { wrongWithDay } from './days.ts'
import { whyRefused } from './file.ts'
import type { Answers, AnyQuestion, DateQuestion, ListQuestion, Problem, Questions, Raw } from './question.ts'
import { asRaw, isAsked, isBlank, own } from './question.ts'
import { schemaOf, wrongSideOfToday } from './schema.ts'

export type Checked<Q extends Questions> =
  | { readonly ok: true; readonly answers: Answers<Q> }
  | { readonly ok: false; readonly problems: readonly Problem[] }

type Found = { answers: { [name: string]: unknown }; problems: Problem[] }
type Place = { readonly at: string; readonly today: string }

/**
 * Checks raw answers, from `readForm` or from JSON, against the questions. Never throws, whatever it is given.
 * Questions that are not asked are dropped; one problem a question, in the order asked. `today` is 'YYYY-MM-DD'.
 */
export function checkAnswers<Q extends Questions>(
  questions: Q,
  raw: unknown,
  { today = todayHere() }: { today?: string } = {},
): Checked<Q> {
  const { answers, problems } = checkGroup(questions, asRaw(raw), { at: '', today })
  return problems.length ? { ok: false, problems } : { ok: true, answers: answers as Answers<Q> }
}

function checkGroup(questions: Questions, raw: Raw, { at, today }: Place): Found {
  const found: Found = { answers: {}, problems: [] }
  for (const [name, question] of Object.entries(questions)) {
    if (!isAsked(questions, name, raw)) continue
    const one = checkOne(question, own(raw, name), { at: at + name, today })
    found.problems.push(...one.problems)
    if (one.answer !== undefined) found.answers[name] = one.answer
  }
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(questions, name)) found.problems.push(unknownQuestion(at, name))
  }
  return found
}

type One = { readonly answer?: unknown; readonly problems: readonly Problem[] }

function checkOne(question: AnyQuestion, value: unknown, place: Place): One {
  if (question.kind === 'list') return checkList(question, value, place)
  if (isBlank(value) || (question.kind === 'confirm' && value === false)) {
    return question.optional ? { problems: [] } : { problems: [missingAt(question, place.at)] }
  }
  if (question.kind === 'date') return checkDay(question, value, place)
  const refused = question.kind === 'file' && whyRefused(value)
  if (refused) return { problems: [{ at: place.at, message: refused }] }
  const parsed = schemaOf(question).safeParse(value)
  if (parsed.success) return { answer: parsed.data, problems: [] }
  return { problems: [{ at: place.at, message: parsed.error.issues[0]?.message ?? question.missing }] }
}

function checkDay(question: DateQuestion, value: unknown, { at, today }: Place): One {
  const wrong = wrongWithDay(value, question.called)
  if (wrong) return { problems: [{ at, message: wrong.message, field: `${at}-${wrong.part}` }] }
  const message = wrongSideOfToday(question, String(value), today)
  return message ? { problems: [{ at, message, field: `${at}-day` }] } : { answer: value, problems: [] }
}

/** Blank items are left out as long as enough others remain; the rest of them say what is missing. */
function checkList(question: ListQuestion, value: unknown, { at, today }: Place): One {
  if (!isBlank(value) && !isListOfGroups(value))
    return { problems: [{ at, message: `${question.called} must be a list` }] }
  const items = isListOfGroups(value) ? value : []
  const filled = items.filter((item) => !isBlankItem(question, item)).length
  let blanksNeeded = Math.max(0, question.least - filled)
  const answers: unknown[] = []
  const problems: Problem[] = []
  for (const [index, item] of items.entries()) {
    if (isBlankItem(question, item) && blanksNeeded-- <= 0) continue
    const found = checkGroup(question.of, item, { at: `${at}-${index}-`, today })
    problems.push(...found.problems)
    answers.push(found.answers)
  }
  if (answers.length < question.least) problems.push(missingAt(question, at))
  if (answers.length > question.most) problems.push({ at, message: `Add ${question.most} ${question.items} or fewer` })
  return problems.length ? { problems } : { answer: answers, problems }
}

function isListOfGroups(value: unknown): value is Raw[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
  )
}

/** What nobody typed does not fill an item. */
function isBlankItem({ of }: ListQuestion, item: Raw) {
  return Object.entries(item).every(([name, value]) => of[name]?.kind === 'hidden' || isBlank(value))
}

function missingAt(question: AnyQuestion, at: string): Problem {
  return question.kind === 'date'
    ? { at, message: question.missing, field: `${at}-day` }
    : { at, message: question.missing }
}

function unknownQuestion(at: string, name: string): Problem {
  return { at: at + name.slice(0, 100), message: `There is no question called “${name.slice(0, 100)}”` }
}
