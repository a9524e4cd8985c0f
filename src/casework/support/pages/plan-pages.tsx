import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { labelled, natures } from '../code-lists.ts'
import { consentState } from '../consent-rules.ts'
import type { ActionInSupport, Support } from '../known.ts'
import { actionQuestions, endActionQuestions, planQuestions, sessionQuestions } from '../plan-questions.ts'
import { howItStands, whyNotAddAction, whyNotReview, whyNotWritePlan } from '../plan-rules.ts'
import { reviewQuestions } from '../review-questions.ts'
import { RequestRows } from './consent-pages.tsx'
import { deliveredWords } from './plan-parts.tsx'
import { SupportAct } from './support-act.tsx'

export function WritePlanPage(shown: Shown<Support>) {
  const request = shown.known.requests.at(-1)
  return (
    <SupportAct
      shown={shown}
      title="Write the support plan"
      questions={planQuestions}
      submit="Save the plan"
      whyNot={whyNotWritePlan(shown.known)}
    >
      <ConsentNow known={shown.known} />
      {request && (
        <>
          <h2 class="govuk-heading-m">How consent is requested</h2>
          <RequestRows request={request} />
        </>
      )}
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
