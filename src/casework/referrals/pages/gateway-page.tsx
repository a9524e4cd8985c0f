import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { ReferredCaseShown } from '../queries.ts'
import { gatewayQuestions } from '../questions.ts'
import { GatewayOutcomes } from './decisions-shown.tsx'
import { SideBySide, Statements } from './side-by-side.tsx'

export function GatewayPage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title={known.gateway.length ? 'Record the gateway outcome again' : 'Record the gateway outcome'}
      banner={known.banner}
      questions={gatewayQuestions}
      submit="Record the outcome"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
    >
      <h2 class="govuk-heading-m">What was said in this referral</h2>
      <Statements of={known.referral.statements} />
      <h2 class="govuk-heading-m">Referrals of the same person</h2>
      <SideBySide known={known} />
      {known.isRepeat && (
        <InsetText>
          This person was referred before. If you find this not suitable, nobody closes it alone: a closing is proposed,
          and a second, senior person must agree.
        </InsetText>
      )}
      <h2 class="govuk-heading-m">Recorded so far</h2>
      <GatewayOutcomes of={known.gateway} />
      <h2 class="govuk-heading-m">What the police find now</h2>
    </CaseAct>
  )
}
