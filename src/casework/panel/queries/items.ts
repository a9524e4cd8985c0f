import { z } from 'zod'
import type { Reading } from '../../../platform/town.ts'
import { type ItemKind, outcomesOf } from '../questions.ts'
import { member, membersOf, onePlaceEach, type SeatedMember } from './members.ts'
import { onItsDay } from './terms.ts'

const declared = z.enum(['conflict', 'knows through work'])
const kinds = Object.keys(outcomesOf) as [ItemKind, ...ItemKind[]]

/** An item as it lies on the table: the case, the meeting, who sits there, and all that was said and decided. */
export const itemOnTheTable = z.object({
  itemId: z.uuid(),
  caseId: z.uuid(),
  meetingId: z.uuid(),
  panelId: z.uuid(),
  panel: z.string(),
  kind: z.enum(kinds),
  reference: z.string(),
  knownAs: z.string(),
  stage: z.string(),
  meetsOn: z.string(),
  openedAt: z.string().nullable(),
  rollCalledAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  minutesApprovedAt: z.string().nullable(),
  councilId: z.uuid(),
  council: z.string(),
  /** Whether a decision with grounds refers the person to a panel (s.36(3)). */
  section36: z.boolean(),
  homeForce: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  leadId: z.uuid().nullable(),
  /** The next meeting that is called, where an undecided item goes on. */
  nextMeetingId: z.uuid().nullable(),
  members: z.array(member.omit({ itemId: true }).extend({ guest: z.boolean(), declared: declared.nullable() })),
  recusals: z.array(
    z.object({ staffId: z.uuid(), name: z.string(), kind: declared, words: z.string(), at: z.string() }),
  ),
  views: z.array(
    z.object({
      agencyId: z.uuid(),
      agency: z.string(),
      staffId: z.uuid(),
      member: z.string(),
      view: z.string(),
      words: z.string(),
      recordedBy: z.string(),
      at: z.string(),
    }),
  ),
  decision: z
    .object({
      outcome: z.string(),
      rung: z.enum(['consensus', 'majority', 'chair']),
      otherSupport: z.string().nullable(),
      reasons: z.string(),
      otherSupportWords: z.string().optional(),
      despite: z.string().optional(),
      despiteBy: z.string().optional(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
  dissents: z.array(z.object({ member: z.string(), agency: z.string(), reasons: z.string(), at: z.string() })),
  actions: z.array(
    z.object({
      actionId: z.uuid(),
      ownerId: z.uuid(),
      owner: z.string(),
      what: z.string(),
      dueOn: z.string(),
      doneAt: z.string().nullable(),
      done: z.string().optional(),
    }),
  ),
})
export type ItemOnTheTable = z.infer<typeof itemOnTheTable>
export type Member = ItemOnTheTable['members'][number]

type Which = { itemId: string } | { meetingId: string } | { caseId: string }

/** Items as this viewer may see them, in the order they were listed: what they may not see is not there. */
export async function itemsOnTheTable(reading: Reading, which: Which): Promise<ItemOnTheTable[]> {
  const rows = await itemRows(reading, which)
  if (!rows.length) return []
  const ids = rows.map(({ id }) => id)
  const [members, said] = await Promise.all([
    membersOf(reading.tx, [...new Set(rows.map((row) => row.meeting_id))]),
    saidAbout(reading, ids, [...new Set(rows.map((row) => row.case_id))]),
  ])
  return rows.map((row) => {
    const recusals = said.recusals.filter(({ caseId }) => caseId === row.case_id)
    const of = <T extends { itemId: string }>(all: T[]) => all.filter(({ itemId }) => itemId === row.id)
    return {
      itemId: row.id,
      caseId: row.case_id,
      meetingId: row.meeting_id,
      panelId: row.panel_id,
      panel: row.panel,
      kind: row.kind as ItemKind,
      reference: row.reference,
      knownAs: row.person_name ?? 'Not known',
      stage: row.stage,
      meetsOn: row.meets_on,
      openedAt: row.opened_at,
      rollCalledAt: row.roll_called_at,
      closedAt: row.closed_at,
      minutesApprovedAt: row.minutes_approved_at,
      councilId: row.council_id,
      council: row.council,
      section36: row.refers ?? false,
      homeForce: row.home_force_id && row.home_force ? { id: row.home_force_id, name: row.home_force } : null,
      leadId: row.lead_id,
      nextMeetingId: row.next_meeting_id,
      recusals,
      members: onePlaceEach(members.get(row.meeting_id)!.flatMap((each) => asMember(each, row.id, recusals))),
      views: of(said.views),
      decision: of(said.decisions)[0] ?? null,
      dissents: of(said.dissents),
      actions: of(said.actions),
    }
  })
}

function asMember({ itemId, ...each }: SeatedMember, ofItem: string, recusals: ItemOnTheTable['recusals']): Member[] {
  if (itemId && itemId !== ofItem) return []
  const mine = recusals.filter(({ staffId }) => staffId === each.staffId)
  return [
    {
      ...each,
      guest: itemId !== null,
      declared: (mine.find(({ kind }) => kind === 'conflict') ?? mine[0])?.kind ?? null,
    },
  ]
}

function itemRows({ tx }: Reading, which: Which) {
  let items = tx
    .selectFrom('casework.panel_item as i')
    .innerJoin('casework.meeting as m', 'm.id', 'i.meeting_id')
    .innerJoin('casework.terms_of_reference as t', (on) => on.on(onItsDay))
    .innerJoin('organisation.agency as council', 'council.id', 't.council_id')
    .innerJoin('casework.case as c', 'c.id', 'i.case_id')
    .innerJoin('casework.case_state as s', 's.case_id', 'c.id')
    .leftJoin('organisation.agency as force', 'force.id', 'c.home_force_id')
    .select((the) => [
      'i.id',
      'i.case_id',
      'i.meeting_id',
      'i.kind',
      'm.panel_id',
      't.name as panel',
      'c.reference',
      's.person_name',
      's.stage',
      's.lead_id',
      'm.meets_on',
      'm.opened_at',
      'm.roll_called_at',
      'm.closed_at',
      'm.minutes_approved_at',
      't.council_id',
      'council.name as council',
      'c.home_force_id',
      'force.name as home_force',
      the
        .selectFrom('casework.section36_decision as d')
        .select('d.refers')
        .whereRef('d.case_id', '=', 'i.case_id')
        .orderBy('d.decided_at', 'desc')
        .limit(1)
        .as('refers'),
      the
        .selectFrom('casework.meeting as n')
        .select('n.id')
        .whereRef('n.panel_id', '=', 'm.panel_id')
        .whereRef('n.id', '<>', 'm.id')
        .whereRef('n.meets_on', '>=', 'm.meets_on')
        .where('n.closed_at', 'is', null)
        .where('n.opened_at', 'is', null)
        .orderBy('n.meets_on')
        .limit(1)
        .as('next_meeting_id'),
    ])
    .orderBy('m.meets_on')
    .orderBy('i.listed_at')
    .orderBy('i.id')
  if ('itemId' in which) items = items.where('i.id', '=', which.itemId)
  if ('meetingId' in which) items = items.where('i.meeting_id', '=', which.meetingId)
  if ('caseId' in which) items = items.where('i.case_id', '=', which.caseId)
  return items.execute()
}

/** What was said and decided about items, opened; the recusals of their cases, whichever item they were declared on. */
async function saidAbout({ tx, open }: Reading, itemIds: string[], caseIds: string[]) {
  const recusalsRead = tx
    .selectFrom('casework.recusal as r')
    .innerJoin('organisation.staff as f', 'f.id', 'r.staff_id')
    .select(['r.case_id', 'r.staff_id', 'f.name', 'r.kind', 'r.sealed', 'r.declared_at'])
    .where('r.case_id', 'in', caseIds)
    .orderBy('r.declared_at')
    .execute()
  const viewsRead = tx
    .selectFrom('casework.panel_view as v')
    .innerJoin('organisation.agency as a', 'a.id', 'v.agency_id')
    .innerJoin('organisation.staff as f', 'f.id', 'v.staff_id')
    .innerJoin('organisation.staff as by', 'by.id', 'v.recorded_by')
    .select([
      'v.item_id',
      'v.case_id',
      'v.agency_id',
      'a.name as agency',
      'v.staff_id',
      'f.name as member',
      'v.view',
      'v.sealed',
      'by.name as recorded_by',
      'v.given_at',
    ])
    .where('v.item_id', 'in', itemIds)
    .orderBy('v.given_at')
    .execute()
  const decisionsRead = tx
    .selectFrom('casework.panel_decision as d')
    .innerJoin('organisation.staff as f', 'f.id', 'd.decided_by')
    .select([
      'd.item_id',
      'd.case_id',
      'd.outcome',
      'd.rung',
      'd.other_support',
      'd.sealed',
      'f.name as by',
      'd.decided_at',
    ])
    .where('d.item_id', 'in', itemIds)
    .execute()
  const dissentsRead = tx
    .selectFrom('casework.dissent as d')
    .innerJoin('organisation.staff as f', 'f.id', 'd.staff_id')
    .innerJoin('organisation.agency as a', 'a.id', 'd.agency_id')
    .select(['d.item_id', 'd.case_id', 'f.name as member', 'a.name as agency', 'd.sealed', 'd.recorded_at'])
    .where('d.item_id', 'in', itemIds)
    .orderBy('d.recorded_at')
    .execute()
  const actionsRead = tx
    .selectFrom('casework.panel_action as p')
    .innerJoin('organisation.staff as f', 'f.id', 'p.owner_id')
    .select(['p.id', 'p.item_id', 'p.case_id', 'p.owner_id', 'f.name as owner', 'p.due_on', 'p.done_at', 'p.sealed'])
    .where('p.item_id', 'in', itemIds)
    .orderBy('p.set_at')
    .execute()
  const [recusals, views, decisions, dissents, actions] = await Promise.all([
    recusalsRead,
    viewsRead,
    decisionsRead,
    dissentsRead,
    actionsRead,
  ])
  return {
    recusals: recusals.map((row) => ({
      caseId: row.case_id,
      staffId: row.staff_id,
      name: row.name,
      kind: row.kind as 'conflict',
      at: row.declared_at,
      words: open<{ words: string }>(row.case_id, 'recusal', row.sealed).words,
    })),
    views: views.map((row) => ({
      itemId: row.item_id,
      agencyId: row.agency_id,
      agency: row.agency,
      staffId: row.staff_id,
      member: row.member,
      view: row.view,
      recordedBy: row.recorded_by,
      at: row.given_at,
      words: open<{ words: string }>(row.case_id, 'panel_view', row.sealed).words,
    })),
    decisions: decisions.map((row) => ({
      itemId: row.item_id,
      outcome: row.outcome,
      rung: row.rung as 'consensus',
      otherSupport: row.other_support,
      by: row.by,
      at: row.decided_at,
      ...open<DecisionWords>(row.case_id, 'panel_decision', row.sealed),
    })),
    dissents: dissents.map((row) => ({
      itemId: row.item_id,
      member: row.member,
      agency: row.agency,
      at: row.recorded_at,
      reasons: open<{ reasons: string }>(row.case_id, 'dissent', row.sealed).reasons,
    })),
    actions: actions.map((row) => ({
      itemId: row.item_id,
      actionId: row.id,
      ownerId: row.owner_id,
      owner: row.owner,
      dueOn: row.due_on,
      doneAt: row.done_at,
      ...open<{ what: string; done?: string }>(row.case_id, 'panel_action', row.sealed),
    })),
  }
}

/** What is sealed with a decision. */
export interface DecisionWords {
  reasons: string
  otherSupportWords?: string
  despite?: string
  despiteBy?: string
}
