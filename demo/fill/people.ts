import type { Client } from 'pg'
import type { Chance } from '../chance.ts'
import { emailOf, people as demoPeople } from '../town.ts'
import type { Actor } from './cell.ts'
import { copyIn, escaped } from './copy-in.ts'

/** How a large town is staffed: as in the measures, 500 people who were each let into 300 cases. */
const mostStaff = 500
const casesForEach = 20
const casesForAPanel = 10_000
const mostPanels = 50
export const casesLetInto = 300

/** Who sits on a panel, and what they are let into there. */
const atThePanel = ['chair', 'deputy', 'officer', 'health', 'probation', 'youth', 'caf'] as const
const besides = ['lead', 'lead', 'mentor'] as const

export interface Member extends Actor {
  key: string
  agencyId: string
}
export interface Panel {
  id: string
  /** Whoever plays each part on it. */
  members: ReadonlyMap<string, Member>
}

/** How many people and panels a town of so many cases has, besides those of the demo. */
export function staffing(cases: number) {
  const staff = Math.min(mostStaff, Math.floor(cases / casesForEach))
  const panels = Math.min(mostPanels, Math.floor(cases / casesForAPanel), Math.floor(staff / atThePanel.length))
  return { staff, panels }
}

/** Invents people who do what the people of the demo do, in the same agencies. */
export function inventStaff(chance: Chance, cases: number, since: Date, of: ReadonlyMap<string, Member>): Member[] {
  const { staff, panels } = staffing(cases)
  return Array.from({ length: staff }, (_, index) => {
    const key =
      index < panels * atThePanel.length ? atThePanel[index % atThePanel.length]! : besides[index % besides.length]!
    const like = of.get(key)!
    const [given, family] = like.name.split(' ') as [string, string]
    return {
      key,
      agencyId: like.agencyId,
      id: chance.id(since.getTime() + index),
      name: `${given} ${family} ${index + 2}`,
    }
  })
}

/** The panels beside the demo's own: each with seven of those people. */
export function inventPanels(chance: Chance, cases: number, since: Date, staff: readonly Member[]): Panel[] {
  const { panels } = staffing(cases)
  return Array.from({ length: panels }, (_, index) => ({
    id: chance.id(since.getTime() + 1000 + index),
    members: new Map(
      staff.slice(index * atThePanel.length, (index + 1) * atThePanel.length).map((one) => [one.key, one]),
    ),
  }))
}

const titles = new Map(demoPeople.map(({ key, title, roles }) => [key, { title, roles }]))

export async function saveStaff(owner: Client, chance: Chance, since: Date, staff: readonly Member[]) {
  const at = since.toISOString()
  const line = (values: readonly string[]) => values.map(escaped).join('\t')
  await copyIn(
    owner,
    'organisation.staff',
    ['id', 'agency_id', 'name', 'email', 'job_title', 'conduct_accepted_at', 'created_at'],
    staff.map(({ id, agencyId, name, key }, index) =>
      line([id, agencyId, name, emailOf(`${key}.${index + 2}`), titles.get(key)!.title, at, new Date().toISOString()]),
    ),
  )
  await copyIn(
    owner,
    'organisation.staff_role',
    ['id', 'staff_id', 'role', 'from_at'],
    staff.flatMap(({ id, key }) =>
      titles.get(key)!.roles.map((role) => line([chance.id(since.getTime()), id, role, at])),
    ),
  )
}

/** Each panel has the terms and the seats of the demo's, with its own people. */
export async function savePanels(owner: Client, chance: Chance, like: Panel, panels: readonly Panel[]) {
  const keyOf = new Map([...like.members.values()].map(({ id, key }) => [id, key]))
  const { rows: terms } = await owner.query('select * from casework.terms_of_reference where panel_id = $1', [like.id])
  const { rows: seats } = await owner.query(
    'select staff_id, agency_id, from_on from casework.panel_seat where panel_id = $1 and item_id is null',
    [like.id],
  )
  for (const [index, { id, members }] of panels.entries()) {
    const { name, interval_weeks, council_id, reports_to, from_on } = terms[0]
    await owner.query(
      `insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, deputy_id, council_id, reports_to, from_on)
       values ($1, $1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        `${name} ${index + 2}`,
        interval_weeks,
        members.get('chair')!.id,
        members.get('deputy')!.id,
        council_id,
        reports_to,
        from_on,
      ],
    )
    for (const seat of seats)
      await owner.query(
        'insert into casework.panel_seat (id, panel_id, agency_id, staff_id, from_on) values ($1, $2, $3, $4, $5)',
        [chance.id(Date.parse(from_on)), id, seat.agency_id, members.get(keyOf.get(seat.staff_id)!)!.id, seat.from_on],
      )
  }
}
