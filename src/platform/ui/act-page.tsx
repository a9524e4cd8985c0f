import type { ComponentChildren } from 'preact'
import { optionsIn } from '../options.ts'
import type { Shown } from '../module.ts'
import type { Questions } from '../pure/questions.ts'
import { Form } from './form.tsx'
import { InsetText } from './markup.tsx'
import { Page } from './page.tsx'

export interface ActPageProps {
  shown: Shown<object>
  /** Without personal data: it stays in the browser's history. */
  title: string
  heading?: string
  caption?: ComponentChildren
  questions: Questions
  submit: string
  warning?: boolean
  back?: { href: string; text?: string }
  marking?: string
  reference?: string
  namesAPerson?: boolean
  /**
   * The rule's sentence, where the process does not allow it now: there is nothing to fill in then. What was typed before
   * stays in sight.
   */
  notNow?: string | undefined
  /** Above the questions: what one should know before answering. */
  children?: ComponentChildren
}

/** A page that does one thing: says what it is about, asks, and has one button. Every ending but 'done' comes back to it. */
export function ActPage({ shown, title, questions, submit, warning, back, notNow, children, ...page }: ActPageProps) {
  const { form, frame, known, path } = shown
  const cancel = back ? { cancel: back.href } : {}
  const typed = form.values !== undefined
  return (
    <Page
      frame={frame}
      title={title}
      {...page}
      {...(back ? { back } : {})}
      problems={form.problems}
      refusal={form.refusal}
      changed={form.changed}
    >
      {notNow && !form.refusal && <InsetText>{notNow}</InsetText>}
      {children}
      {(!notNow || typed) && (
        <Form
          action={path}
          csrf={form.csrf}
          actId={form.actId}
          version={form.version}
          was={form.was}
          clash={form.clash}
          values={form.values ?? form.now}
          problems={form.problems}
          options={optionsIn(known)}
          questions={questions}
          submit={submit}
          warning={warning}
          draft={frame.person && `/drafts${path}`}
          {...cancel}
        />
      )}
    </Page>
  )
}
