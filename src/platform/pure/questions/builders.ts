import type { ReceivedFile } from './file.ts'
import type { Answers, OnlyWhen, Option, Question, Questions, Shape, Width } from './question.ts'

/** A line that a person types has room for a long name; a narrative has room for a long day. */
const LINE = 200
const NARRATIVE = 50_000
const EMAIL = 254 // RFC 5321 4.5.3.1.3
const TELEPHONE = 30
const ITEMS = 50

type Asking = {
  readonly label: string
  readonly hint?: string | undefined
  /** The sentence shown when there is no answer: "Enter …", "Choose …". */
  readonly missing?: string | undefined
  /** The subject of generated sentences: "The reason" must be 200 characters or fewer. */
  readonly called?: string | undefined
  readonly optional?: boolean | undefined
  readonly onlyWhen?: OnlyWhen | undefined
  readonly sealed?: boolean | undefined
  /** Begins a part of a long form, with this heading. */
  readonly section?: string | undefined
}
type AskingForLine = Asking & {
  readonly most?: number
  readonly width?: Width | undefined
  readonly autocomplete?: string | undefined
}
type AskingForText = AskingForLine & { readonly shape?: Shape | undefined }
type AskingForNarrative = Asking & { readonly most?: number; readonly rows?: number }
type AskingForNumber = Asking & { readonly least?: number; readonly most?: number; readonly whole?: boolean }
type AskingForDate = Asking & { readonly past?: boolean; readonly future?: boolean }
type Choosable = { readonly [value: string]: string } | readonly Option[]
type AskingForChoice = Asking & {
  readonly options?: Choosable
  readonly optionsFrom?: string
  readonly uuid?: boolean
}
type AskingForOneChoice = AskingForChoice & { readonly as?: 'radios' | 'select' }
type AskingForList = Asking & {
  readonly of: Questions
  readonly item: string
  /** More than one of them, where adding an s is not enough: "people". */
  readonly items?: string
  readonly least?: number
  readonly most?: number
}

type Given<Asked, Answer> = Asked extends { readonly optional: true } | { readonly onlyWhen: OnlyWhen }
  ? Answer | undefined
  : Answer
type Chosen<Asked> = Asked extends { readonly options: readonly { readonly value: infer Value }[] }
  ? Value
  : Asked extends { readonly options: infer Labels }
    ? keyof Labels & string
    : string

/** One line of text, `most` characters (200). `shape` is a pattern with the sentence for what does not fit it. */
export function text<const A extends AskingForText>(asked: A): Question<Given<A, string>> {
  return { kind: 'text', most: LINE, ...asked, ...wording(asked, 'Enter') }
}

export function email<const A extends AskingForLine>(asked: A): Question<Given<A, string>> {
  return { kind: 'email', most: EMAIL, autocomplete: 'email', ...asked, ...wording(asked, 'Enter') }
}

export function telephone<const A extends AskingForLine>(asked: A): Question<Given<A, string>> {
  return { kind: 'telephone', most: TELEPHONE, width: 20, autocomplete: 'tel', ...asked, ...wording(asked, 'Enter') }
}

/** Text of several paragraphs, `most` characters (50,000), sealed unless `sealed: false`. */
export function narrative<const A extends AskingForNarrative>(asked: A): Question<Given<A, string>> {
  return { kind: 'narrative', most: NARRATIVE, rows: 6, ...asked, ...wording({ sealed: true, ...asked }, 'Enter') }
}

/** A number from `least` (0) to `most` (a million), whole unless `whole: false`. */
export function number<const A extends AskingForNumber>(asked: A): Question<Given<A, number>> {
  return { kind: 'number', least: 0, most: 1_000_000, whole: true, ...asked, ...wording(asked, 'Enter') }
}

/** A day, answered as 'YYYY-MM-DD'. `past`: today or before. `future`: today or after. */
export function date<const A extends AskingForDate>(asked: A): Question<Given<A, string>> {
  return { kind: 'date', past: false, future: false, ...asked, ...wording(asked, 'Enter') }
}

/** A time of day, answered as 'HH:MM' on the 24-hour clock; `2pm` and `9.30` are understood. */
export function time<const A extends Asking>(asked: A): Question<Given<A, string>> {
  return { kind: 'time', ...asked, ...wording(asked, 'Enter') }
}

/** One of several: radios, or a select. Give labels by value, options in a list, or the name of options known later. */
export function choice<const A extends AskingForOneChoice>(asked: A): Question<Given<A, Chosen<A>>> {
  return { kind: 'choice', as: 'radios', ...asked, ...choosing(asked), ...wording(asked, 'Choose') }
}

/** Any of several, at least one unless optional: checkboxes. */
export function choices<const A extends AskingForChoice>(asked: A): Question<Given<A, Chosen<A>[]>> {
  return { kind: 'choices', ...asked, ...choosing(asked), ...wording(asked, 'Choose') }
}

export function yesNo<const A extends Asking>(asked: A): Question<Given<A, boolean>> {
  return { kind: 'yesNo', ...asked, ...wording(asked, 'Choose') }
}

/** A single box that must be ticked (or may be, when optional). The answer is `true`. */
export function confirm<const A extends Asking>(asked: A): Question<Given<A, true>> {
  return { kind: 'confirm', ...asked, ...wording({ missing: `Tick the box: ${asked.label}`, ...asked }, 'Tick') }
}

/** A value that the form carries and nobody types: a reference to be looked up as the viewer. */
export function hidden<const A extends { readonly uuid?: boolean; readonly optional?: boolean }>(
  asked: A,
): Question<Given<A, string>> {
  const words = wording({ label: '', missing: 'This page is incomplete. Open it again', ...asked }, 'Enter')
  return { kind: 'hidden', uuid: asked.uuid ?? false, most: LINE, ...words }
}

/**
 * A file: a form sends it along, and a program sends the id that `POST /api/v1/uploads` gave. It was looked over before
 * anything is decided; `saves` keeps it (`takeUpload`).
 */
export function file<const A extends Asking>(asked: A): Question<Given<A, ReceivedFile>> {
  return { kind: 'file', ...asked, ...wording(asked, 'Choose') }
}

/** The same questions several times over, from `least` (1; 0 when optional) to `most` (50). `item` names one of them. */
export function list<const A extends AskingForList>(asked: A): Question<Answers<A['of']>[]> {
  const least = asked.least ?? (asked.optional ? 0 : 1)
  const items = asked.items ?? `${asked.item}s`
  const missing = asked.missing ?? `Add at least ${least > 1 ? `${least} ${items}` : `one ${asked.item}`}`
  return { kind: 'list', most: ITEMS, ...asked, items, least, ...wording({ ...asked, missing }, 'Enter') }
}

function wording(asked: Asking, verb: string) {
  const { label, hint, onlyWhen, optional = false, sealed = false } = asked
  const asks = label.trim().endsWith('?')
  return {
    label,
    hint,
    onlyWhen,
    optional,
    sealed,
    called: asked.called ?? (asks ? 'Your answer' : label),
    missing: asked.missing ?? (asks ? `Answer the question: ${label}` : `${verb} ${inSentence(label)}`),
  }
}

function choosing({ options = [], optionsFrom, uuid = false }: AskingForChoice) {
  return { options: Array.isArray(options) ? options : labelled(options), optionsFrom, uuid }
}

function labelled(labels: Choosable): readonly Option[] {
  return Object.entries(labels as { [value: string]: string }).map(([value, label]) => ({ value, label }))
}

/** "Date of birth" reads on as "date of birth", but "NHS number" stays as it is. */
function inSentence(label: string) {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
