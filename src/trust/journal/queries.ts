import { sql } from 'kysely'
import { z } from 'zod'
import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { addDays, startOfDay } from '../../platform/pure/days.ts'
import { dayWritten } from '../../platform/pure/days-written.ts'
import { tidyReference } from '../../platform/pure/reference.ts'
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
  /** What the case is called, where it was about one case alone. */
  reference: z.string().nullable(),
})
export type Entry = z.infer<typeof entry>

/** What it may be narrowed to, as it stands in the address: the case and the days as they were typed. */
const narrowed = {
  who: z.string().max(100).optional(),
  kind: z.union([z.enum(kinds), z.literal('')]).optional(),
  case: z.string().max(40).optional(),
  from: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
}

/** The whole journal, for whoever answers for it: who did or saw what, newest first, by person, kind, case and days. */
export const journalEntries = query({
  name: 'journal.entries',
  zone: 'trust',
  summary: 'Who did what and saw what, newest first, 50 a page',
  about: z.object({ ...narrowed, before: id().optional() }),
  gives: z.object({
    kinds: z.array(z.string()),
    kind: z.string().nullable(),
    filters: z.object(narrowed),
    unreadable: z.array(z.string()).describe('Which of what was typed could not be read, or is not here'),
    who: z.object({ id: z.string(), name: z.string() }).nullable(),
    entries: z.array(entry),
    next: z.uuid().nullable(),
  }),
  allows: allow(answerable),
  // whoever reads who looked is seen to have looked
  journal: 'search',
  async read(reading, { before, ...filters }) {
    const { who } = filters
    const caseId = filters.case?.trim() ? await caseCalled(reading, tidyReference(filters.case)) : undefined
    const days = { from: dayWritten(filters.from ?? ''), until: dayWritten(filters.until ?? '') }
    const read = { case: caseId, ...days }
    const unreadable = (['case', 'from', 'until'] as const).filter((name) => filters[name]?.trim() && !read[name])
    const wanted = { who, kind: filters.kind, caseId, ...days, before }
    const rows = unreadable.length ? [] : await entriesOf(reading, wanted)
    const entries = rows.slice(0, onePage)
    return {
      kinds: [...kinds],
      kind: filters.kind || null,
      filters,
      unreadable,
      who: who ? { id: who, name: entries[0]?.who ?? who } : null,
      entries,
      next: rows.length > onePage ? entries.at(-1)!.entryId : null,
    }
  },
})

async function caseCalled({ tx }: Reading, reference: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select trust.case_called(${reference}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

interface Wanted {
  who: string | undefined
  kind: string | undefined
  caseId: string | undefined
  from: string | undefined
  until: string | undefined
  before: string | undefined
}

/** One row more than a page holds, to know whether there is another page. */
async function entriesOf({ tx }: Reading, { who, kind, caseId, from, until, before }: Wanted): Promise<Entry[]> {
  const wanted = [
    ...(who ? [sql`j.viewer_id = ${who}`] : []),
    ...(kind ? [sql`j.kind = ${kind}`] : []),
    ...(caseId ? [sql`(j.subject_id = ${caseId} or j.subject_ids @> array[${caseId}::uuid])`] : []),
    ...(from ? [sql`j.at >= ${startOfDay(from).toISOString()}`] : []),
    ...(until ? [sql`j.at < ${startOfDay(addDays(until, 1)).toISOString()}`] : []),
    ...(before ? [sql`j.id < ${before}`] : []),
  ]
  const { rows } = await sql<Entry>`
    select j.*, case when cardinality(j.records) = 1 then trust.reference_of(j.records[1]) end as reference
    from (
      select j.id as "entryId", j.at, j.kind, j.what, j.about_table as about, ${whoDid} as who,
        j.viewer_id as "whoId", a.name as agency, nullif(j.purpose, '') as purpose,
        coalesce(j.subject_ids, array_remove(array[j.subject_id], null), '{}') as records
      from trust.journal j
      left join organisation.staff s on s.id = case when j.viewer_kind = 'staff' then j.viewer_id::uuid end
      left join organisation.agency a on a.id = j.agency_id
      ${wanted.length ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
      order by j.id desc limit ${onePage + 1}) as j
    order by j."entryId" desc`.execute(tx)
  return rows
}

/** In the words of *Who looked*: nobody reads the name of a process. */
const whoDid = sql`case j.viewer_kind when 'staff' then s.name when 'link' then 'Whoever answered an enquiry'
  when 'public' then 'Somebody not signed in' when 'owner' then 'Whoever runs the database'
  else case j.viewer_id when 'identity' then 'Somebody signing in' else 'The system itself' end end`
