import { sql } from 'kysely'
import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { campaignPolicy } from './policy.ts'

const listedAtMost = 100

const campaign = z.object({
  campaignId: z.uuid(),
  name: z.string(),
  message: z.string(),
  pledgeText: z.string(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
})
const counts = z.object({ people: z.int(), organisations: z.int() })
const signature = z.object({ pledgeId: z.uuid(), name: z.string(), madeBy: z.string() })

/** The campaign that runs now, its pledge, how many have signed, and the newest of those who want to be seen. */
export const publicPledge = query({
  name: 'campaign.pledge',
  zone: 'community',
  summary: 'The pledge of the campaign that runs now, and who has signed it',
  about: z.object({}),
  gives: z.object({ campaign: campaign.nullable(), signed: counts, listed: z.array(signature) }),
  allows: campaignPolicy.anybody,
  async read(reading) {
    const [running] = await campaignsOf(reading, { runningOnly: true })
    if (!running) return { campaign: null, signed: { people: 0, organisations: 0 }, listed: [] }
    return {
      campaign: running,
      signed: await signedSoFar(reading, running.campaignId),
      listed: await listedFor(reading, running.campaignId),
    }
  },
})

/** What is signed: whoever signs does not wait until all who signed before are counted. */
export const campaignToSign = query({
  name: 'campaign.to-sign',
  zone: 'community',
  summary: 'The campaign that runs now, whose pledge can be signed',
  about: z.object({}),
  gives: z.object({ campaign: campaign.nullable() }),
  allows: campaignPolicy.anybody,
  async read(reading) {
    const [running] = await campaignsOf(reading, { runningOnly: true })
    return { campaign: running ?? null }
  },
})

export const campaignList = query({
  name: 'campaign.list',
  zone: 'community',
  summary: 'Every campaign, how many have signed, and the names that are shown',
  about: z.object({}),
  gives: z.object({
    campaigns: z.array(campaign.extend({ signed: counts, runs: z.boolean() })),
    listed: z.array(signature),
  }),
  allows: campaignPolicy.run,
  async read(reading) {
    const [running] = await campaignsOf(reading, { runningOnly: true })
    const campaigns = []
    for (const each of await campaignsOf(reading)) {
      const signed = await signedSoFar(reading, each.campaignId)
      campaigns.push({ ...each, signed, runs: each.campaignId === running?.campaignId })
    }
    return { campaigns, listed: running ? await listedFor(reading, running.campaignId) : [] }
  },
})

/** What a campaign is set up from: nothing needs to be known. */
export const newCampaignForm = query({
  name: 'campaign.new',
  zone: 'community',
  summary: 'What a new campaign is set up from',
  about: z.object({}),
  gives: z.object({}),
  allows: campaignPolicy.run,
  read: async () => ({}),
})

export const listedPledge = query({
  name: 'campaign.listed-pledge',
  zone: 'community',
  summary: 'One pledge whose name is shown',
  about: z.object({ pledgeId: id() }),
  gives: signature,
  allows: campaignPolicy.run,
  read: async ({ tx }, { pledgeId }) => {
    const row = await tx
      .selectFrom('community.pledge')
      .select(['id', 'name', 'made_by'])
      .where('id', '=', pledgeId)
      .where('listed', '=', true)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    return row?.name ? { pledgeId: row.id, name: row.name, madeBy: row.made_by } : undefined
  },
})

/** The pledge that a withdrawal link opens: the link is the only way to it. */
export const pledgeToWithdraw = query({
  name: 'campaign.pledge-to-withdraw',
  zone: 'community',
  summary: 'The pledge that a withdrawal link opens',
  about: z.object({ token: z.string().max(100) }),
  gives: z.object({ pledgeId: z.uuid(), name: z.string().nullable(), madeAt: z.string() }),
  allows: campaignPolicy.anybody,
  async read({ tx, hash }, { token }) {
    const { rows } = await sql<{ id: string; name: string | null; made_at: string }>`
      select * from community.pledge_to_withdraw(${hash(withdrawal, token)})`.execute(tx)
    return rows[0] && { pledgeId: rows[0].id, name: rows[0].name, madeAt: rows[0].made_at }
  },
})

/** What the tokens of withdrawal links are hashed for. */
export const withdrawal = 'pledge withdrawal'

function campaignsOf({ tx, today }: Reading, { runningOnly = false } = {}) {
  let rows = tx
    .selectFrom('community.campaign')
    .select(['id as campaignId', 'name', 'message', 'pledge_text as pledgeText'])
    .select(['from_on as fromOn', 'until_on as untilOn'])
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .limit(runningOnly ? 1 : listedAtMost)
  if (runningOnly) {
    rows = rows
      .where('from_on', '<=', today)
      .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', today)]))
  }
  return rows.execute()
}

async function signedSoFar({ tx }: Reading, campaignId: string) {
  const { rows } = await sql<{ made_by: string; pledges: number }>`
    select made_by, pledges from community.pledges_so_far(${campaignId})`.execute(tx)
  const count = (by: string) => rows.find(({ made_by }) => made_by === by)?.pledges ?? 0
  return { people: count('person'), organisations: count('organisation') }
}

async function listedFor({ tx }: Reading, campaignId: string) {
  const rows = await tx
    .selectFrom('community.pledge')
    .select(['id', 'name', 'made_by'])
    .where('campaign_id', '=', campaignId)
    .where('listed', '=', true)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(listedAtMost)
    .execute()
  return rows.flatMap(({ id: pledgeId, name, made_by: madeBy }) => (name ? [{ pledgeId, name, madeBy }] : []))
}
