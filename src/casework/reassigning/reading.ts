import { sql } from 'kysely'
import type { Role } from '../../organisation/staff/roles.ts'
import type { Reading } from '../../platform/town.ts'
import type { Standing } from './rules.ts'

export interface StandingRow extends Standing {
  caseId: string
  reference: string
  knownAs: string
  coordinator: string | null
  lead: string | null
}

/** How cases stand, for those who would get them; only those in sight. */
export async function standingsOf({ tx }: Reading, caseIds: readonly string[], to: string[]): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select s.case_id as "caseId", s.reference, coalesce(s.person_name, 'Not known') as "knownAs", s.stage,
      s.coordinator_id as "coordinatorId", s.lead_id as "leadId", k.name as coordinator, l.name as lead,
      array(select x.id from unnest(${to}::uuid[]) x (id) where x.id <> all (c.sealed_to) or exists (select from casework.recusal r
        where r.case_id = s.case_id and r.staff_id = x.id and r.kind = 'conflict')) as "closedTo"
    from casework.case_state s join casework.case c on c.id = s.case_id
      left join organisation.staff k on k.id = s.coordinator_id left join organisation.staff l on l.id = s.lead_id
    where s.case_id = any (${[...caseIds]}::uuid[])`.execute(tx)
  return rows
}

/** Those who may get a case: who is here, by role. */
export async function whoMayGetThem(reading: Reading) {
  const [coordinators, leads] = await Promise.all([
    holding(reading, 'Channel coordinator'),
    holding(reading, 'lead professional'),
  ])
  return { coordinators, leads }
}

async function holding({ tx }: Reading, role: Role) {
  const rows = await tx
    .selectFrom('organisation.staff as s')
    .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
    .innerJoin('organisation.staff_role as r', 'r.staff_id', 's.id')
    .select(['s.id', 's.name', 's.agency_id as agencyId', 'a.name as agency'])
    .where('s.left_at', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('r.role', '=', role)
    .orderBy('s.name')
    .orderBy('s.id')
    .execute()
  return rows.map(({ id, name, agency, agencyId }) => ({ value: id, label: `${name}, ${agency}`, agencyId }))
}
