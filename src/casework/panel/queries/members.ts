import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/database.ts'

/** Somebody with a seat at a meeting: the chair, the deputy, a member, or a guest for one case. */
export const member = z.object({
  staffId: z.uuid(),
  name: z.string(),
  agencyId: z.uuid(),
  agency: z.string(),
  office: z.enum(['chair', 'deputy']).nullable(),
  /** The item that a guest was invited to; null for those who sit on the panel. */
  itemId: z.uuid().nullable(),
  present: z.boolean(),
  inTheChair: z.boolean(),
  /** Whether their agency may be shown personal data at all. */
  inAgreement: z.boolean(),
})
export type SeatedMember = z.infer<typeof member>

/** Who sits at meetings on their day, with what the roll says of them, by meeting. `meetings` is SQL of an array of their ids. */
export async function membersAt(tx: Tx, meetings: RawBuilder<unknown>): Promise<Map<string, SeatedMember[]>> {
  const { rows } = await sql<SeatedMember & { meetingId: string }>`
    select distinct on (m.id, r.staff_id, r.item_id) m.id as "meetingId", r.staff_id as "staffId", f.name, r.agency_id as "agencyId",
      a.name as agency, r.office, r.item_id as "itemId", coalesce(t.present, false) as present,
      coalesce(t.in_the_chair, false) as "inTheChair", organisation.in_agreement(r.agency_id) as "inAgreement"
    from casework.meeting m
    cross join lateral (
      select chair_id as staff_id, council_id as agency_id, 'chair' as office, null::uuid as item_id, 1 as rank
        from casework.terms_of_reference where panel_id = m.panel_id and from_on <= m.meets_on and (until_on is null or until_on >= m.meets_on)
      union all
      select deputy_id, council_id, 'deputy', null, 2
        from casework.terms_of_reference where panel_id = m.panel_id and from_on <= m.meets_on and (until_on is null or until_on >= m.meets_on) and deputy_id is not null
      union all
      select staff_id, agency_id, null, item_id, 3
        from casework.panel_seat where panel_id = m.panel_id and (until_on is null or until_on >= m.meets_on)
          and (item_id is null and from_on <= m.meets_on or item_id in (select id from casework.panel_item where meeting_id = m.id))
    ) r
    join organisation.staff f on f.id = r.staff_id
    join organisation.agency a on a.id = r.agency_id
    left join casework.attendance t on t.meeting_id = m.id and t.staff_id = r.staff_id
    where m.id = any (${meetings})
    order by m.id, r.staff_id, r.item_id, r.rank`.execute(tx)
  const by = new Map<string, SeatedMember[]>()
  for (const { meetingId, ...row } of rows.sort(asTheySit)) by.set(meetingId, [...(by.get(meetingId) ?? []), row])
  return by
}

/** Somebody may sit on the panel and have been a guest before: one place each, the panel's own first. */
export const onePlaceEach = <Seated extends { staffId: string }>(seated: readonly Seated[]): Seated[] =>
  seated.filter(({ staffId }, index) => seated.findIndex((other) => other.staffId === staffId) === index)

const place = { chair: 0, deputy: 1 }
const asTheySit = (one: SeatedMember, other: SeatedMember) =>
  Number(one.itemId !== null) - Number(other.itemId !== null) ||
  (one.office ? place[one.office] : 2) - (other.office ? place[other.office] : 2) ||
  one.agency.localeCompare(other.agency) ||
  one.name.localeCompare(other.name)
