import { z } from 'zod'
import { today as todayHere } from '../days.ts'
import { wrongWithDay } from './days.ts'
import { isFileAnswer } from './file.ts'
import type { Answers, AnyQuestion, ChoicesQuestion, DateQuestion, Option, Questions, Raw } from './question.ts'
import { isAsked, isBlank } from './question.ts'

/** No control characters: PostgreSQL refuses NUL, and the others are never typed. All scripts stay as they are. */
const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/
const LINES = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const TELEPHONE = /^(?=(?:\D*\d){7,15}\D*$)[+()\d .-]+(?: ?(?:x|ext\.?) ?\d{1,6})?$/

const schemas = new WeakMap<AnyQuestion, z.ZodType>()

/**
 * The strict schema of all answers, for the API and its document (it converts with `z.toJSONSchema`). A question
 * that depends on another is optional in the document, required when it is asked, and dropped when it is not.
 */
export function answersSchema<Q extends Questions>(questions: Q): z.ZodType<Answers<Q>> {
  const shape: { [name: string]: z.ZodType } = {}
  for (const [name, question] of Object.entries(questions)) {
    const schema = schemaOf(question).meta({ title: question.label, ...described(question) })
    shape[name] = question.optional || question.onlyWhen ? schema.optional() : schema
  }
  const object = z
    .strictObject(shape)
    .check(z.overwrite((answers) => onlyAsked(questions, answers)))
    .superRefine((answers, context) => {
      for (const [path, message] of problemsBetween(questions, answers)) {
        context.addIssue({ code: 'custom', path: [path], message })
      }
    })
  return object as unknown as z.ZodType<Answers<Q>>
}

/** The schema of one answer, its sentences included. Lists are schemas of their items' answers. */
export function schemaOf(question: AnyQuestion): z.ZodType {
  const known = schemas.get(question)
  if (known) return known
  const schema = makeSchema(question)
  schemas.set(question, schema)
  return schema
}

/** What is wrong with a real day that must be in the past or in the future; `today` is 'YYYY-MM-DD'. */
export function wrongSideOfToday(question: DateQuestion, day: string, today: string): string | undefined {
  if (question.past && day > today) return `${question.called} must be today or in the past`
  if (question.future && day < today) return `${question.called} must be today or in the future`
  return undefined
}

function makeSchema(question: AnyQuestion): z.ZodType {
  switch (question.kind) {
    case 'text':
      return shaped(line(question), question.shape)
    case 'narrative':
      return typed(question, LINES, 'contains a character that cannot be kept. Delete it and type it again')
    case 'email':
      return line(question).regex(
        z.regexes.email,
        'Enter an email address in the correct format, like name@example.com',
      )
    case 'telephone':
      return line(question).regex(TELEPHONE, 'Enter a telephone number, like 01582 960 001 or +44 7700 900 982')
    case 'time':
      return z.string(question.missing).regex(TIME, `${question.called} must be a time, like 9:30am or 2pm`)
    case 'date':
      return z.iso.date({ error: ({ input }) => wrongWithDay(input, question.called)?.message ?? question.missing })
    case 'number':
      return numberSchema(question)
    case 'choice':
      return oneOf(question)
    case 'choices':
      return severalOf(question)
    case 'yesNo':
      return z.boolean(question.missing)
    case 'confirm':
      return z.literal(true, question.missing)
    case 'hidden':
      return question.uuid ? z.uuid(question.missing) : line(question)
    case 'file':
      return z.string(question.missing).refine(isFileAnswer, question.missing)
    case 'list':
      return listSchema(question)
  }
}

type Typed = AnyQuestion & { readonly most: number }

function line(question: Typed) {
  return typed(question, ONE_LINE, 'contains a character that cannot be kept. Type it again on one line')
}

function typed({ missing, called, most }: Typed, allowed: RegExp, otherwise: string) {
  const schema = z.string(missing).overwrite(tidied).min(1, missing)
  const tooLong = `${called} must be ${most.toLocaleString('en-GB')} characters or fewer`
  const short = schema.max(most, { error: tooLong, abort: true })
  const clean = short.regex(allowed, `${called} ${otherwise}`)
  return clean.refine((value) => value.isWellFormed(), `${called} ${otherwise}`)
}

/** A form ends its lines with CRLF, whatever was typed. */
function tidied(value: string) {
  return value.replace(/\r\n?/g, '\n').trim()
}

function shaped(schema: z.ZodString, shape: { readonly pattern: RegExp; readonly otherwise: string } | undefined) {
  return shape ? schema.regex(shape.pattern, shape.otherwise) : schema
}

function numberSchema({ called, least, most, whole, missing }: AnyQuestion & { kind: 'number' }) {
  const notANumber = `${called} must be a number, like 12`
  const schema = z.number({ error: ({ input }) => (isBlank(input) ? missing : notANumber) })
  const bounded = schema
    .min(least, `${called} must be ${least.toLocaleString('en-GB')} or more`)
    .max(most, `${called} must be ${most.toLocaleString('en-GB')} or less`)
  return whole ? bounded.int(`${called} must be a whole number, like 12`) : bounded
}

type Choosing = AnyQuestion & { readonly options: readonly Option[] }

function oneOf({
  options,
  uuid,
  missing,
  optionsFrom,
}: Choosing & { uuid: boolean; optionsFrom?: string | undefined }) {
  if (!optionsFrom) return z.enum(valuesOf(options), missing)
  return uuid ? z.uuid(missing) : z.string(missing).min(1, missing).max(200, missing).regex(ONE_LINE, missing)
}

function severalOf(question: ChoicesQuestion) {
  const schema = z.array(oneOf(question), question.missing).min(1, question.missing).max(500, question.missing)
  return schema
    .refine((values) => !mixed(question, values), mixedSentence(question))
    .refine(allDifferent, question.missing)
}

function mixed({ options }: ChoicesQuestion, values: readonly string[]) {
  return values.length > 1 && options.some((option) => option.alone && values.includes(option.value))
}

function mixedSentence({ options }: ChoicesQuestion) {
  const alone = options.find((option) => option.alone)
  return `Choose either “${alone?.label ?? ''}” or the others, not both`
}

function allDifferent(values: readonly string[]) {
  return new Set(values).size === values.length
}

function listSchema({ of, least, most, missing, items }: AnyQuestion & { kind: 'list' }) {
  return z.array(answersSchema(of), missing).min(least, missing).max(most, `Add ${most} ${items} or fewer`)
}

function valuesOf(options: readonly Option[]) {
  return options.map((option) => option.value) as [string, ...string[]]
}

function described({ hint }: AnyQuestion) {
  return hint ? { description: hint } : {}
}

function onlyAsked<A extends Raw>(questions: Questions, answers: A): A {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => isAsked(questions, name, answers))) as A
}

function* problemsBetween(questions: Questions, answers: Raw): Generator<[name: string, message: string]> {
  for (const [name, question] of Object.entries(questions)) {
    const answer = answers[name]
    if (question.onlyWhen && !question.optional && answer === undefined && isAsked(questions, name, answers)) {
      yield [name, question.missing]
    }
    const wrong =
      question.kind === 'date' && typeof answer === 'string' && wrongSideOfToday(question, answer, todayHere())
    if (wrong) yield [name, wrong]
  }
}
