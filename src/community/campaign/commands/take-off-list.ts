import { command } from '../../../platform/command.ts'
import { campaignPolicy } from '../policy.ts'
import { listedPledge } from '../queries.ts'
import { takeOffTheList } from '../rules.ts'

export const takeOffList = command({
  name: 'campaign.take-off-list',
  zone: 'community',
  summary: 'Show a name no more on the public page; the pledge still counts',
  asks: {},
  knows: listedPledge,
  allows: campaignPolicy.run,
  decides: takeOffTheList,
  async saves({ tx }, { pledgeId }) {
    await tx.updateTable('community.pledge').set({ listed: false }).where('id', '=', pledgeId).execute()
  },
})
