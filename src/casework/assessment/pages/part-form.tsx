import type { ComponentChildren } from 'preact'
import type { Shown } from '../../../platform/module.ts'
import type { Problem, Questions } from '../../../platform/pure/questions.ts'
import { Form } from '../../../platform/ui/form.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { captionOf, protectiveMarking } from '../../cases/index.ts'
import type { OnePart } from '../known.ts'
import { whyNotWrite } from '../rules.ts'

interface PartFormProps {
  shown: Shown<OnePart>
  questions: Questions
  problems?: readonly Problem[] | undefined
  wide?: boolean
  /** Above the form. */
  before?: ComponentChildren
  /** In the form, after its questions. */
  children?: ComponentChildren
}

/** One part of an assessment: a page of the long form, saved by itself and gone on with at any time. */
export function PartForm({ shown, questions, problems, wide, before, children }: PartFormProps) {
  const { frame, form, known, path } = shown
  const { banner, part } = known
  const no = whyNotWrite(known)
  const back = `/cases/${known.caseId}/assessments/${known.assessmentId}`
  const wrong = problems ?? form.problems
  return (
    <Page
      frame={frame}
      title={`Assessment: ${part.name}`}
      heading={part.name}
      caption={captionOf(banner)}
      back={{ href: back, text: 'Back to the assessment' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      wide={wide}
      problems={wrong}
      refusal={form.refusal}
      changed={form.changed}
    >
      {no && !form.refusal && <InsetText>{no}</InsetText>}
      {part.guidance && <p class="govuk-body">{part.guidance}</p>}
      {before}
      {(!no || form.values !== undefined) && (
        <Form
          action={path}
          csrf={form.csrf}
          actId={form.actId}
          version={form.version}
          questions={questions}
          was={form.was}
          clash={form.clash}
          values={form.values ?? form.now}
          problems={wrong}
          submit="Save and go on"
          draft={`/drafts${path}`}
          cancel={back}
        >
          {children}
        </Form>
      )}
    </Page>
  )
}
