import { type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import { addDays } from '../../platform/pure/days.ts'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { type Filters, filterShape, set, soonDays, type Sort, tileOf, type tiles } from './filters.ts'
import { casePolicy } from './policy.ts'

const pageSize = 50
const notKnown = 'Not known'

/** Where a page begins: what the last row before it is sorted by, and its id. No name: an address is kept in histories. */
const cursor = z.string().max(500).optional()

export const caseRow = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  stage: z.string(),
  since: z.string(),
  nextDue: z.string().nullable(),
  late: z.boolean(),
  lead: z.string().nullable(),
  leadId: z.uuid().nullable(),
  coordinator: z.string().nullable(),
  /** The referral was found to be a mistake, and that stands. */
  mistaken: z.boolean(),
})

/** The cases that this viewer may see, 50 a page, narrowed and sorted as the address says. */
export const caseList = query({
  name: 'cases.list',
  zone: 'casework',
  summary: 'The list of the cases that this reader sees, narrowed and sorted, 50 a page',
  about: z.object({ ...filterShape, after: cursor }),
  isList: true,
  gives: z.object({
    group: z.string().nullable(),
    filters: z.object(filterShape),
    /** Of whoever a filter names. */
    names: z.object({
      lead: z.string().nullable(),
      coordinator: z.string().nullable(),
      agency: z.string().nullable(),
    }),
    sort: z.string(),
    rows: z.array(caseRow),
    next: z.string().nullable(),
  }),
  allows: casePolicy.read,
  async read(reading, { after, ...given }) {
    const filters = set(given)
    const sort: Sort =
      filters.sort || (filters.due || tileOf(filters)?.dueWithin !== undefined ? 'next date' : 'newest change')
    const from = after === undefined ? undefined : await startIn(reading, sort, after)
    if (after !== undefined && !from) return undefined
    const [rows, names] = await Promise.all([pageOf(reading, { filters, sort, from }), namesIn(reading, filters)])
    const shown = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? shown.at(-1) : undefined
    return {
      group: filters.group ?? null,
      filters,
      names,
      sort,
      rows: shown.map((row) => asRow(row, reading.today)),
      next: last ? `${sort === 'name' ? 'name' : last.place}_${last.case_id}` : null,
    }
  },
  subjects: ({ rows }) => rows.map(({ caseId }) => caseId),
})

interface Row {
  case_id: string
  reference: string
  person_name: string | null
  stage: string
  stage_since: string
  next_due_on: string | null
  lead_id: string | null
  lead: string | null
  coordinator?: string | null
  mistaken: boolean
}

export const asRow = (row: Row, today: string): z.infer<typeof caseRow> => ({
  caseId: row.case_id,
  reference: row.reference,
  knownAs: row.person_name ?? notKnown,
  stage: row.stage,
  since: row.stage_since,
  nextDue: row.next_due_on,
  late: row.next_due_on !== null && row.next_due_on < today,
  lead: row.lead,
  leadId: row.lead_id,
  coordinator: row.coordinator ?? null,
  mistaken: row.mistaken,
})

interface Asked {
  filters: Filters
  sort: Sort
  from: [string, string] | undefined
}

/** Each is read from an index in its own order, however many cases there are. `by` is what the row's place is written as. */
const orders = {
  'newest change': { by: sql<string>`stage_since`, direction: 'desc', type: 'timestamptz', is: z.iso.datetime() },
  'longest at its stage': { by: sql<string>`stage_since`, direction: 'asc', type: 'timestamptz', is: z.iso.datetime() },
  name: { by: sql<string>`coalesce(person_name, 'Not known')`, direction: 'asc', type: 'text', is: z.literal('name') },
  'next date': {
    by: sql<string>`coalesce(next_due_on, 'infinity'::date)`,
    direction: 'asc',
    type: 'date',
    is: z.union([z.iso.date(), z.literal('infinity')]),
  },
} as const

async function startIn({ tx }: Reading, sort: Sort, after: string): Promise<[string, string] | undefined> {
  const [, place = '', caseId = ''] = /^([^_]+)_([^_]+)$/.exec(after) ?? []
  if (!z.uuid().safeParse(caseId).success) return undefined
  if (sort !== 'name') return orders[sort].is.safeParse(place).success ? [place, caseId] : undefined
  const row = await tx
    .selectFrom('casework.case_state')
    .select('person_name')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row && [row.person_name ?? notKnown, caseId]
}

/** The page is cut before anything is joined to it: whoever sees some hundred cases joins fifty. */
function pageOf(reading: Reading, { filters, sort, from }: Asked) {
  const { by, direction, type } = orders[sort]
  const sign = sql.raw(direction === 'desc' ? '<' : '>')
  let page = reading.tx
    .selectFrom('casework.case_state')
    .select([
      'case_id',
      'reference',
      'person_name',
      'stage',
      'stage_since',
      'next_due_on',
      'lead_id',
      'coordinator_id',
      'mistaken',
    ])
    .select(by.as('place'))
    .orderBy(by, direction)
    .orderBy('case_id', direction)
    .limit(pageSize + 1)
  page = narrowed(page, reading, filters)
  if (from) page = page.where(sql<boolean>`(${by}, case_id) ${sign} (${from[0]}::${sql.raw(type)}, ${from[1]}::uuid)`)
  return reading.tx
    .selectFrom(page.as('s'))
    .leftJoin('organisation.staff as lead', 'lead.id', 's.lead_id')
    .leftJoin('organisation.staff as keeper', 'keeper.id', 's.coordinator_id')
    .selectAll('s')
    .select(['lead.name as lead', 'keeper.name as coordinator'])
    .orderBy('s.place', direction)
    .orderBy('s.case_id', direction)
    .execute()
}

function narrowed<O>(
  page: SelectQueryBuilder<DB, 'casework.case_state', O>,
  { viewer, today }: Pick<Reading, 'viewer' | 'today'>,
  { group, stage, lead, coordinator, due, agency, concern, age }: Filters,
): SelectQueryBuilder<DB, 'casework.case_state', O> {
  const tile = tileOf({ group })
  let some = page
  if (tile) some = some.where(inTile(tile, today))
  if (stage) some = some.where('stage', '=', stage)
  if (lead === 'nobody') some = some.where('lead_id', 'is', null)
  else if (lead) some = some.where('lead_id', '=', lead === 'me' ? viewer.id : lead)
  if (coordinator === 'nobody') some = some.where('coordinator_id', 'is', null)
  else if (coordinator) some = some.where('coordinator_id', '=', coordinator === 'me' ? viewer.id : coordinator)
  if (due === 'overdue') some = some.where(dueDay, '<', today)
  if (due === 'within a week') some = some.where(dueDay, '>=', today).where(dueDay, '<=', addDays(today, soonDays))
  if (due === 'nothing') some = some.where('next_due_on', 'is', null)
  if (concern) some = some.where('concern', '=', concern)
  if (age === 'not known') some = some.where('adult_on', 'is', null)
  else if (age) some = some.where('adult_on', age === 'under 18' ? '>' : '<=', today)
  if (agency)
    some = some.where('case_id', 'in', (the) =>
      the.selectFrom('casework.task as t').select('t.case_id').where('t.waits_for', '=', agency),
    )
  return some
}

const dueDay = orders['next date'].by

/** Whether a row of the projection belongs to a tile: what is counted, and what is listed. */
export const inTile = ({ stages, dueWithin }: (typeof tiles)[number], today: string) =>
  sql<boolean>`${stages ? sql`stage in (${sql.join([...stages])})` : sql`true`}
    and ${dueWithin === undefined ? sql`true` : sql`${dueDay} <= ${addDays(today, dueWithin)}`}`

/** Whom the filters name, in words; nobody where there is nobody of that id. */
async function namesIn({ tx }: Reading, { lead, coordinator, agency }: Filters) {
  const named = (id: string | undefined) =>
    id && id !== 'me' && id !== 'nobody'
      ? tx.selectFrom('organisation.staff').select('name').where('id', '=', id).executeTakeFirst()
      : undefined
  const [person, keeper, asked] = await Promise.all([
    named(lead),
    named(coordinator),
    agency
      ? tx.selectFrom('organisation.agency').select('name').where('id', '=', agency).executeTakeFirst()
      : undefined,
  ])
  return { lead: person?.name ?? null, coordinator: keeper?.name ?? null, agency: asked?.name ?? null }
}

/** The ids of all cases that a list shows, the newest change first; one more than `most` where there are more. */
export async function casesShown(reading: Reading, filters: Filters, most: number): Promise<string[]> {
  const all = reading.tx.selectFrom('casework.case_state').select('case_id')
  const rows = await narrowed(all, reading, set(filters))
    .orderBy('stage_since', 'desc')
    .orderBy('case_id', 'desc')
    .limit(most + 1)
    .execute()
  return rows.map((row) => row.case_id)
}
