import { command } from '../../../platform/command.ts'
import { campaignPolicy } from '../policy.ts'
import { pledgeToWithdraw } from '../queries.ts'
import { withdrawPledge } from '../rules.ts'

export const withdrawThePledge = command({
  name: 'campaign.withdraw-pledge',
  zone: 'community',
  summary: 'Withdraw a pledge by its link: it counts no more, and the name and the ward are deleted',
  asks: {},
  knows: pledgeToWithdraw,
  allows: campaignPolicy.anybody,
  decides: withdrawPledge,
  async saves({ tx, now }, { pledgeId }) {
    await tx
      .updateTable('community.pledge')
      .set({ withdrawn_at: now, name: null, ward: null, listed: false })
      .where('id', '=', pledgeId)
      .execute()
  },
})
