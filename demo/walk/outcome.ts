import { sql } from 'kysely'
import { z } from 'zod'
import { look } from '../../src/platform/look.ts'
import { allow } from '../../src/platform/policy.ts'
import { id, query } from '../../src/platform/query.ts'
import type { Town } from '../../src/platform/town.ts'
import { aProcess } from '../../src/platform/viewer.ts'

const about = z.object({ caseId: id() })
const allows = allow(['process'])
const walk = aProcess('demo walk')

const decided = query({
  name: 'walk.decided',
  zone: 'casework',
  summary: 'What the panel decided about the case of a walk through the demo town',
  about,
  gives: z.object({ caseId: z.uuid(), outcome: z.string(), rung: z.string(), by: z.string(), at: z.string() }),
  allows,
  read: ({ tx }, { caseId }) =>
    tx
      .selectFrom('casework.panel_decision as d')
      .innerJoin('organisation.staff as s', 's.id', 'd.decided_by')
      .select(['d.case_id as caseId', 'd.outcome', 'd.rung', 's.name as by', 'd.decided_at as at'])
      .where('d.case_id', '=', caseId)
      .orderBy('d.decided_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  subjects: ({ caseId }) => [caseId],
})

const reader = z.object({
  who: z.string(),
  agency: z.string().nullable(),
  looks: z.int(),
  changes: z.int(),
})
export type Reader = z.infer<typeof reader>

/** What the journal has of the case: who looked at it how often, and who changed something. */
const readers = query({
  name: 'walk.readers',
  zone: 'trust',
  summary: 'Who looked at the case of a walk through the demo town',
  about,
  gives: z.object({ readers: z.array(reader), entries: z.int() }),
  allows,
  async read({ tx }, { caseId }) {
    const { rows } = await sql<Reader>`
      select coalesce(s.name, case when j.viewer_kind = 'link' then 'Whoever answered the enquiry'
          when j.viewer_id = ${walk.id} then 'This walk, to show you how far it is' else 'The system itself' end) as who,
        a.name as agency, count(*) filter (where j.kind = 'look')::int as looks,
        count(*) filter (where j.kind = 'change')::int as changes
      from trust.journal j
      left join organisation.staff s on j.viewer_kind = 'staff' and s.id::text = j.viewer_id
      left join organisation.agency a on a.id = j.agency_id
      where j.subject_id = ${caseId} or j.subject_ids @> array[${caseId}::uuid]
      group by 1, 2 order by min(j.at)`.execute(tx)
    return { readers: rows, entries: rows.reduce((sum, { looks, changes }) => sum + looks + changes, 0) }
  },
})

/** How the case of a walk ended, and who saw it. Undefined before the panel has decided. */
export async function outcomeOf(town: Town, caseId: string) {
  const asWalk = { viewer: walk, about: { caseId } }
  const [what, who] = [await look(town, decided, asWalk), await look(town, readers, asWalk)]
  return what.is === 'seen' && who.is === 'seen' ? { ...what.known, ...who.known } : undefined
}
export type Outcome = NonNullable<Awaited<ReturnType<typeof outcomeOf>>>
