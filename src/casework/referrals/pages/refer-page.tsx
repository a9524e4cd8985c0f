import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Details, InsetText, WarningText } from '../../../platform/ui/markup.tsx'
import type { ReferralForm } from '../queries.ts'
import { publicReferralQuestions, referralQuestions } from '../questions.ts'
import { callSentence } from '../whom-to-call.ts'

export function ReferPage(shown: Shown<ReferralForm>) {
  return (
    <ActPage
      shown={shown}
      title="Refer somebody"
      questions={referralQuestions}
      submit="Send the referral"
      back={{ href: '/work' }}
    >
      <Emergency />
      <p class="govuk-body">
        You refer as {shown.viewer.name}. Fill in what you know: only what is needed to act must be answered. What you
        type is kept while you type, so you can leave and come back.
      </p>
      <Boundaries />
      <p class="govuk-body">{callSentence(shown.known.call)}</p>
    </ActPage>
  )
}

export function PublicReferPage(shown: Shown<ReferralForm>) {
  return (
    <ActPage
      shown={shown}
      title="Tell us about somebody who worries you"
      questions={publicReferralQuestions}
      submit="Send"
    >
      <Emergency />
      <p class="govuk-body">
        Use this page if you worry that somebody may be drawn into terrorism. You need no account, and you need not say
        who you are. Fill in what you know. Most questions may be left empty.
      </p>
      <p class="govuk-body">
        People who are trained for it read what you send, and look at what would help the person.
      </p>
      <p class="govuk-body">What you type here is not kept until you send it. {callSentence(shown.known.call)}</p>
      <Boundaries />
    </ActPage>
  )
}

function Emergency() {
  return <WarningText>If a life is at risk, or somebody may be about to harm others, call 999 now.</WarningText>
}

/** CTSA 2015 s.38(4) gives no authority to disclose what came from an intelligence service: it must never be held here. */
function Boundaries() {
  return (
    <>
      <InsetText>
        Nothing that was obtained from an intelligence service, or that relates to one, belongs here. If you hold such
        information, do not write it down on this page: pass it on to the police by the way that is meant for it.
      </InsetText>
      <Details summary="What happens next">
        <p class="govuk-body">
          A coordinator checks who the person is and whether somebody was worried about them before. The police check
          that nothing cuts across an investigation. Then it is decided what help could be offered. Help is always
          voluntary.
        </p>
        <p class="govuk-body">
          If the person is under 18, or lives with a child or cares for one, children’s social care is told as well.
        </p>
      </Details>
    </>
  )
}
