import { sql } from 'kysely'
import type { Option } from '../../../platform/pure/questions.ts'
import type { Reading } from '../../../platform/town.ts'
import { concerns, notSuitable, optionsOn, sectors } from '../../referrals/index.ts'
import { exitReasons, natures, providerRoles, whoMay } from '../../support/index.ts'

/** What there is to choose from in this town. */
export interface Lists {
  sectors: readonly Option[]
  concerns: readonly Option[]
  forces: readonly Option[]
  /** Why the police may find somebody not suitable. */
  notSuitable: readonly Option[]
  /** Whoever works here now. */
  staff: readonly StaffHere[]
  /** Each terms of reference of a panel, by the days they stand. */
  panels: readonly (Option & { from: string; until: string | null })[]
  /** Meetings that are called and not over. */
  meetings: readonly { value: string; panelId: string; on: string }[]
  natures: readonly Option[]
  exitReasons: readonly Option[]
  whoMay: readonly Option[]
}
export interface StaffHere extends Option {
  email: string
  agencyId: string
  leads: boolean
  provides: boolean
}

/** What a row may name, of the lists, the people, the panels and the police forces of this town. */
export async function listsOf(reading: Reading): Promise<Lists> {
  const { today } = reading
  const [forces, staff, panels, meetings] = await Promise.all([
    forcesOf(reading),
    staffOf(reading),
    panelsOf(reading),
    meetingsOf(reading),
  ])
  return {
    sectors: optionsOn(sectors, today),
    concerns: optionsOn(concerns, today),
    forces,
    notSuitable,
    staff,
    panels,
    meetings,
    natures,
    exitReasons,
    whoMay: Object.entries(whoMay).map(([value, label]) => ({ value, label })),
  }
}

/** The police forces of this town. */
export async function forcesOf({ tx }: Reading) {
  return tx
    .selectFrom('organisation.agency')
    .select(['id as value', 'name as label'])
    .where('kind', '=', 'police')
    .orderBy('name')
    .execute()
}

/** Whoever works here now, and what they may do in a case. */
export async function staffOf({ tx }: Reading): Promise<StaffHere[]> {
  const rows = await tx
    .selectFrom('organisation.staff as s')
    .leftJoin('organisation.staff_role as r', (on) => on.onRef('r.staff_id', '=', 's.id').on('r.ended_at', 'is', null))
    .select(['s.id', 's.name', 's.email', 's.agency_id', sql<(string | null)[]>`array_agg(r.role)`.as('roles')])
    .where('s.left_at', 'is', null)
    .groupBy(['s.id', 's.name', 's.email', 's.agency_id'])
    .execute()
  return rows.map(({ id: value, name: label, email, agency_id: agencyId, roles }) => ({
    value,
    label,
    email: email.toLowerCase(),
    agencyId,
    leads: roles.includes('lead professional'),
    provides: providerRoles.some((role) => roles.includes(role)),
  }))
}

const panelsOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.terms_of_reference')
    .select(['panel_id as value', 'name as label', 'from_on as from', 'until_on as until'])
    .execute()

const meetingsOf = ({ tx, today }: Reading) =>
  tx
    .selectFrom('casework.meeting')
    .select(['id as value', 'panel_id as panelId', 'meets_on as on'])
    .where('closed_at', 'is', null)
    .where('meets_on', '>=', today)
    .execute()
