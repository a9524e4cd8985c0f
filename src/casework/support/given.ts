import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../platform/town.ts'

export const supportGiven = z.object({
  actionId: z.uuid(),
  caseId: z.uuid(),
  knownAs: z.string(),
  reference: z.string(),
  mistaken: z.boolean(),
  nature: z.string(),
  commissioned: z.number(),
  delivered: z.number(),
  missed: z.number(),
  /** The day of the last session that was recorded, 'YYYY-MM-DD'. */
  lastOn: z.string().nullable(),
})
type SupportGiven = z.infer<typeof supportGiven>

const shownAtMost = 100

/** The open actions that this reader provides, in the cases that are open to them: whose last session is longest ago first. */
export async function supportGivenBy({ tx, viewer }: Reading): Promise<SupportGiven[]> {
  const { rows } = await sql<SupportGiven>`
    select a.id as "actionId", a.case_id as "caseId", coalesce(s.person_name, 'Not known') as "knownAs", s.reference, s.mistaken, a.nature,
      a.sessions_commissioned as commissioned, t.delivered, t.missed, t.last_on::text as "lastOn"
    from casework.plan_action a join casework.case_state s on s.case_id = a.case_id
      left join lateral (select count(*) filter (where x.attended)::int as delivered, count(*) filter (where not x.attended)::int as missed,
        max(x.held_on) as last_on from casework.session x where x.plan_action_id = a.id) t on true
    where a.provider_id = ${viewer.id} and a.ended_at is null
    order by t.last_on nulls first, a.id limit ${shownAtMost}`.execute(tx)
  return rows
}
