import { z } from 'zod'
import { sql } from 'kysely'
import { ageOn } from '../../platform/pure/days.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { newFacts } from './changes.ts'
import { tabNames, tabsOf } from './case-tabs.ts'
import { isMistaken, mistakenMark } from './mistaken.ts'
import { casePolicy } from './policy.ts'

/** What every page of a case opens with. */
export const banner = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  version: z.int(),
  knownAs: z.string(),
  age: z.int().nullable(),
  born: z.string().nullable(),
  personId: z.uuid().nullable(),
  homeForceId: z.uuid().nullable(),
  stage: z.string(),
  since: z.string(),
  lead: z.string().nullable(),
  leadId: z.uuid().nullable(),
  coordinator: z.string().nullable(),
  consent: z.string().nullable(),
  nextDue: z.string().nullable(),
  late: z.boolean(),
  marks: z.array(z.string()),
  changed: z
    .array(z.enum(tabNames))
    .describe('The tabs on which others did something since this reader last read the case'),
})
export type Banner = z.infer<typeof banner>

/** The newest result of the gateway carries no reference of the national tracker, which is the police's own record. */
const notConfirmed = sql<boolean | null>`(select o.tracker_reference is null
    and not exists (select from casework.gateway_confirmation k where k.outcome_id = o.id)
  from casework.gateway_outcome o where o.case_id = c.id order by o.decided_at desc, o.id desc limit 1)`

/** The banner of a case as this viewer; undefined when there is none that they may see. */
export async function bannerOf(
  { tx, today }: Pick<Reading, 'tx' | 'today'>,
  caseId: string,
): Promise<Banner | undefined> {
  const row = await tx
    .selectFrom('casework.case as c')
    .innerJoin('casework.case_state as s', 's.case_id', 'c.id')
    .leftJoin('casework.person as p', 'p.id', 'c.person_id')
    .leftJoin('organisation.staff as lead', 'lead.id', 's.lead_id')
    .leftJoin('organisation.staff as keeper', 'keeper.id', 's.coordinator_id')
    .select((the) => [
      'c.id',
      'c.reference',
      'c.version',
      'c.person_id',
      'c.home_force_id',
      'c.sealed_to',
      'c.is_repeat',
      's.stage',
      's.stage_since',
      's.next_due_on',
      's.person_name',
      's.lead_id',
      'lead.name as lead',
      'keeper.name as coordinator',
      'p.born',
      'p.age_about',
      the
        .selectFrom('casework.consent_answer as a')
        .select(sql<string>`case when a.expires_on < ${today} then 'run out' else a.answer end`.as('consent'))
        .whereRef('a.case_id', '=', 'c.id')
        .orderBy('a.recorded_at', 'desc')
        .limit(1)
        .as('consent'),
      the
        .selectFrom('casework.referral as r')
        .select('r.born')
        .whereRef('r.case_id', '=', 'c.id')
        .orderBy('r.received_at')
        .limit(1)
        .as('referred_born'),
      the
        .selectFrom('casework.referral as r')
        .select('r.age_about')
        .whereRef('r.case_id', '=', 'c.id')
        .orderBy('r.received_at')
        .limit(1)
        .as('referred_age'),
      isMistaken('c.id').as('mistaken'),
      notConfirmed.as('not_confirmed'),
      newFacts.as('new_facts'),
    ])
    .where('c.id', '=', caseId)
    .executeTakeFirst()
  if (!row) return undefined
  const born = row.born ?? row.referred_born
  return {
    caseId: row.id,
    reference: row.reference,
    version: row.version,
    knownAs: row.person_name ?? 'Not known',
    born,
    age: born ? ageOn(born, today) : (row.age_about ?? row.referred_age),
    personId: row.person_id,
    homeForceId: row.home_force_id,
    stage: row.stage,
    since: row.stage_since,
    lead: row.lead,
    leadId: row.lead_id,
    coordinator: row.coordinator,
    consent: row.consent,
    nextDue: row.next_due_on,
    late: row.next_due_on !== null && row.next_due_on < today,
    marks: [
      ...(row.is_repeat ? ['repeat referral'] : []),
      ...(row.mistaken ? [mistakenMark] : []),
      ...(row.sealed_to ? ['sealed'] : []),
      ...(row.not_confirmed ? ['not confirmed by police'] : []),
    ],
    changed: tabsOf(row.new_facts ?? []),
  }
}

/** The root of every act on a case: the case in sight, or nothing. */
export const caseInSight = query({
  name: 'cases.banner',
  zone: 'casework',
  summary: 'A case at a glance: stage, age, lead professional, coordinator, consent, next date',
  about: z.object({ caseId: id() }),
  gives: banner,
  allows: casePolicy.read,
  read: (reading, { caseId }) => bannerOf(reading, caseId),
  subjects: ({ caseId }) => [caseId],
})
