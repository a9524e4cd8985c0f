import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { planReviewIsDue } from '../../cases/pure.ts'
import { kindFor } from '../meeting-rules.ts'
import { panelPolicy } from '../policy.ts'
import { itemOnTheTable, itemsOnTheTable } from './items.ts'
import { member, membersAt, onePlaceEach } from './members.ts'
import { asOptions } from './panels.ts'
import { onItsDay } from './terms.ts'

const row = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  stage: z.string(),
  mistaken: z.boolean(),
})

const meetingKnown = z.object({
  meetingId: z.uuid(),
  version: z.int(),
  panelId: z.uuid(),
  panel: z.string(),
  councilId: z.uuid(),
  kind: z.string(),
  meetsOn: z.string(),
  meetsAt: z.string(),
  place: z.string(),
  openedAt: z.string().nullable(),
  rollCalledAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  minutesApprovedAt: z.string().nullable(),
  minutesApprovedBy: z.string().nullable(),
  members: z.array(member),
  /** Only the items that this reader may see. */
  items: z.array(itemOnTheTable),
  /** Cases that could be put on this agenda, for whoever keeps it. */
  ready: z.array(row.extend({ kind: z.string() })),
  options: z.object({ members: z.array(option), chairs: z.array(option) }),
})
export type MeetingKnown = z.infer<typeof meetingKnown>

/** A meeting with its agenda; the minutes are drawn from the same. */
export const meetingInSight = query({
  name: 'panel.meeting',
  zone: 'casework',
  summary:
    'One meeting of a panel: who sits there, who was present, and the cases on its agenda that this reader may see',
  about: z.object({ meetingId: id() }),
  gives: meetingKnown,
  allows: panelPolicy.readItem,
  async read(reading, { meetingId }) {
    const meeting = await meetingRow(reading, meetingId)
    if (!meeting) return undefined
    const [members, items] = await Promise.all([
      membersAt(reading.tx, sql`array[${meetingId}::uuid]`).then((by) => by.get(meetingId) ?? []),
      itemsOnTheTable(reading, { meetingId }),
    ])
    // who is a guest for a case that this reader may not see would say something of it
    const known = ({ itemId }: { itemId: string | null }) =>
      itemId === null || items.some((item) => item.itemId === itemId)
    const people = onePlaceEach(members.filter(known))
    const chairs = people.filter(({ agencyId, itemId }) => agencyId === meeting.council_id && !itemId)
    return {
      meetingId,
      version: meeting.version,
      panelId: meeting.panel_id,
      panel: meeting.panel,
      councilId: meeting.council_id,
      kind: meeting.kind,
      meetsOn: meeting.meets_on,
      meetsAt: meeting.meets_at,
      place: meeting.place,
      openedAt: meeting.opened_at,
      rollCalledAt: meeting.roll_called_at,
      closedAt: meeting.closed_at,
      minutesApprovedAt: meeting.minutes_approved_at,
      minutesApprovedBy: meeting.approved_by,
      members: people,
      items,
      ready: meeting.closed_at ? [] : await readyForThePanel(reading),
      options: { members: asOptions(people), chairs: asOptions(chairs) },
    }
  },
  subjects: ({ items, ready }) => [...items, ...ready].map(({ caseId }) => caseId),
})

const meetingRow = ({ tx }: Reading, meetingId: string) =>
  tx
    .selectFrom('casework.meeting as m')
    .innerJoin('casework.terms_of_reference as t', (on) => on.on(onItsDay))
    .leftJoin('organisation.staff as by', 'by.id', 'm.minutes_approved_by')
    .selectAll('m')
    .select(['t.name as panel', 't.council_id', 'by.name as approved_by'])
    .where('m.id', '=', meetingId)
    .executeTakeFirst()

const mostReady = 50

/**
 * For the coordinator's agenda: what could come before a panel and stands on no open agenda. First the new cases, which
 * wait for it, then what comes back to it; the longest waiting first among each.
 */
async function readyForThePanel(reading: Reading) {
  if (!reading.viewer.roles.includes('Channel coordinator')) return []
  const all = await Promise.all([onNoAgenda(reading, 'new'), onNoAgenda(reading, 'come back')])
  return all
    .flat()
    .slice(0, mostReady)
    .map((each) => ({
      caseId: each.case_id,
      reference: each.reference,
      knownAs: each.person_name ?? 'Not known',
      mistaken: each.mistaken,
      stage: each.stage,
      kind: kindFor(each.stage) ?? '',
    }))
}

const onNoAgenda = ({ tx }: Reading, which: 'new' | 'come back') =>
  tx
    .selectFrom('casework.case_state as s')
    .innerJoin('casework.case as c', 'c.id', 's.case_id')
    .select(['s.case_id', 'c.reference', 's.person_name', 's.stage', 's.mistaken'])
    .where((where) =>
      which === 'new'
        ? where('s.stage', '=', 'ready for the panel')
        : where.or([
            where('s.stage', 'in', ['after exit', 'after closing']),
            where.exists(
              where
                .selectFrom('casework.task as t')
                .select('t.id')
                .whereRef('t.case_id', '=', 's.case_id')
                .where('t.what', '=', planReviewIsDue)
                .where('s.stage', '=', 'being supported'),
            ),
          ]),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('casework.panel_item as i')
            .innerJoin('casework.meeting as m', 'm.id', 'i.meeting_id')
            .leftJoin('casework.panel_decision as d', 'd.item_id', 'i.id')
            .select('i.id')
            .whereRef('i.case_id', '=', 's.case_id')
            .where('m.closed_at', 'is', null)
            .where('d.id', 'is', null),
        ),
      ),
    )
    .orderBy('s.stage_since')
    .limit(mostReady)
    .execute()
