import type { Reading } from '../../platform/town.ts'
import { mayKnowTheUnnamed } from './policy.ts'

interface Named {
  as: 'referrer' | 'school'
  agencyId: string | null
  name: string
  withheld: boolean
}

/** The organisations that the referral of a case names: whoever referred it, and where the person goes to school. */
export async function organisationsNamed({ tx, open, viewer }: Reading, caseId: string): Promise<Named[]> {
  const row = await tx
    .selectFrom('casework.referral as r')
    .leftJoin('organisation.agency as a', 'a.id', 'r.referrer_agency_id')
    .select(['r.sealed', 'r.wishes_unnamed', 'a.id as agencyId', 'a.name as agency'])
    .where('r.case_id', '=', caseId)
    .orderBy('r.received_at')
    .limit(1)
    .executeTakeFirst()
  if (!row) return []
  const said = open<{ yourOrganisation?: string; educationNow?: string }>(caseId, 'referral', row.sealed)
  const withheld = row.wishes_unnamed && !mayKnowTheUnnamed(viewer.roles)
  const referrer = row.agency ?? said.yourOrganisation
  return [
    ...(referrer ? [{ as: 'referrer' as const, agencyId: row.agencyId, name: referrer, withheld }] : []),
    ...(said.educationNow ? [{ as: 'school' as const, agencyId: null, name: said.educationNow, withheld: false }] : []),
  ]
}
