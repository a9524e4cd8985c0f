import { partsOf, readDay, type TypedDay } from './days.ts'
import { whyRefused } from './file.ts'
import type { AnyQuestion, ListQuestion, Questions, Raw } from './question.ts'
import { asRaw, isBlank, own } from './question.ts'

type Body = { readonly [field: string]: unknown }
export type FormValues = { [field: string]: string | string[] }

/**
 * A urlencoded form's fields → raw answers, nested as the questions are. Blank is absent; what cannot be read is kept
 * as it was typed, so that the page can show it again. Carries out *Add another* and *Remove*. Never throws.
 */
export function readForm(questions: Questions, body: unknown): { [name: string]: unknown } {
  return readGroup(questions, asRaw(body), '')
}

/** Whether the person pressed *Add another*, *Remove* or a button that fills in: the page is shown again, unchecked. */
export function asksForAnotherForm(body: unknown): boolean {
  const fields = asRaw(body)
  return ['_add', '_remove', '_fill'].some((button) => textOf(own(fields, button)) !== '')
}

/** Raw or checked answers → the value of each field: the reverse of `readForm`, for showing a form again. */
export function formValues(questions: Questions, answers: unknown): FormValues {
  const values: FormValues = {}
  writeGroup(questions, asRaw(answers), '', values)
  return values
}

function readGroup(questions: Questions, body: Body, path: string) {
  const raw: { [name: string]: unknown } = {}
  for (const [name, question] of Object.entries(questions)) {
    const value = readField(question, body, path + name)
    if (value !== undefined) raw[name] = value
  }
  return raw
}

function readField(question: AnyQuestion, body: Body, field: string): unknown {
  if (question.kind === 'list') return readList(question, body, field)
  if (question.kind === 'date') return readDayFields(body, field)
  if (question.kind === 'choices') return readTicks(own(body, field))
  if (question.kind === 'file') return readFile(body, field)
  const typed = textOf(own(body, field)).replace(/\r\n?/g, '\n')
  return isBlank(typed) ? undefined : readTyped(question, typed)
}

function readTyped(question: AnyQuestion, typed: string): unknown {
  switch (question.kind) {
    case 'number':
      return readNumber(typed)
    case 'time':
      return readTime(typed)
    case 'yesNo':
      return typed === 'yes' ? true : typed === 'no' ? false : typed
    case 'confirm':
      return typed === 'yes' ? true : typed
    default:
      return typed
  }
}

function readNumber(typed: string) {
  const digits = typed.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, '')
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(digits) ? Number(digits) + 0 : typed // never minus nought
}

function readTime(typed: string) {
  const [, hour, minute = '00', half] = /^(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?$/i.exec(typed.trim()) ?? []
  if (!hour || (half && (Number(hour) < 1 || Number(hour) > 12))) return typed
  if (!half && !/[:.]/.test(typed)) return typed
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return `${String(hours).padStart(2, '0')}:${minute}`
}

function readDayFields(body: Body, field: string) {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) =>
    textOf(own(body, `${field}-${part}`)).trim(),
  )
  return day || month || year ? readDay({ day, month, year }) : undefined
}

/** What was refused stands in the form as the sentence that says why. */
function readFile(body: Body, field: string) {
  if (textOf(own(body, '_remove')) === field) return undefined
  const given = own(body, field)
  return whyRefused(given) ? given : textOf(given) || undefined
}

function readTicks(value: unknown) {
  const ticked = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '')
  return ticked.length ? [...new Set(ticked)] : undefined
}

function readList(question: ListQuestion, body: Body, field: string) {
  const removed = textOf(own(body, '_remove'))
  const items = indexesUnder(body, field)
    .slice(0, question.most + 1)
    .filter((index) => `${field}-${index}` !== removed)
    .map((index) => readGroup(question.of, body, `${field}-${index}-`))
  if (textOf(own(body, '_add')) === field && items.length < question.most) items.push({})
  return items.length ? items : undefined
}

function indexesUnder(body: Body, field: string) {
  const start = `${field}-`
  const indexes = new Set<number>()
  for (const name of Object.keys(body)) {
    const [, index] = name.startsWith(start) ? (/^(\d{1,6})-/.exec(name.slice(start.length)) ?? []) : []
    if (index) indexes.add(Number(index))
  }
  return [...indexes].sort((one, other) => one - other)
}

/** A field sent twice is an array: the first is what the page's own input sent. */
function textOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

function writeGroup(questions: Questions, answers: Raw, path: string, values: FormValues) {
  for (const [name, question] of Object.entries(questions))
    writeField(question, own(answers, name), path + name, values)
}

function writeField(question: AnyQuestion, value: unknown, field: string, values: FormValues) {
  if (question.kind === 'list') {
    for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
      writeGroup(question.of, asRaw(item), `${field}-${index}-`, values)
    }
  } else if (question.kind === 'date') writeDay(value, field, values)
  else if (question.kind === 'choices')
    values[field] = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  else values[field] = written(value)
}

function writeDay(value: unknown, field: string, values: FormValues) {
  const read = typeof value === 'string' ? partsOf(value) : undefined
  const typed: Partial<TypedDay> = read
    ? { ...read, day: unpadded(read.day), month: unpadded(read.month) }
    : asRaw(value)
  for (const part of ['day', 'month', 'year'] as const) values[`${field}-${part}`] = textOf(typed[part])
}

function unpadded(digits: string) {
  return digits.replace(/^0(?=\d)/, '')
}

function written(value: unknown) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
