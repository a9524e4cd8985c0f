import { sql } from 'kysely'
import type { Role } from '../../organisation/staff/roles.ts'
import { showDay } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import type { Reading } from '../../platform/town.ts'
import type { OpenReview } from '../cases/index.ts'
import type { Support } from './known.ts'
import { standingPlan } from './plan-rules.ts'
import { askerRoles, providerRoles } from './policy.ts'

interface Offering {
  caseId: string
  plans: Support['plans']
  open: readonly OpenReview[]
  unmet: Support['assessed']['unmet']
}

/** What the forms offer now: people who are at work here and have declared no conflict on this case, needs, reviews due. */
export async function optionsIn(
  reading: Reading,
  { caseId, plans, open, unmet }: Offering,
): Promise<Support['options']> {
  const people = await peopleFor(reading, caseId)
  const holding = (roles: readonly Role[]) =>
    people
      .filter((person) => roles.some((role) => person.roles.includes(role)))
      .map(({ id, name, agencyId, agency }) => ({ value: id, label: `${name}, ${agency}`, agencyId }))
  return {
    leads: holding(['lead professional']),
    askers: holding(askerRoles),
    providers: holding(providerRoles),
    needs: [
      ...(standingPlan({ plans })?.needs ?? []).map(({ id, need }) => ({ value: id, label: need })),
      ...unmet.map(({ id, need }) => ({ value: id, label: `Found in the assessment: ${need}` })),
      { value: 'new', label: 'A need that is not in the plan yet' },
    ],
    unmet: unmet.map(({ id, need }) => ({ value: id, label: need })),
    reviews: open.map(({ kind, dueOn }) => ({
      value: kind,
      label: `${capital(kind)}, due ${showDay(dueOn)}`,
    })),
  }
}

async function peopleFor({ tx }: Reading, caseId: string) {
  const rows = await tx
    .selectFrom('organisation.staff as s')
    .innerJoin('organisation.agency as g', 'g.id', 's.agency_id')
    .innerJoin('organisation.staff_role as r', 'r.staff_id', 's.id')
    .select([
      's.id',
      's.name',
      's.agency_id as agencyId',
      'g.name as agency',
      sql<string[]>`array_agg(r.role)`.as('roles'),
    ])
    .where('s.left_at', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('r.role', 'in', [...new Set<string>([...askerRoles, ...providerRoles])])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('casework.recusal as c')
            .select('c.id')
            .whereRef('c.staff_id', '=', 's.id')
            .where('c.case_id', '=', caseId)
            .where('c.kind', '=', 'conflict'),
        ),
      ),
    )
    .groupBy(['s.id', 's.name', 's.agency_id', 'g.name'])
    .orderBy('s.name')
    .orderBy('s.id')
    .execute()
  return rows
}
