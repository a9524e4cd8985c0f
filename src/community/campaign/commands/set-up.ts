import { command } from '../../../platform/command.ts'
import { campaignPolicy } from '../policy.ts'
import { newCampaignForm } from '../queries.ts'
import { campaignQuestions } from '../questions.ts'
import { setUpCampaign } from '../rules.ts'

export const setUpACampaign = command({
  name: 'campaign.set-up',
  zone: 'community',
  summary: 'Set up a campaign, with its message and its pledge',
  asks: campaignQuestions,
  knows: newCampaignForm,
  allows: campaignPolicy.run,
  decides: (_known, answers) => setUpCampaign(answers),
  async saves({ tx, newId }, fact) {
    const campaignId = newId()
    fact.campaignId = campaignId
    const { name, message, pledgeText, fromOn, untilOn } = fact
    await tx
      .insertInto('community.campaign')
      .values({ id: campaignId, name, message, pledge_text: pledgeText, from_on: fromOn, until_on: untilOn ?? null })
      .execute()
  },
})
