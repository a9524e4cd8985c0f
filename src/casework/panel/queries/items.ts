import { sql } from 'kysely'
import { z } from 'zod'
import { iso } from '../../../platform/db/instants.ts'
import type { Reading } from '../../../platform/town.ts'
import { nameOfOwner } from '../../cases/index.ts'
import { type ItemKind, outcomesOf } from '../questions.ts'
import { member, membersAt, onePlaceEach, type SeatedMember } from './members.ts'
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
  mistaken: z.boolean(),
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
      rung: z.enum(['consensus', 'majority', 'chair', 'not recorded']),
      otherSupport: z.string().nullable(),
      reasons: z.string(),
      otherSupportWords: z.string().optional(),
      despite: z.string().optional(),
      despiteBy: z.string().optional(),
      missing: z.array(z.string()).optional().describe('What was missing when it was decided, each in a sentence'),
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
  const [by, id] = Object.entries(which)[0] as [keyof typeof wanted, string]
  const [{ rows }, members] = await Promise.all([
    sql<Row>`${itemRows} where ${wanted[by]} = ${id} order by m.meets_on, i.listed_at, i.id`.execute(reading.tx),
    membersAt(reading.tx, sql`array(select i.meeting_id from casework.panel_item i where ${wanted[by]} = ${id})`),
  ])
  return rows.map(({ said, ...row }) => {
    const { recusals, ...opened } = openedWith(reading, row.caseId, said)
    const seated = members.get(row.meetingId)!.flatMap((each) => asMember(each, row.itemId, recusals))
    return { ...row, ...opened, recusals, members: onePlaceEach(seated) }
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

const wanted = { itemId: sql.raw('i.id'), meetingId: sql.raw('i.meeting_id'), caseId: sql.raw('i.case_id') }

/** Words that are still sealed, as hexadecimal. */
interface Sealed {
  sealed: string
}
type Unopened<T, Words extends string> = Omit<T, Words> & Sealed
type Said<What extends keyof ItemOnTheTable> = ItemOnTheTable[What] extends readonly (infer One)[] ? One : never

interface AsSaid {
  recusals: Unopened<Said<'recusals'>, 'words'>[]
  views: Unopened<Said<'views'>, 'words'>[]
  decision: (Unopened<NonNullable<ItemOnTheTable['decision']>, keyof DecisionWords> & Sealed) | null
  dissents: Unopened<Said<'dissents'>, 'reasons'>[]
  actions: Unopened<Said<'actions'>, 'what' | 'done'>[]
}
type Row = Omit<ItemOnTheTable, keyof AsSaid | 'members'> & { said: AsSaid }

/** What was said and decided, in a list of objects; the recusals are those of the case, whichever item they were declared on. */
const list = (columns: string, from: string, order: string) =>
  `coalesce((select json_agg(json_build_object(${columns}, 'sealed', encode(x.sealed, 'hex')) order by ${order}) from ${from}), '[]')`
const said = `json_build_object(
  'recusals', ${list(`'staffId', x.staff_id, 'name', f.name, 'kind', x.kind, 'at', ${iso('x.declared_at')}`, 'casework.recusal x join organisation.staff f on f.id = x.staff_id where x.case_id = i.case_id', 'x.declared_at')},
  'views', ${list(
    `'agencyId', x.agency_id, 'agency', a.name, 'staffId', x.staff_id, 'member', f.name, 'view', x.view, 'recordedBy', by.name, 'at', ${iso('x.given_at')}`,
    `casework.panel_view x join organisation.agency a on a.id = x.agency_id join organisation.staff f on f.id = x.staff_id
      join organisation.staff by on by.id = x.recorded_by where x.item_id = i.id`,
    'x.given_at',
  )},
  'decision', (select json_build_object('outcome', x.outcome, 'rung', x.rung, 'otherSupport', x.other_support, 'by', coalesce(f.name, '${nameOfOwner(null, null)}'), 'at', ${iso('x.decided_at')}, 'sealed', encode(x.sealed, 'hex'))
    from casework.panel_decision x left join organisation.staff f on f.id = x.decided_by where x.item_id = i.id limit 1),
  'dissents', ${list(`'member', f.name, 'agency', a.name, 'at', ${iso('x.recorded_at')}`, 'casework.dissent x join organisation.staff f on f.id = x.staff_id join organisation.agency a on a.id = x.agency_id where x.item_id = i.id', 'x.recorded_at')},
  'actions', ${list(`'actionId', x.id, 'ownerId', x.owner_id, 'owner', f.name, 'dueOn', x.due_on, 'doneAt', ${iso('x.done_at')}`, 'casework.panel_action x join organisation.staff f on f.id = x.owner_id where x.item_id = i.id', 'x.set_at')}
)`

/** One statement for an item and all that was said about it: every table of it has policies of its own to plan. */
const itemRows = sql`select i.id as "itemId", i.case_id as "caseId", i.meeting_id as "meetingId", m.panel_id as "panelId", t.name as panel, i.kind,
    c.reference, coalesce(s.person_name, 'Not known') as "knownAs", s.mistaken, s.stage, m.meets_on as "meetsOn", m.opened_at as "openedAt",
    m.roll_called_at as "rollCalledAt", m.closed_at as "closedAt", m.minutes_approved_at as "minutesApprovedAt",
    t.council_id as "councilId", council.name as council, s.lead_id as "leadId",
    coalesce((select d.refers from casework.section36_decision d where d.case_id = i.case_id order by d.decided_at desc limit 1), false) as section36,
    case when force.id is not null then json_build_object('id', force.id, 'name', force.name) end as "homeForce",
    (select n.id from casework.meeting n where n.panel_id = m.panel_id and n.id <> m.id and n.meets_on >= m.meets_on
      and n.closed_at is null and n.opened_at is null order by n.meets_on limit 1) as "nextMeetingId",
    ${sql.raw(said)} as said
  from casework.panel_item i
  join casework.meeting m on m.id = i.meeting_id
  join casework.terms_of_reference t on ${onItsDay}
  join organisation.agency council on council.id = t.council_id
  join casework.case c on c.id = i.case_id
  join casework.case_state s on s.case_id = i.case_id
  left join organisation.agency force on force.id = c.home_force_id`

function openedWith({ open }: Reading, caseId: string, { recusals, views, decision, dissents, actions }: AsSaid) {
  const opened = <T extends Sealed, Words>(purpose: string, { sealed, ...rest }: T) => ({
    ...rest,
    ...open<Words>(caseId, purpose, Buffer.from(sealed, 'hex')),
  })
  return {
    recusals: recusals.map((one) => opened<typeof one, { words: string }>('recusal', one)),
    views: views.map((one) => opened<typeof one, { words: string }>('panel_view', one)),
    decision: decision && opened<typeof decision, DecisionWords>('panel_decision', decision),
    dissents: dissents.map((one) => opened<typeof one, { reasons: string }>('dissent', one)),
    actions: actions.map((one) => opened<typeof one, { what: string; done?: string }>('panel_action', one)),
  }
}

/** What is sealed with a decision. */
export interface DecisionWords {
  reasons: string
  otherSupportWords?: string
  despite?: string
  despiteBy?: string
  missing?: string[]
}
