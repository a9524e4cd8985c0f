import { command } from '../../../platform/command.ts'
import { referralPolicy } from '../policy.ts'
import { releasePage } from '../queries.ts'
import { releaseQuestions } from '../questions.ts'
import { releaseMore } from '../rules.ts'

export const releaseProgress = command({
  name: 'referrals.release-progress',
  zone: 'casework',
  summary: 'Let a referrer without an account see how far their referral is, as a professional would',
  asks: releaseQuestions,
  knows: releasePage,
  allows: referralPolicy.release,
  decides: releaseMore,
  async saves(writing, { caseId, reasons }) {
    await writing.tx
      .insertInto('casework.referral_release')
      .values({
        id: writing.newId(),
        case_id: caseId,
        sealed: writing.seal(caseId, 'referral_release', { reasons }),
        released_by: writing.viewer.id,
        released_at: writing.now,
      })
      .execute()
  },
})
