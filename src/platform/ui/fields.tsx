import type { VNode } from 'preact'
import { optionsOf } from '../pure/questions/describe.ts'
import { capital } from '../pure/words.ts'
import type { AnyQuestion, Option, Options, Problem } from '../pure/questions/question.ts'
import type { FormValues } from '../pure/questions/form.ts'
import { nameOfFile } from '../pure/questions/file.ts'
import { acceptedEnds } from '../files/kinds.ts'
import { Govuk, type Html } from './govuk.tsx'
import { say } from './say.ts'

/** What a field needs to draw itself: its name in the form, what was typed everywhere, what is wrong. */
export type Drawing = {
  readonly values: FormValues
  readonly problems: readonly Problem[]
  readonly options: Options
  /** The address that the form is sent to, so that *Add another* comes back to the new item. */
  readonly action?: string | undefined
}
type Field<Q extends AnyQuestion = AnyQuestion> = {
  readonly question: Q
  readonly field: string
  readonly drawing: Drawing
  /** A question shown under another's answer has a lighter label. */
  readonly within?: boolean | undefined
  /** What is shown under an option when it is chosen. */
  readonly reveals?: { readonly [value: string]: Html } | undefined
}
type Kind<K extends AnyQuestion['kind']> = Extract<AnyQuestion, { kind: K }>

/** Above this, the count of characters left is noise until the limit is near; the limit itself is never near. */
const COUNTED_MOST = 10_000

export function FieldFor({ question, ...rest }: Field): VNode | null {
  switch (question.kind) {
    case 'text':
    case 'email':
    case 'telephone':
    case 'number':
    case 'time':
      return <LineField question={question} {...rest} />
    case 'narrative':
      return <NarrativeField question={question} {...rest} />
    case 'date':
      return <DateField question={question} {...rest} />
    case 'choice':
      return question.as === 'select' ? (
        <SelectField question={question} {...rest} />
      ) : (
        <RadiosField question={question} {...rest} />
      )
    case 'yesNo':
      return <RadiosField question={question} {...rest} />
    case 'choices':
      return <CheckboxesField question={question} {...rest} />
    case 'confirm':
      return <ConfirmField question={question} {...rest} />
    case 'file':
      return <FileField question={question} {...rest} />
    case 'hidden':
      return <input type="hidden" name={rest.field} value={valueOf(rest)} />
    case 'list':
      return null // drawn where groups are drawn, because its items are groups
  }
}

function LineField(props: Field<Kind<'text' | 'email' | 'telephone' | 'number' | 'time'>>) {
  const { question, field } = props
  const params = { ...common(props), label: label(props), value: valueOf(props), ...inputOf(question) }
  return <Govuk is="input" params={{ ...params, id: field, name: field }} />
}

function inputOf(question: Kind<'text' | 'email' | 'telephone' | 'number' | 'time'>) {
  switch (question.kind) {
    case 'number':
      return {
        inputmode: question.whole ? 'numeric' : 'decimal',
        classes: `govuk-input--width-${widthFor(question.most)}`,
        spellcheck: false,
      }
    case 'time':
      return { classes: 'govuk-input--width-5', spellcheck: false }
    case 'text':
      return { ...lineOf(question), ...(question.shape ? { spellcheck: false } : {}) }
    default:
      return { ...lineOf(question), type: question.kind === 'email' ? 'email' : 'tel', spellcheck: false }
  }
}

function lineOf({ width, autocomplete }: Kind<'text' | 'email' | 'telephone'>) {
  // a code from a mail is digits: a telephone then shows its number pad
  const digits = autocomplete === 'one-time-code' ? { inputmode: 'numeric' } : {}
  return { classes: width ? `govuk-input--width-${width}` : undefined, autocomplete, ...digits }
}

function widthFor(most: number) {
  const digits = String(Math.trunc(most)).length
  return digits <= 2 ? 2 : digits <= 5 ? 5 : 10
}

function NarrativeField(props: Field<Kind<'narrative'>>) {
  const { question, field } = props
  const params = {
    ...common(props),
    label: label(props),
    id: field,
    name: field,
    value: valueOf(props),
    rows: question.rows,
  }
  if (question.most > COUNTED_MOST) return <Govuk is="textarea" params={params} />
  const counted = { maxlength: question.most, threshold: 75, ...countingWords(question.most) }
  return <Govuk is="character-count" params={{ ...params, ...counted }} />
}

/** What the count says, where it is not in English: its own words stand in the component. */
function countingWords(most: number) {
  const [left, over] = ['Characters left: %{count}', 'Characters too many: %{count}'].map(say)
  const limit = say('At most {most} characters').replace('{most}', String(most))
  if (left === 'Characters left: %{count}') return {}
  return {
    textareaDescriptionText: limit,
    charactersUnderLimitText: { one: left, other: left },
    charactersAtLimitText: left!.replace('%{count}', '0'),
    charactersOverLimitText: { one: over, other: over },
  }
}

function DateField(props: Field<Kind<'date'>>) {
  const { field, drawing } = props
  const wrong = problemAt(props)
  const items = (['day', 'month', 'year'] as const).map((name) => ({
    name,
    label: say(capital(name)),
    value: drawing.values[`${field}-${name}`] as string | undefined,
    classes: `govuk-input--width-${name === 'year' ? 4 : 2}${isAtFault(wrong, field, name) ? ' govuk-input--error' : ''}`,
  }))
  return (
    <Govuk
      is="date-input"
      params={{ ...common(props), fieldset: fieldset(props), id: field, namePrefix: field, items }}
    />
  )
}

/** Without a part of its own, the whole date is at fault. */
function isAtFault(wrong: Problem | undefined, field: string, part: string) {
  if (!wrong) return false
  const named = wrong.field && wrong.field !== `${field}-day`
  return named ? wrong.field === `${field}-${part}` : true
}

function RadiosField(props: Field<Kind<'choice' | 'yesNo'>>) {
  const { question, field, reveals } = props
  const yesNo = question.kind === 'yesNo'
  const params = {
    ...common(props),
    fieldset: fieldset(props),
    idPrefix: field,
    name: field,
    value: valueOf(props),
    items: itemsOf(
      yesNo
        ? YES_NO.map(({ value, label }) => ({ value, label: say(label) }))
        : optionsOf(question, props.drawing.options),
      reveals,
    ),
    classes: yesNo && !reveals ? 'govuk-radios--inline' : undefined,
  }
  return <Govuk is="radios" params={params} />
}

const YES_NO: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

function SelectField(props: Field<Kind<'choice'>>) {
  const { question, field, drawing } = props
  const items = optionsOf(question, drawing.options).map(({ value, label: text }) => ({ value, text }))
  const choose = { value: '', text: say(question.optional ? 'None' : 'Choose one') }
  const params = {
    ...common(props),
    label: label(props),
    id: field,
    name: field,
    value: valueOf(props),
    items: [choose, ...items],
  }
  return <Govuk is="select" params={params} />
}

function CheckboxesField(props: Field<Kind<'choices'>>) {
  const { question, field, drawing, reveals } = props
  const items = itemsOf(optionsOf(question, drawing.options), reveals)
  const params = { ...common(props), fieldset: fieldset(props), idPrefix: field, name: field, items }
  return <Govuk is="checkboxes" params={{ ...params, values: drawing.values[field] ?? [] }} />
}

function ConfirmField(props: Field<Kind<'confirm'>>) {
  const { question, field } = props
  const items = [{ value: 'yes', text: question.label }]
  const params = { ...common(props), idPrefix: field, name: field, items, values: [valueOf(props)] }
  return <Govuk is="checkboxes" params={params} />
}

/** A file that was received already is carried by its id, so that nothing has to be chosen twice. */
function FileField(props: Field<Kind<'file'>>) {
  const { question, field } = props
  const held = valueOf(props)
  const params = { ...common(props), label: label(props), id: field, name: field }
  return (
    <>
      {held && (
        <>
          <input type="hidden" name={field} value={held} />
          <p class="govuk-body">
            {say('Received:')} <strong>{nameOfFile(held) || say('a file')}</strong>.{' '}
            {say('It is kept: choose another one only to take its place.')}{' '}
            {question.optional && (
              <button class="govuk-button govuk-button--secondary ot-remove-file" name="_remove" value={field}>
                {say('Remove it')}
              </button>
            )}
          </p>
        </>
      )}
      <Govuk is="file-upload" params={{ ...params, attributes: { accept: acceptedEnds } }} />
    </>
  )
}

function itemsOf(options: readonly Option[], reveals: Field['reveals']) {
  const items = options.map(({ value, label: text, hint, alone }) => ({
    value,
    text,
    hint: hint ? { text: hint } : undefined,
    behaviour: alone ? 'exclusive' : undefined,
    conditional: reveals?.[value] ? { html: reveals[value] } : undefined,
  }))
  const last = items.at(-1)
  return last?.behaviour && items.length > 1 ? [...items.slice(0, -1), { divider: say('or') }, last] : items
}

function common(props: Field) {
  const { hint } = props.question
  const wrong = problemAt(props)
  return {
    hint: hint ? { text: hint } : undefined,
    errorMessage: wrong ? { text: wrong.message, visuallyHiddenText: say('Error') } : undefined,
  }
}

function problemAt({ drawing, field }: Field): Problem | undefined {
  return drawing.problems.find((problem) => problem.at === field)
}

function valueOf({ drawing, field }: Pick<Field, 'drawing' | 'field'>): string {
  const value = drawing.values[field]
  return typeof value === 'string' ? value : ''
}

function label({ question, within }: Field) {
  return { text: asked(question), classes: within ? undefined : 'govuk-label--s' }
}

function fieldset({ question, within }: Field) {
  return { legend: { text: asked(question), classes: within ? undefined : 'govuk-fieldset__legend--s' } }
}

function asked({ label: text, optional }: AnyQuestion) {
  return optional ? `${text} ${say('(optional)')}` : text
}
