import type { ComponentChildren } from 'preact'
import type { FormState } from '../module.ts'
import { asksForAFile } from '../pure/questions/file.ts'
import type { Options, Problem, Questions } from '../pure/questions/question.ts'
import { ClashForm } from './clash-form.tsx'
import { Button, ButtonGroup } from './notices.tsx'
import { QuestionFields } from './questions.tsx'
import { say } from './say.ts'

type FormProps = {
  action: string
  csrf: string
  /** The id under which this act is performed at most once. */
  actId: string
  /** The version of what is being changed, where something exists already. */
  version?: number | string | undefined
  /** The marks of what the form was drawn from. */
  was?: string | undefined
  /** Somebody else saved the same meanwhile: both versions are shown instead of the questions. */
  clash?: FormState['clash']
  questions: Questions
  /** Raw answers: what was typed, a draft, or what is known. */
  values?: unknown
  problems?: readonly Problem[] | undefined
  options?: Options | undefined
  /** The words on the button: what will happen. */
  submit: string
  warning?: boolean | undefined
  /** Where what is typed is kept while it is typed. */
  draft?: string | undefined
  cancel?: string | undefined
  /** The words on a second button, which saves what was typed and checks nothing. */
  later?: string | undefined
  /** Shown between the last question and the buttons. */
  children?: ComponentChildren
}

/** A form that is sent by POST, with the questions, a button that says what happens, and a way out. */
export function Form(props: FormProps) {
  const { action, questions, values, problems, options, submit, warning, draft, cancel, later, clash, children } = props
  if (clash) return <ClashForm {...props} clash={clash} />
  const repeats = Object.values(questions).some(({ kind }) => kind === 'list' || kind === 'file')
  return (
    <form action={action} method="post" enctype={enctypeFor(questions)} novalidate data-draft={draft}>
      <Carried {...props} />
      {repeats && <FirstButton />}
      <QuestionFields of={questions} values={values} problems={problems} options={options} action={action} />
      {children}
      {draft && <DraftStatus />}
      <ButtonGroup>
        <Button once kind={warning ? 'warning' : undefined}>
          {submit}
        </Button>
        {later && (
          <Button kind="secondary" name="_later" value="yes">
            {later}
          </Button>
        )}
        {cancel && (
          <a class="govuk-link" href={cancel}>
            {say('Cancel')}
          </a>
        )}
      </ButtonGroup>
    </form>
  )
}

/** Where script says how what is typed is kept. */
function DraftStatus() {
  return (
    <p
      class="govuk-hint ot-draft"
      data-draft-status
      data-kept={say('What you typed was kept at {time}.')}
      data-refused={say(
        'What you type is not being kept. You may have been signed out: copy it before you leave this page.',
      )}
      data-clash={say('This was changed in another window as well. Save it to see both.')}
      data-offline={say('What you type cannot be kept at the moment. Stay on this page until you are connected again.')}
      hidden
    ></p>
  )
}

/** Only a form that asks for a file sends files. */
const enctypeFor = (questions: Questions) => (asksForAFile(questions) ? 'multipart/form-data' : undefined)

function Carried({ csrf, actId, version, was }: FormProps) {
  return (
    <>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="_act" value={actId} />
      {version !== undefined && <input type="hidden" name="_version" value={version} />}
      {was && <input type="hidden" name="_was" value={was} />}
    </>
  )
}

/** Enter presses a form's first button, which must not be *Remove*. */
function FirstButton() {
  return <button type="submit" class="ot-first-button" tabindex={-1} aria-hidden="true"></button>
}
