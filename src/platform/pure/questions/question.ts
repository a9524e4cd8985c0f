export type Option<Value extends string = string> = {
  readonly value: Value
  readonly label: string
  readonly hint?: string | undefined
  /** Cannot be ticked together with another ("None of these"). */
  readonly alone?: boolean | undefined
}

/** Options that are known only when the page is drawn, by the name that `optionsFrom` gives. */
export type Options = { readonly [name: string]: readonly Option[] }

export type OnlyWhen = { readonly question: string; readonly is: Trigger | readonly Trigger[] }
type Trigger = string | boolean

export type Problem = {
  /** The question's path in the form: `statements-0-words`. */
  readonly at: string
  readonly message: string
  /** The input to jump to, where it is not called like the question: `born-year`. */
  readonly field?: string | undefined
  /** The address of the page that has this input, where it is another one. */
  readonly href?: string | undefined
}

type Words = {
  readonly label: string
  readonly hint?: string | undefined
  readonly missing: string
  readonly called: string
  readonly optional: boolean
  readonly sealed: boolean
  readonly onlyWhen?: OnlyWhen | undefined
  /** The heading of the part of a long form that begins with this question. */
  readonly section?: string | undefined
}
export type Shape = { readonly pattern: RegExp; readonly otherwise: string }
export type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30
type Line = { readonly most: number; readonly width?: Width | undefined; readonly autocomplete?: string | undefined }
type Choosing = {
  readonly options: readonly Option[]
  readonly optionsFrom?: string | undefined
  readonly uuid: boolean
}

export type TextQuestion = Words & Line & { readonly kind: 'text'; readonly shape?: Shape | undefined }
export type EmailQuestion = Words & Line & { readonly kind: 'email' }
export type TelephoneQuestion = Words & Line & { readonly kind: 'telephone' }
export type NarrativeQuestion = Words & { readonly kind: 'narrative'; readonly most: number; readonly rows: number }
export type NumberQuestion = Words & {
  readonly kind: 'number'
  readonly least: number
  readonly most: number
  readonly whole: boolean
}
export type DateQuestion = Words & { readonly kind: 'date'; readonly past: boolean; readonly future: boolean }
export type TimeQuestion = Words & { readonly kind: 'time' }
export type ChoiceQuestion = Words & Choosing & { readonly kind: 'choice'; readonly as: 'radios' | 'select' }
export type ChoicesQuestion = Words & Choosing & { readonly kind: 'choices' }
export type YesNoQuestion = Words & { readonly kind: 'yesNo' }
export type ConfirmQuestion = Words & { readonly kind: 'confirm' }
/** Its raw answer is the id of a file that was received before (`POST /api/v1/uploads`, or the form itself). */
export type FileQuestion = Words & { readonly kind: 'file' }
export type HiddenQuestion = Words & { readonly kind: 'hidden'; readonly uuid: boolean; readonly most: number }
export type ListQuestion = Words & {
  readonly kind: 'list'
  readonly of: Questions
  readonly item: string
  readonly items: string
  readonly least: number
  readonly most: number
}

export type AnyQuestion =
  | TextQuestion
  | EmailQuestion
  | TelephoneQuestion
  | NarrativeQuestion
  | NumberQuestion
  | DateQuestion
  | TimeQuestion
  | ChoiceQuestion
  | ChoicesQuestion
  | YesNoQuestion
  | ConfirmQuestion
  | HiddenQuestion
  | FileQuestion
  | ListQuestion

/** One question. `gives` exists for the type checker alone and is never set. */
export type Question<Answer = unknown> = AnyQuestion & { readonly gives?: (() => Answer) | undefined }

/** Questions by name, in the order in which they are asked. A name has no hyphen, because hyphens join paths. */
export type Questions = { readonly [name: string]: Question }

type AnswerTo<Q> = Q extends { readonly gives?: (() => infer Answer) | undefined } ? Answer : never
type MayBeAbsent<Q extends Questions> = {
  [Name in keyof Q]: undefined extends AnswerTo<Q[Name]> ? Name : never
}[keyof Q]
type Flat<T> = { [Key in keyof T]: T[Key] }

/** What a person answered, typed from the questions. */
export type Answers<Q extends Questions> = Flat<
  { -readonly [Name in Exclude<keyof Q, MayBeAbsent<Q>>]: AnswerTo<Q[Name]> } & {
    -readonly [Name in MayBeAbsent<Q>]?: AnswerTo<Q[Name]>
  }
>

export type Raw = { readonly [name: string]: unknown }

/** Hostile input may be anything: whatever is not a plain object has no answers in it. */
export function asRaw(input: unknown): Raw {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Raw) : {}
}

export function own(raw: Raw, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined
}

/**
 * Whether the question `name` is asked, given what was answered so far: a question that depends on another
 * is asked when the other is asked and has one of the answers named.
 */
export function isAsked(questions: Questions, name: string, answers: Raw): boolean {
  let question = questions[name]
  const visited = new Set<string>()
  while (question?.onlyWhen) {
    const { question: other, is } = question.onlyWhen
    if (visited.has(other) || !answersOneOf(own(answers, other), is)) return false
    visited.add(other)
    question = questions[other]
  }
  return question !== undefined
}

export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

export function triggersOf(onlyWhen: OnlyWhen): readonly Trigger[] {
  return typeof onlyWhen.is === 'object' ? onlyWhen.is : [onlyWhen.is]
}

function answersOneOf(answer: unknown, is: OnlyWhen['is']) {
  const wanted: readonly unknown[] = typeof is === 'object' ? is : [is]
  return Array.isArray(answer) ? answer.some((one) => wanted.includes(one)) : wanted.includes(answer)
}
