import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { labelled, natures } from '../code-lists.ts'
import { consentState } from '../consent-rules.ts'
import type { ActionInSupport, Support } from '../known.ts'
import {
  actionQuestions,
  endActionQuestions,
  planQuestions,
  reasonQuestions,
  sessionQuestions,
} from '../plan-questions.ts'
import { howItStands, whyNotAddAction, whyNotGiveReason, whyNotReview, whyNotWritePlan } from '../plan-rules.ts'
import { reviewQuestions } from '../review-questions.ts'
import { RequestRows } from './consent-pages.tsx'
import { deliveredWords } from './plan-parts.tsx'
import { SupportAct } from './support-act.tsx'

export function WritePlanPage(shown: Shown<Support>) {
  const request = shown.known.requests.at(-1)
  const { assessed } = shown.known
  return (
    <SupportAct
      shown={startingFromNeeds(shown)}
      title="Write the support plan"
      questions={planQuestions}
      submit="Save the plan"
      whyNot={whyNotWritePlan(shown.known)}
    >
      <ConsentNow known={shown.known} />
      {assessed.unmet.length > 0 && (
        <p class="govuk-body">
          The needs that the assessment of {showDay(assessed.on!)} found stand below. Each wants an action or a reason.
        </p>
      )}
      {request && (
        <>
          <h2 class="govuk-heading-m">How consent is requested</h2>
          <RequestRows request={request} />
        </>
      )}
    </SupportAct>
  )
}

/** A plan starts from the needs that the assessment found, until something is typed. */
function startingFromNeeds(shown: Shown<Support>): Shown<Support> {
  const { unmet } = shown.known.assessed
  if (shown.form.values !== undefined || !unmet.length) return shown
  return { ...shown, form: { ...shown.form, values: { needs: unmet.map(({ id, need }) => ({ found: id, need })) } } }
}

export function GiveReasonPage(shown: Shown<Support>) {
  return (
    <SupportAct
      shown={shown}
      title="Give a reason for a need"
      questions={reasonQuestions}
      submit="Record the reason"
      whyNot={whyNotGiveReason(shown.known)}
    >
      <p class="govuk-body">
        Every need that an assessment found is met by an action of the plan, or by the reason why there is none.
      </p>
    </SupportAct>
  )
}

export function AddActionPage(shown: Shown<Support>) {
  return (
    <SupportAct
      shown={shown}
      title="Add an action to the plan"
      questions={actionQuestions}
      submit="Add the action"
      whyNot={whyNotAddAction(shown.known)}
    >
      <ConsentNow known={shown.known} />
    </SupportAct>
  )
}

export function RecordSessionPage(shown: Shown<ActionInSupport>) {
  return (
    <SupportAct
      shown={shown}
      title="Record a session"
      questions={sessionQuestions}
      submit="Record the session"
      back={backToAction(shown.known)}
    >
      <ActionRows known={shown.known} />
    </SupportAct>
  )
}

export function EndActionPage(shown: Shown<ActionInSupport>) {
  return (
    <SupportAct
      shown={shown}
      title="End an action"
      questions={endActionQuestions}
      submit="End the action"
      warning
      back={backToAction(shown.known)}
    >
      <ActionRows known={shown.known} />
    </SupportAct>
  )
}

export function ReviewPlanPage(shown: Shown<Support>) {
  return (
    <SupportAct
      shown={shown}
      title="Review the plan"
      questions={reviewQuestions}
      submit="Record the review"
      whyNot={whyNotReview(shown.known)}
    />
  )
}

const backToAction = ({ caseId, action }: ActionInSupport) => ({
  href: `/cases/${caseId}/actions/${action.id}`,
  text: 'Back to the action',
})

function ConsentNow({ known }: { known: Support }) {
  const state = consentState(known.answers, known.today)
  if (state.is === 'given') return <p class="govuk-body">Consent stands until {showDay(state.until)}.</p>
  return <InsetText>Only what does not rest on consent can be planned now, because {howItStands(state)}.</InsetText>
}

function ActionRows({ known: { action } }: { known: ActionInSupport }) {
  const rows = [
    { label: 'Support', value: labelled(natures, action.nature) },
    { label: 'Provided by', value: `${action.provider}, ${action.agency}` },
    { label: 'Sessions', value: deliveredWords(action) },
  ]
  return <SummaryList rows={rows} />
}
