import type { ComponentChildren } from 'preact'
import { formValues } from '../pure/questions/form.ts'
import { capital } from '../pure/words.ts'
import type { AnyQuestion, ListQuestion, Options, Problem, Question, Questions } from '../pure/questions/question.ts'
import { triggersOf } from '../pure/questions/question.ts'
import { optionsOf } from '../pure/questions/describe.ts'
import { type Drawing, FieldFor } from './fields.tsx'
import { type Html, html } from './govuk.tsx'
import { Button } from './notices.tsx'
import { asked, say } from './say.ts'

type QuestionFieldsProps = {
  of: Questions
  /** Raw answers, as `readForm` gives them or as they were saved. */
  values?: unknown
  problems?: readonly Problem[] | undefined
  options?: Options | undefined
  action?: string | undefined
}

/**
 * All questions as GOV.UK components, with what was typed and what is wrong. A question that depends on one answer to
 * the question before it is shown under that answer; any other says when it is to be answered. Works without script.
 */
export function QuestionFields({ of, values = {}, problems = [], options = {}, action }: QuestionFieldsProps) {
  return <Group questions={asked(of)} path="" drawing={{ values: formValues(of, values), problems, options, action }} />
}

type GroupProps = { questions: Questions; path: string; drawing: Drawing; within?: boolean }

function Group({ questions, path, drawing, within }: GroupProps) {
  const revealed = within ? new Set<string>() : revealedNames(questions)
  const shown = Object.entries(questions).filter(([name]) => !revealed.has(name))
  return (
    <>
      {shown.map(([name, question]) => {
        const reveals = within ? undefined : revealsUnder(name, { questions, path, drawing })
        const asking = <Asking {...{ question, field: path + name, drawing, within, reveals }} />
        return (
          <>
            {question.section && <h2 class="govuk-heading-m ot-section">{question.section}</h2>}
            {question.onlyWhen ? <OnlyIf {...{ question, questions, path, drawing }}>{asking}</OnlyIf> : asking}
          </>
        )
      })}
    </>
  )
}

type AskingProps = {
  question: Question
  field: string
  drawing: Drawing
  within?: boolean | undefined
  reveals?: Reveals
}
type Reveals = { readonly [value: string]: Html } | undefined

function Asking({ question, ...rest }: AskingProps) {
  if (question.kind === 'list') return <ListFields question={question} field={rest.field} drawing={rest.drawing} />
  return <FieldFor question={question} {...rest} />
}

/** The names of questions that are shown under an answer: those that follow the question they depend on. */
function revealedNames(questions: Questions): Set<string> {
  const revealed = new Set<string>()
  let before: string | undefined
  for (const [name, question] of Object.entries(questions)) {
    if (before && question.onlyWhen?.question === before && canReveal(questions[before], question)) revealed.add(name)
    else before = name
  }
  return revealed
}

/** One field cannot stand under two answers, nor can a list's buttons stand in a reveal. */
function canReveal(controlling: AnyQuestion | undefined, question: AnyQuestion) {
  if (!controlling || !question.onlyWhen || triggersOf(question.onlyWhen).length !== 1) return false
  if (question.kind === 'list' || question.kind === 'hidden' || controlling.onlyWhen) return false
  const radios = controlling.kind === 'choice' && controlling.as === 'radios'
  return radios || controlling.kind === 'yesNo' || controlling.kind === 'choices'
}

function revealsUnder(name: string, { questions, path, drawing }: GroupProps): Reveals {
  const revealed = revealedNames(questions)
  const byAnswer = new Map<string, { [name: string]: Question }>()
  for (const [other, question] of Object.entries(questions)) {
    if (!revealed.has(other) || question.onlyWhen?.question !== name) continue
    const answer = asValue(triggersOf(question.onlyWhen)[0])
    byAnswer.set(answer, { ...byAnswer.get(answer), [other]: { ...question, onlyWhen: undefined } })
  }
  if (byAnswer.size === 0) return undefined
  const drawn = [...byAnswer].map(([answer, under]) => [
    answer,
    html(<Group questions={under} path={path} drawing={drawing} within />),
  ])
  return Object.fromEntries(drawn)
}

type OnlyIfProps = {
  question: AnyQuestion
  questions: Questions
  path: string
  drawing: Drawing
  children: ComponentChildren
}

/** Says when the question is to be answered; with script it appears only then. */
function OnlyIf({ question, questions, path, drawing, children }: OnlyIfProps) {
  const { onlyWhen } = question
  const other = onlyWhen && questions[onlyWhen.question]
  if (!onlyWhen || !other || question.kind === 'hidden') return <>{children}</>
  const answers = triggersOf(onlyWhen).map(asValue)
  return (
    <div class="ot-only-if" data-only-when={path + onlyWhen.question} data-is={JSON.stringify(answers)}>
      <p class="govuk-body ot-only-if__when">
        {say('Only if you answer')}{' '}
        {answers.map((answer) => `“${labelOf(other, answer, drawing.options)}”`).join(` ${say('or')} `)} {say('to')} “
        {other.label}”
      </p>
      {children}
    </div>
  )
}

function asValue(trigger: string | boolean | undefined) {
  return typeof trigger === 'boolean' ? (trigger ? 'yes' : 'no') : (trigger ?? '')
}

function labelOf(question: AnyQuestion, value: string, options: Options) {
  if (question.kind === 'yesNo' || question.kind === 'confirm') return say(value === 'no' ? 'No' : 'Yes')
  const known = question.kind === 'choice' || question.kind === 'choices' ? optionsOf(question, options) : []
  return known.find((option) => option.value === value)?.label ?? value
}

type ListProps = { question: ListQuestion; field: string; drawing: Drawing }

function ListFields({ question, field, drawing }: ListProps) {
  const wrong = drawing.problems.find((problem) => problem.at === field)
  const count = Math.max(question.least, itemCount(drawing, field), 1)
  return (
    <fieldset class="govuk-fieldset ot-list" aria-describedby={wrong ? `${field}-error` : undefined}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{question.label}</legend>
      {question.hint && <div class="govuk-hint">{question.hint}</div>}
      {wrong && (
        <p id={`${field}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">{say('Error:')}</span> {wrong.message}
        </p>
      )}
      {Array.from({ length: count }, (_, index) => (
        <ListItem question={question} field={`${field}-${index}`} number={index + 1} count={count} drawing={drawing} />
      ))}
      {count < question.most && (
        <Button
          kind="secondary"
          name="_add"
          value={field}
          id={field}
          formaction={comingBack(drawing, `${field}-${count}`)}
        >
          {say('Add another {item}').replace('{item}', question.item)}
        </Button>
      )}
    </fieldset>
  )
}

type ListItemProps = ListProps & { number: number; count: number }

function ListItem({ question, field, number, count, drawing }: ListItemProps) {
  const { item, least, of } = question
  const keeps = least === 0 && holdsAFile(of, field, drawing)
  return (
    <fieldset class="govuk-fieldset ot-list__item" id={field} tabindex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s ot-list__legend">
        {capital(item)} {number}
      </legend>
      <Group questions={question.of} path={`${field}-`} drawing={drawing} />
      {(keeps || count > Math.max(least, 1)) && (
        <Button kind="secondary" name="_remove" value={field}>
          {say('Remove')} <span class="govuk-visually-hidden">{`${item} ${number}`}</span>
        </Button>
      )}
    </fieldset>
  )
}

/** What was typed can be typed over; a file that was received goes only by a button. */
const holdsAFile = (of: Questions, field: string, { values }: Drawing) =>
  Object.entries(of).some(([name, { kind }]) => kind === 'file' && Boolean(values[`${field}-${name}`]))

function itemCount({ values }: Drawing, field: string) {
  const start = `${field}-`
  const indexes = Object.keys(values).map((name) =>
    name.startsWith(start) ? Number.parseInt(name.slice(start.length), 10) : -1,
  )
  return Math.max(-1, ...indexes.filter((index) => Number.isInteger(index))) + 1
}

/** The answer to a form keeps the fragment of the address that it was sent to, so the new item is where one reads on. */
function comingBack({ action }: Drawing, item: string) {
  return action === undefined ? undefined : `${action}#${item}`
}
