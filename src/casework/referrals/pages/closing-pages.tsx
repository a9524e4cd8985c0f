import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { ReferredCaseShown } from '../queries.ts'
import { answerClosingQuestions, proposeClosingQuestions } from '../questions.ts'
import { Closings, GatewayOutcomes } from './decisions-shown.tsx'
import { SideBySide, Statements } from './side-by-side.tsx'

export function ProposeClosingPage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Propose to close a case"
      heading={`${known.banner.knownAs}: propose to close`}
      {...pageOf(known)}
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
    </ActPage>
  )
}

export function AnswerClosingPage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Agree or decline the closing of a case"
      heading={`${known.banner.knownAs}: agree or decline the closing`}
      {...pageOf(known)}
      questions={answerClosingQuestions}
      submit="Send your answer"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
    >
      <Material known={known} />
    </ActPage>
  )
}

const pageOf = ({ banner: { reference } }: ReferredCaseShown) =>
  ({ caption: `Case ${reference}`, reference, marking: protectiveMarking, namesAPerson: true }) as const

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
