import { sql } from 'kysely'
import { addDays, startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'
import { endGrants, grant, lawfulBases, recordDisclosure } from '../cases/index.ts'

const why = 'on the agenda'
const pack = [
  'name',
  'age',
  'referral',
  'released replies',
  'documents put into the pack',
  'section 36 grounds',
  'what the panel said and decided',
] as const

/**
 * The packs follow the seats: of each case, on the agenda of a meeting whose minutes are not approved, exactly those
 * read the pack who chair or sit there and have declared no conflict on it. Whatever changed, this makes it so again,
 * and enters in the ledger each agency that is let in.
 */
export async function packsFollow(writing: Writing, caseIds: readonly string[], because: string): Promise<void> {
  for (const caseId of [...new Set(caseIds)].sort()) await packFollows(writing, caseId, because)
}

/** Every case that lies before a panel now. */
export async function casesBefore({ tx }: Writing, panelId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('casework.panel_item as i')
    .innerJoin('casework.meeting as m', 'm.id', 'i.meeting_id')
    .select('i.case_id')
    .where('m.panel_id', '=', panelId)
    .where('m.minutes_approved_at', 'is', null)
    .execute()
  return rows.map((row) => row.case_id)
}

async function packFollows(writing: Writing, caseId: string, because: string) {
  const readers = await readersOf(writing, caseId)
  const standing = await writing.tx
    .selectFrom('casework.case_grant')
    .select(['staff_id', 'until_at'])
    .where('case_id', '=', caseId)
    .where('why', '=', why)
    .where('ended_at', 'is', null)
    .execute()
  const wanted = new Map(readers.map((reader) => [reader.staffId, reader]))
  for (const { staff_id, until_at } of standing) {
    const reader = wanted.get(staff_id!)
    if (reader && sameInstant(until_at, reader.until)) wanted.delete(staff_id!)
    else await endGrants(writing, { caseId, to: { staffId: staff_id! }, why, because })
  }
  for (const { staffId, from, until } of wanted.values()) {
    await grant(writing, {
      caseId,
      to: { staffId },
      level: 'pack',
      why,
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
    })
  }
  const already = new Set(standing.map(({ staff_id }) => staff_id))
  const agencies = [...wanted.values()]
    .filter(({ staffId, shown }) => shown && !already.has(staffId))
    .map(({ agencyId }) => agencyId)
  for (const toAgencyId of new Set(agencies)) {
    if (toAgencyId === writing.viewer.agencyId) continue
    await recordDisclosure(writing, {
      caseId,
      toAgencyId,
      toWhom: 'Its representative on the panel',
      what: pack,
      why: 'A panel considers the case',
      lawfulBasis: lawfulBases[0]!.name,
    })
  }
}

interface Reader {
  staffId: string
  agencyId: string
  /** Whether their agency is in an agreement: row security shows nothing to the others, so nothing is disclosed. */
  shown: boolean
  /** From when, where the seat begins later. */
  from: Date | undefined
  until: Date | undefined
}

async function readersOf({ tx, today }: Writing, caseId: string): Promise<Reader[]> {
  const { rows } = await sql<{
    staffId: string
    agencyId: string
    shown: boolean
    fromOn: string
    untilOn: string | null
  }>`
    select r.staff_id as "staffId", r.agency_id as "agencyId", organisation.in_agreement(r.agency_id) as shown,
      min(r.from_on)::text as "fromOn",
      nullif(max(coalesce(r.until_on, 'infinity'::date)), 'infinity')::text as "untilOn"
    from casework.panel_item i
    join casework.meeting m on m.id = i.meeting_id and m.minutes_approved_at is null
    cross join lateral (
      select s.staff_id, s.agency_id, s.from_on, s.until_on from casework.panel_seat s
        where s.panel_id = m.panel_id and (s.item_id is null or s.item_id = i.id)
      union all
      select o.staff_id, t.council_id, t.from_on, t.until_on from casework.terms_of_reference t
        cross join lateral unnest(array[t.chair_id, t.deputy_id]) as o (staff_id)
        where t.panel_id = m.panel_id and o.staff_id is not null
    ) r
    where i.case_id = ${caseId} and r.from_on <= greatest(m.meets_on, ${today}::date) and (r.until_on is null or r.until_on >= ${today})
      and not exists (select from casework.recusal c where c.case_id = i.case_id and c.staff_id = r.staff_id and c.kind = 'conflict')
    group by r.staff_id, r.agency_id`.execute(tx)
  return rows.map(({ fromOn, untilOn, ...reader }) => ({
    ...reader,
    from: fromOn > today ? startOfDay(fromOn) : undefined,
    until: untilOn ? startOfDay(addDays(untilOn, 1)) : undefined,
  }))
}

const sameInstant = (one: string | null, other: Date | undefined) =>
  (one ? new Date(one).getTime() : undefined) === other?.getTime()
