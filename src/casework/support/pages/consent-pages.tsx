import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { planHowConsentIsAsked } from '../commands/plan-consent.ts'
import { consentPlanQuestions, consentQuestions, leadQuestions, ofWhom, ways } from '../consent-questions.ts'
import { consentState, openRequest, whyNotPlanConsent, whyNotRecordConsent } from '../consent-rules.ts'
import type { ConsentRequest, Support } from '../known.ts'
import { whyNotNameLead } from '../lead-rules.ts'
import { SupportAct } from './support-act.tsx'

export function NameLeadPage(shown: Shown<Support>) {
  const { banner } = shown.known
  return (
    <SupportAct
      shown={shown}
      title="Name the lead professional"
      questions={leadQuestions}
      submit="Name the lead professional"
      whyNot={whyNotNameLead(shown.known)}
    >
      {banner.lead && (
        <p class="govuk-body">
          Now: {banner.lead}. They no longer see the case once somebody else leads it, unless they provide support.
        </p>
      )}
    </SupportAct>
  )
}

export function PlanConsentPage(shown: Shown<Support>) {
  return (
    <SupportAct
      shown={shown}
      title="Plan how consent is asked"
      questions={consentPlanQuestions}
      submit="Save the plan to ask"
      whyNot={whyNotPlanConsent(shown.known)}
    >
      <WhoMay known={shown.known} />
    </SupportAct>
  )
}

export function RecordConsentPage(shown: Shown<Support>) {
  const { known } = shown
  const state = consentState(known.answers, known.today)
  const request = openRequest(known)
  return (
    <SupportAct
      shown={shown}
      title="Record consent"
      questions={consentQuestions}
      submit="Record the answer"
      whyNot={whyNotRecordConsent(known)}
    >
      <WhoMay known={known} />
      {!request && shown.may(planHowConsentIsAsked) && !whyNotPlanConsent(known) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/cases/${known.caseId}/consent/plan`}>
            Plan how consent is asked
          </a>
        </p>
      )}
      {request && <RequestRows request={request} />}
      {state.is === 'given' && (
        <InsetText>
          Consent stands until {showDay(state.until)}. If it is withdrawn, whatever rests on it ends as soon as you
          record it.
        </InsetText>
      )}
    </SupportAct>
  )
}

/** The rule that decides who consents, with the age it follows from. */
function WhoMay({ known: { banner, born, ageAbout } }: { known: Support }) {
  if (!born && ageAbout === null)
    return <InsetText>The person's age is not known. Under 18 a parent or guardian must be asked.</InsetText>
  const age = born ? `was born on ${showDay(born)} and is ${banner.age} now` : `is about ${ageAbout}`
  return (
    <p class="govuk-body">
      The person {age}. Under 18 a parent or guardian consents, or the council under a care order.
    </p>
  )
}

/** Nobody is named twice where the name says no more than the part. */
function whoIsAsked({ name, ofWhom: of }: ConsentRequest) {
  const part = ofWhom[of as keyof typeof ofWhom] ?? of
  return name === part ? name : `${name} (${part})`
}

export function RequestRows({ request }: { request: ConsentRequest }) {
  const rows = [
    {
      label: 'Who is asked',
      value: whoIsAsked(request),
    },
    { label: 'How', value: ways[request.how as keyof typeof ways] ?? request.how },
    { label: 'When', value: showDay(request.askOn) },
    { label: 'By whom', value: request.byWhom },
    ...(request.socialCareDecision
      ? [{ label: "Decided with children's social care", text: request.socialCareDecision }]
      : []),
    ...(request.words ? [{ label: 'To bear in mind', text: request.words }] : []),
  ]
  return <SummaryList rows={rows} />
}
