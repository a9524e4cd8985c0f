import { type Fact, problem, type Problems, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { NewCampaign, Pledge } from './questions.ts'

interface CampaignSetUp extends Fact, NewCampaign {
  is: 'campaign set up'
  /** Given when it is saved. */
  campaignId?: string
}

export function setUpCampaign(campaign: NewCampaign) {
  if (campaign.untilOn && campaign.untilOn < campaign.fromOn)
    return problem('untilOn', 'The last day must be the same as or after the first day')
  const fact: CampaignSetUp = { is: 'campaign set up', ...campaign }
  return fact
}

interface PledgeSigned extends Fact {
  is: 'pledge signed'
  campaignId: string
  /** Given when it is saved. */
  pledgeId?: string
  madeBy: 'person' | 'organisation'
  name: string | null
  ward: string | null
  listed: boolean
}

/** Under 13 no personal data is kept at all (community.md, Campaign): such a pledge is a count and nothing else. */
export function signPledge(campaign: { campaignId: string } | null, pledge: Pledge): PledgeSigned | Refusal | Problems {
  if (!campaign) return refuse('There is no pledge to sign at present.')
  const signed = { is: 'pledge signed' as const, campaignId: campaign.campaignId }
  if (!pledge.thirteen) return { ...signed, madeBy: 'person', name: null, ward: null, listed: false }
  const { madeBy = 'person', listed = false } = pledge
  const name = pledge.name?.trim() || null
  const ward = pledge.ward?.trim() || null
  if (madeBy === 'organisation' && !name) return problem('name', 'Enter the name of the organisation')
  if (listed && !name) return problem('name', 'Enter the name to be shown, or untick the box')
  return { ...signed, madeBy, name, ward, listed }
}

export const withdrawPledge = ({ pledgeId }: { pledgeId: string }) => ({ is: 'pledge withdrawn' as const, pledgeId })

export const takeOffTheList = ({ pledgeId }: { pledgeId: string }) => ({
  is: 'pledge taken off the list' as const,
  pledgeId,
})
