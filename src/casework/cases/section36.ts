import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { caseFacts } from './facts.ts'
import { stageOf } from './lifecycle.ts'
import { nameOfOwner } from './moved-in.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

/** What the officer who decides must know: the case, how far the police and the partners are, and for whom they decide. */
export const beforeSection36 = query({
  name: 'cases.section36',
  zone: 'casework',
  summary: 'A case before its section 36 decision',
  about: z.object({ caseId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    stage: z.string(),
    agencyId: z.uuid(),
    agencyKind: z.string(),
    /** The authorisation under which this viewer may decide today; null without one. */
    authorisation: z.object({ id: z.uuid(), byWhom: z.string() }).nullable(),
    gateway: z.string().nullable(),
    decided: z.string().nullable(),
    enquiries: z.object({ asked: z.int(), answered: z.int() }),
  }),
  allows: casePolicy.readBeforeSection36,
  async read(reading, { caseId }) {
    const { tx, viewer, today } = reading
    const found = await bannerOf(reading, caseId)
    const facts = found && (await caseFacts(tx, caseId))
    const agency = await tx
      .selectFrom('organisation.agency')
      .select(['id', 'kind'])
      .where('id', '=', viewer.agencyId)
      .executeTakeFirst()
    if (!found || !facts || !agency) return undefined
    return {
      caseId,
      banner: found,
      stage: stageOf(facts).stage,
      agencyId: agency.id,
      agencyKind: agency.kind,
      authorisation: (await authorisationOf({ tx, today }, viewer.id)) ?? null,
      gateway: facts.gateway?.outcome ?? null,
      decided: facts.section36 && (facts.section36.refers ? 'refers' : 'does not refer'),
      enquiries: { asked: facts.enquiries.length, answered: facts.enquiries.filter(({ replied }) => replied).length },
    }
  },
  subjects: ({ caseId }) => [caseId],
})

/** A recorded authorisation for section 36 decisions that is in force today (CTSA 2015 s.36(3)). */
const authorisationOf = ({ tx, today }: Pick<Reading, 'tx' | 'today'>, staffId: string) =>
  tx
    .selectFrom('organisation.authorisation')
    .select(['id', 'by_whom as byWhom'])
    .where('staff_id', '=', staffId)
    .where('for_what', '=', 'section 36 decision')
    .where('ended_at', 'is', null)
    .where('from_on', '<=', today)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', today)]))
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Whether the newest decision refers the person to a panel: from then on the panel decides (CTSA 2015 s.36(3)). */
export async function isReferredToPanel({ tx }: Pick<Reading, 'tx'>, caseId: string): Promise<boolean> {
  const newest = await tx
    .selectFrom('casework.section36_decision')
    .select('refers')
    .where('case_id', '=', caseId)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.refers ?? false
}

/** The grounds on which a person was referred to a panel, oldest first, with who found them and for which agency. */
export async function section36Grounds({ tx, open }: Reading, caseId: string) {
  const rows = await tx
    .selectFrom('casework.section36_decision as d')
    .leftJoin('organisation.staff as f', 'f.id', 'd.decided_by')
    .innerJoin('organisation.agency as a', 'a.id', 'd.decided_for')
    .select(['d.sealed', 'd.decided_by', 'f.name as by', 'a.name as for', 'd.decided_at'])
    .where('d.case_id', '=', caseId)
    .where('d.refers', '=', true)
    .orderBy('d.decided_at')
    .execute()
  return rows.map((row) => ({
    words: open<{ grounds: string }>(caseId, 'section36_decision', row.sealed).grounds,
    by: nameOfOwner(row.decided_by, row.by, 'Not known'),
    for: row.for,
    at: row.decided_at,
  }))
}
