import { z } from 'zod'
import { query } from '../../../platform/query.ts'
import { panelPolicy } from '../policy.ts'
import { meetingState } from './panels.ts'
import { onItsDay } from './terms.ts'

/** Somebody on one panel has one or two before them; whoever keeps many agendas has a page for them all. */
const shownAtMost = 5

/** For the first page of a chair or a member: the meetings to come, what to read for them, and what one promised. */
export const myMeetings = query({
  name: 'panel.my-meetings',
  zone: 'casework',
  summary: 'The meetings to come of this reader’s panels, what is on their agendas, and the actions they owe',
  about: z.object({}),
  gives: z.object({
    /** Whether there are more meetings than these. */
    more: z.boolean(),
    meetings: z.array(
      z.object({
        meetingId: z.uuid(),
        panel: z.string(),
        kind: z.string(),
        meetsOn: z.string(),
        meetsAt: z.string(),
        place: z.string(),
        state: z.string(),
        items: z.array(
          z.object({
            itemId: z.uuid(),
            caseId: z.uuid(),
            reference: z.string(),
            knownAs: z.string(),
            mistaken: z.boolean(),
            kind: z.string(),
            decided: z.boolean(),
          }),
        ),
      }),
    ),
    actions: z.array(
      z.object({ actionId: z.uuid(), caseId: z.uuid(), reference: z.string(), dueOn: z.string(), late: z.boolean() }),
    ),
  }),
  allows: panelPolicy.read,
  async read({ tx, viewer, today }) {
    const open = await tx
      .selectFrom('casework.meeting as m')
      .innerJoin('casework.terms_of_reference as t', (on) => on.on(onItsDay))
      .selectAll('m')
      .select('t.name as panel')
      .where('m.minutes_approved_at', 'is', null)
      .orderBy('m.meets_on')
      .orderBy('m.meets_at')
      .limit(shownAtMost + 1)
      .execute()
    const meetings = open.slice(0, shownAtMost)
    const items = meetings.length
      ? await tx
          .selectFrom('casework.panel_item as i')
          .innerJoin('casework.case_state as s', 's.case_id', 'i.case_id')
          .leftJoin('casework.panel_decision as d', 'd.item_id', 'i.id')
          .select([
            'i.id',
            'i.meeting_id',
            'i.case_id',
            's.reference',
            's.person_name',
            's.mistaken',
            'i.kind',
            'd.id as decision_id',
          ])
          .where(
            'i.meeting_id',
            'in',
            meetings.map((row) => row.id),
          )
          .orderBy('i.listed_at')
          .execute()
      : []
    const actions = await tx
      .selectFrom('casework.panel_action as p')
      .innerJoin('casework.case_state as s', 's.case_id', 'p.case_id')
      .select(['p.id', 'p.case_id', 's.reference', 'p.due_on'])
      .where('p.owner_id', '=', viewer.id)
      .where('p.done_at', 'is', null)
      .orderBy('p.due_on')
      .limit(100)
      .execute()
    return {
      more: open.length > shownAtMost,
      meetings: meetings.map((row) => ({
        meetingId: row.id,
        panel: row.panel,
        kind: row.kind,
        meetsOn: row.meets_on,
        meetsAt: row.meets_at,
        place: row.place,
        state: meetingState({
          openedAt: row.opened_at,
          closedAt: row.closed_at,
          minutesApprovedAt: row.minutes_approved_at,
        }),
        items: items
          .filter((item) => item.meeting_id === row.id)
          .map((item) => ({
            itemId: item.id,
            caseId: item.case_id,
            reference: item.reference,
            knownAs: item.person_name ?? 'Not known',
            mistaken: item.mistaken,
            kind: item.kind,
            decided: item.decision_id !== null,
          })),
      })),
      actions: actions.map((row) => ({
        actionId: row.id,
        caseId: row.case_id,
        reference: row.reference,
        dueOn: row.due_on,
        late: row.due_on < today,
      })),
    }
  },
  subjects: ({ meetings, actions }) =>
    [...meetings.flatMap(({ items }) => items), ...actions].map(({ caseId }) => caseId),
})
