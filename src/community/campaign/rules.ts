import { problem, refuse } from '../../platform/pure/outcomes.ts'
import type { NewCampaign, Pledge } from './questions.ts'

export function setUpCampaign(campaign: NewCampaign) {
  if (campaign.untilOn && campaign.untilOn < campaign.fromOn)
    return problem('untilOn', 'The last day must be the same as or after the first day')
  return { is: 'campaign set up' as const, campaignId: undefined as string | undefined, ...campaign }
}
export type CampaignSetUp = Exclude<ReturnType<typeof setUpCampaign>, { is: 'problems' }>

/** Under 13 no personal data is kept at all (community.md, Campaign): such a pledge is a count and nothing else. */
export function signPledge(campaign: { campaignId: string } | null, pledge: Pledge) {
  if (!campaign) return refuse('There is no pledge to sign at present.')
  const { campaignId } = campaign
  const signed = { is: 'pledge signed' as const, campaignId, pledgeId: undefined as string | undefined }
  if (!pledge.thirteen) return { ...signed, madeBy: 'person' as const, name: null, ward: null, listed: false }
  const { madeBy = 'person', listed = false } = pledge
  const name = pledge.name?.trim() || null
  const ward = pledge.ward?.trim() || null
  if (madeBy === 'organisation' && !name) return problem('name', 'Enter the name of the organisation')
  if (listed && !name) return problem('name', 'Enter the name to be shown, or untick the box')
  return { ...signed, madeBy, name, ward, listed }
}
export type PledgeSigned = Exclude<ReturnType<typeof signPledge>, { is: 'problems' } | { is: 'refused' }>

export const withdrawPledge = ({ pledgeId }: { pledgeId: string }) => ({ is: 'pledge withdrawn' as const, pledgeId })

export const takeOffTheList = ({ pledgeId }: { pledgeId: string }) => ({
  is: 'pledge taken off the list' as const,
  pledgeId,
})
