import { sql } from 'kysely'
import { z } from 'zod'
import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'

const onePage = 50
const kinds = ['look', 'change', 'search', 'sign-in', 'refusal', 'note'] as const
const answerable: readonly Role[] = ['data protection officer']

const entry = z.object({
  entryId: z.uuid(),
  at: z.string(),
  kind: z.string(),
  what: z.string(),
  about: z.string().nullable(),
  who: z.string().nullable(),
  whoId: z.string(),
  agency: z.string().nullable(),
  purpose: z.string().nullable(),
  /** The records of people it was about: ids alone, since the journal holds no content. */
  records: z.array(z.uuid()),
})
export type Entry = z.infer<typeof entry>

/** The whole journal, for whoever answers for it: who did or saw what, newest first, by person and by kind. */
export const journalEntries = query({
  name: 'journal.entries',
  zone: 'trust',
  summary: 'Who did what and saw what, newest first, 50 a page',
  about: z.object({ who: z.string().max(100).optional(), kind: z.enum(kinds).optional(), before: id().optional() }),
  gives: z.object({
    kinds: z.array(z.string()),
    kind: z.string().nullable(),
    who: z.object({ id: z.string(), name: z.string() }).nullable(),
    entries: z.array(entry),
    next: z.uuid().nullable(),
  }),
  allows: allow(answerable),
  // whoever reads who looked is seen to have looked
  journal: 'search',
  async read(reading, { who, kind, before }) {
    const rows = await entriesOf(reading, { who, kind, before })
    const entries = rows.slice(0, onePage)
    return {
      kinds: [...kinds],
      kind: kind ?? null,
      who: who ? { id: who, name: entries[0]?.who ?? who } : null,
      entries,
      next: rows.length > onePage ? entries.at(-1)!.entryId : null,
    }
  },
})

interface Wanted {
  who: string | undefined
  kind: string | undefined
  before: string | undefined
}

/** One row more than a page holds, to know whether there is another page. */
async function entriesOf({ tx }: Reading, { who, kind, before }: Wanted): Promise<Entry[]> {
  const wanted = [
    ...(who ? [sql`j.viewer_id = ${who}`] : []),
    ...(kind ? [sql`j.kind = ${kind}`] : []),
    ...(before ? [sql`j.id < ${before}`] : []),
  ]
  const { rows } = await sql<Entry>`
    select j.id as "entryId", j.at, j.kind, j.what, j.about_table as about, coalesce(s.name, j.viewer_id) as who,
      j.viewer_id as "whoId", a.name as agency, nullif(j.purpose, '') as purpose,
      coalesce(j.subject_ids, array_remove(array[j.subject_id], null), '{}') as records
    from trust.journal j
    left join organisation.staff s on s.id = case when j.viewer_kind = 'staff' then j.viewer_id::uuid end
    left join organisation.agency a on a.id = j.agency_id
    ${wanted.length ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
    order by j.id desc limit ${onePage + 1}`.execute(tx)
  return rows
}
