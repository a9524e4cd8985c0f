import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { ReferredCaseShown } from '../queries.ts'
import { answerClosingQuestions, proposeClosingQuestions } from '../questions.ts'
import { Closings, GatewayOutcomes } from './decisions-shown.tsx'
import { SideBySide, Statements } from './side-by-side.tsx'

export function ProposeClosingPage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Propose to close a case"
      banner={known.banner}
      questions={proposeClosingQuestions}
      submit="Propose to close"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
    >
      <Material known={known} />
      <InsetText>
        {known.isRepeat
          ? 'This person was referred before: a second, senior person must agree, with reasons.'
          : 'Unless the police have ended it as well, a second, senior person must agree, with reasons.'}
      </InsetText>
    </CaseAct>
  )
}

export function AnswerClosingPage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Agree or decline the closing of a case"
      banner={known.banner}
      questions={answerClosingQuestions}
      submit="Send your answer"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
    >
      <Material known={known} />
    </CaseAct>
  )
}

/** What whoever closes must have read: the referrals side by side, what the police found, what was proposed. */
function Material({ known }: { known: ReferredCaseShown }) {
  return (
    <>
      <h2 class="govuk-heading-m">What was said in this referral</h2>
      <Statements of={known.referral.statements} />
      <h2 class="govuk-heading-m">Referrals of the same person</h2>
      <SideBySide known={known} />
      <h2 class="govuk-heading-m">Gateway</h2>
      <GatewayOutcomes of={known.gateway} />
      {known.closings.length > 0 && <h2 class="govuk-heading-m">Closing</h2>}
      <Closings of={known.closings} />
    </>
  )
}
