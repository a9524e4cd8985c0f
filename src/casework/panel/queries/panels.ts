import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import type { Option } from '../../../platform/pure/questions.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { panelPolicy } from '../policy.ts'

const terms = z.object({
  termsId: z.uuid(),
  name: z.string(),
  intervalWeeks: z.int(),
  chairId: z.uuid(),
  chair: z.string(),
  deputyId: z.uuid().nullable(),
  deputy: z.string().nullable(),
  councilId: z.uuid(),
  council: z.string(),
  reportsTo: z.array(z.string()),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
})
const seat = z.object({
  seatId: z.uuid(),
  staffId: z.uuid(),
  name: z.string(),
  agency: z.string(),
  inAgreement: z.boolean(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
})
const meeting = z.object({
  meetingId: z.uuid(),
  kind: z.string(),
  meetsOn: z.string(),
  meetsAt: z.string(),
  place: z.string(),
  state: z.string(),
})
const panel = z.object({
  panelId: z.uuid(),
  name: z.string(),
  /** The newest first. */
  terms: z.array(terms),
  seats: z.array(seat),
  meetings: z.array(meeting),
})
export type Panel = z.infer<typeof panel>

export const panels = query({
  name: 'panel.panels',
  zone: 'casework',
  summary: 'The panels that this reader knows of: their terms of reference, seats and meetings',
  about: z.object({}),
  gives: z.object({ panels: z.array(panel) }),
  allows: panelPolicy.read,
  read: async (reading) => ({ panels: await readPanels(reading) }),
})

const panelKnown = panel.extend({
  staff: z.array(z.object({ staffId: z.uuid(), name: z.string(), agencyId: z.uuid(), agency: z.string() })),
  options: z.object({ staff: z.array(option) }),
})
export type PanelKnown = z.infer<typeof panelKnown>

export const panelInSight = query({
  name: 'panel.panel',
  zone: 'casework',
  summary: 'One panel, and who could take a seat on it',
  about: z.object({ panelId: id() }),
  gives: panelKnown,
  allows: panelPolicy.read,
  async read(reading, { panelId }) {
    const [found] = await readPanels(reading, panelId)
    if (!found) return undefined
    const staff = await staffWith(reading, ['panel member', 'panel chair'])
    return { ...found, staff, options: { staff: asOptions(staff) } }
  },
})

const termsKnown = z.object({
  earlier: terms.extend({ panelId: z.uuid() }).nullable(),
  version: z.int().optional(),
  chairs: z.array(z.object({ staffId: z.uuid(), name: z.string(), agencyId: z.uuid(), agency: z.string() })),
  options: z.object({ councils: z.array(option), chairs: z.array(option) }),
})
export type TermsKnown = z.infer<typeof termsKnown>

export const termsToSet = query({
  name: 'panel.terms-to-set',
  zone: 'casework',
  summary: 'What new terms of reference begin from: the earlier ones of the panel, the councils, who could chair',
  about: z.object({ panelId: id().optional() }),
  gives: termsKnown,
  allows: panelPolicy.read,
  async read(reading, { panelId }) {
    const found = panelId ? (await readPanels(reading, panelId))[0] : undefined
    if (panelId && !found) return undefined
    const chairs = (await staffWith(reading, ['panel chair'])).filter(({ kind }) => kind === 'council')
    const councils = await reading.tx
      .selectFrom('organisation.agency')
      .select(['id', 'name'])
      .where('kind', '=', 'council')
      .orderBy('name')
      .execute()
    const newest = found?.terms[0]
    return {
      earlier: newest && found ? { ...newest, panelId: found.panelId } : null,
      chairs,
      options: { councils: councils.map((each) => ({ value: each.id, label: each.name })), chairs: asOptions(chairs) },
    }
  },
})

export const seatInSight = query({
  name: 'panel.seat',
  zone: 'casework',
  summary: 'One seat on a panel',
  about: z.object({ seatId: id() }),
  gives: seat.extend({ panelId: z.uuid(), version: z.int() }),
  allows: panelPolicy.read,
  read: async (reading, { seatId }) => (await seatRows(reading, 's.id', seatId))[0],
})

/** The panels in sight of this viewer, or the one asked for. */
async function readPanels(reading: Reading, panelId?: string): Promise<Panel[]> {
  const versions = Map.groupBy(await termsRows(reading, panelId), (row) => row.panel_id)
  const read: Panel[] = []
  for (const [id, terms] of versions) {
    const inForce = terms.find((row) => row.from_on <= reading.today) ?? terms[0]!
    read.push({
      panelId: id,
      name: inForce.name,
      terms: terms.map((row) => ({
        termsId: row.id,
        name: row.name,
        intervalWeeks: row.interval_weeks,
        chairId: row.chair_id,
        chair: row.chair,
        deputyId: row.deputy_id,
        deputy: row.deputy,
        councilId: row.council_id,
        council: row.council,
        reportsTo: row.reports_to,
        fromOn: row.from_on,
        untilOn: row.until_on,
      })),
      seats: await seatRows(reading, 's.panel_id', id),
      meetings: await meetingRows(reading, id),
    })
  }
  return read
}

function termsRows({ tx }: Reading, panelId?: string) {
  const rows = tx
    .selectFrom('casework.terms_of_reference as t')
    .innerJoin('organisation.staff as chair', 'chair.id', 't.chair_id')
    .leftJoin('organisation.staff as deputy', 'deputy.id', 't.deputy_id')
    .innerJoin('organisation.agency as council', 'council.id', 't.council_id')
    .selectAll('t')
    .select(['chair.name as chair', 'deputy.name as deputy', 'council.name as council'])
    .orderBy('t.from_on', 'desc')
  return (panelId ? rows.where('t.panel_id', '=', panelId) : rows).execute()
}

async function meetingRows({ tx }: Reading, panelId: string): Promise<Panel['meetings']> {
  const rows = await tx
    .selectFrom('casework.meeting')
    .selectAll()
    .where('panel_id', '=', panelId)
    .orderBy('meets_on', 'desc')
    .orderBy('meets_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    meetingId: row.id,
    kind: row.kind,
    meetsOn: row.meets_on,
    meetsAt: row.meets_at,
    place: row.place,
    state: meetingState({
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      minutesApprovedAt: row.minutes_approved_at,
    }),
  }))
}

/** Where a meeting stands, in words. */
export function meetingState({
  openedAt,
  closedAt,
  minutesApprovedAt,
}: Record<'openedAt' | 'closedAt' | 'minutesApprovedAt', string | null>): string {
  if (minutesApprovedAt) return 'minutes approved'
  if (closedAt) return 'closed, minutes to be approved'
  return openedAt ? 'open now' : 'called'
}

async function seatRows({ tx }: Reading, where: 's.id' | 's.panel_id', id: string) {
  const rows = await tx
    .selectFrom('casework.panel_seat as s')
    .innerJoin('organisation.staff as f', 'f.id', 's.staff_id')
    .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
    .select([
      's.id',
      's.panel_id',
      's.version',
      's.staff_id',
      'f.name',
      'a.name as agency',
      's.from_on',
      's.until_on',
      sql<boolean>`organisation.in_agreement(a.id)`.as('in_agreement'),
    ])
    .where(where, '=', id)
    .where('s.item_id', 'is', null)
    .orderBy('a.name')
    .orderBy('f.name')
    .execute()
  return rows.map((row) => ({
    seatId: row.id,
    panelId: row.panel_id,
    version: row.version,
    staffId: row.staff_id,
    name: row.name,
    agency: row.agency,
    inAgreement: row.in_agreement,
    fromOn: row.from_on,
    untilOn: row.until_on,
  }))
}

/** Staff who hold one of the roles now, with the agency they work for. */
export async function staffWith({ tx }: Pick<Reading, 'tx'>, roles: readonly string[]) {
  const rows = await tx
    .selectFrom('organisation.staff as f')
    .innerJoin('organisation.agency as a', 'a.id', 'f.agency_id')
    .select(['f.id', 'f.name', 'a.id as agency_id', 'a.name as agency', 'a.kind'])
    .where('f.left_at', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('organisation.staff_role as r')
          .select('r.id')
          .whereRef('r.staff_id', '=', 'f.id')
          .where('r.role', 'in', [...roles])
          .where('r.ended_at', 'is', null),
      ),
    )
    .orderBy('f.name')
    .execute()
  return rows.map((row) => ({
    staffId: row.id,
    name: row.name,
    agencyId: row.agency_id,
    agency: row.agency,
    kind: row.kind,
  }))
}

export const asOptions = (staff: readonly { staffId: string; name: string; agency: string }[]): Option[] =>
  staff.map(({ staffId, name, agency }) => ({ value: staffId, label: `${name}, ${agency}` }))
