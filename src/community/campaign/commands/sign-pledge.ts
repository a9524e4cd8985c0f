import { command } from '../../../platform/command.ts'
import { newSecretCode } from '../../../platform/pure/reference.ts'
import { campaignPolicy } from '../policy.ts'
import { campaignToSign, withdrawal } from '../queries.ts'
import { pledgeQuestions } from '../questions.ts'
import { signPledge } from '../rules.ts'

export const signThePledge = command({
  name: 'campaign.sign-pledge',
  zone: 'community',
  summary: 'Sign the pledge, with a name or without; the answer holds the path to withdraw it, shown once',
  asks: pledgeQuestions,
  knows: campaignToSign,
  allows: campaignPolicy.anybody,
  decides: ({ campaign }, answers) => signPledge(campaign, answers),
  async saves({ tx, newId, now, hash }, fact) {
    const token = newSecretCode()
    const pledgeId = newId()
    fact.pledgeId = pledgeId
    const { campaignId, madeBy, name, ward, listed } = fact
    await tx
      .insertInto('community.pledge')
      .values({
        id: pledgeId,
        campaign_id: campaignId,
        made_by: madeBy,
        name,
        ward,
        listed,
        withdraw_hash: hash(withdrawal, token),
        made_at: now,
      })
      .execute()
    return { withdrawAt: `/pledge/withdraw/${token}` }
  },
})
