import pg from 'pg'
import { modules } from '../../src/app.ts'
import { commandsOf } from '../../src/platform/module.ts'
import { perform } from '../../src/platform/perform.ts'
import { newId } from '../../src/platform/road.ts'
import { thePublic } from '../../src/platform/viewer.ts'
import { row, type Row } from '../results.ts'
import type { Sized } from '../sizes.ts'

const pledges = 67_000
const writers = 50

const command = (name: string) => commandsOf(modules).find((each) => each.name === name)!

/** As many pledges as Luton's campaign had, by 50 at once: whether each is there once, and how fast beside bare inserts. */
export async function measurePledges(town: Sized): Promise<Row[]> {
  const before = await countOf(town)
  const campaignId = await campaignOf(town)
  const signed = new Set<string>()
  const sign = command('campaign.sign-pledge')
  const road = await byWriters(async () => {
    const raw = { thirteen: true, madeBy: 'person', name: 'An Invented Signer', ward: 'Fiction Lane', listed: false }
    const ending = await perform(town.town, sign, { viewer: thePublic, about: {} as never, raw })
    if (ending.is === 'done') signed.add((ending.fact as unknown as { pledgeId: string }).pledgeId)
  })
  const after = await countOf(town)
  const bare = await bareInserts(town, campaignId)
  const exact = after - before === pledges && signed.size === pledges
  return [
    row(`${pledges.toLocaleString('en')} pledges by ${writers} writers, the whole road`, road, 'acts/s', {
      against: `bare inserts of the same row, one a commit, by as many: ${Math.round(bare).toLocaleString('en')}`,
      ratio: road / bare,
    }),
    row('Pledges lost or doubled', Math.abs(after - before - pledges), 'pledges', { goal: 'none', met: exact }),
  ]
}

async function byWriters(work: () => Promise<unknown>): Promise<number> {
  let left = pledges
  const began = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left-- > 0) await work()
    }),
  )
  return (pledges * 1000) / (performance.now() - began)
}

/** As `pgbench` would: nothing but the insert, on a table like the pledges' without its journal. */
async function bareInserts(town: Sized, campaignId: string): Promise<number> {
  await town.owner.query(
    'drop table if exists public.bare_pledge; create table public.bare_pledge (like community.pledge including all)',
  )
  const pool = new pg.Pool({ connectionString: town.ownerUrl, max: 12 })
  const text = `insert into public.bare_pledge (id, campaign_id, made_by, name, ward, listed, withdraw_hash, made_at) values ($1, $2, 'person', $3, $4, false, $5, now())`
  const rate = await byWriters(() => {
    const id = newId()
    return pool.query({
      name: 'bare',
      text,
      values: [id, campaignId, 'An Invented Signer', 'Fiction Lane', Buffer.from(id)],
    })
  })
  await pool.end()
  await town.owner.query('drop table public.bare_pledge')
  return rate
}

const countOf = async ({ owner }: Sized): Promise<number> =>
  Number((await owner.query('select count(*) as count from community.pledge')).rows[0].count)

async function campaignOf(town: Sized): Promise<string> {
  const there = await town.owner.query(
    'select id from community.campaign where from_on <= current_date and (until_on is null or until_on >= current_date) limit 1',
  )
  if (there.rows[0]) return there.rows[0].id
  const { viewer } = await town.someone('cohesion')
  const raw = {
    name: 'Many voices',
    message: 'Many voices, one town',
    pledgeText: 'I speak with my neighbours.',
    fromOn: '2024-01-01',
  }
  const ending = await perform(town.town, command('campaign.set-up'), { viewer, about: {} as never, raw })
  if (ending.is !== 'done') throw new Error(`no campaign: ${ending.is}`)
  return campaignOf(town)
}
