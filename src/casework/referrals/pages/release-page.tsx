import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { ReferredCaseShown } from '../queries.ts'
import { releaseQuestions } from '../questions.ts'

export function ReleasePage(shown: Shown<ReferredCaseShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Tell the referrer more"
      banner={known.banner}
      questions={releaseQuestions}
      submit="Let them see how far it is"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
    >
      <InsetText>
        Whoever refers without an account sees only that it was received or is finished with. From now on they see also
        whether it is being checked or considered: still nothing about the person.
      </InsetText>
    </CaseAct>
  )
}
