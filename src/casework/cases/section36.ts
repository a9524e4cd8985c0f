import { z } from 'zod'
import { allow } from '../../platform/policy.ts'
import { id, query } from '../../platform/query.ts'
import { caseFacts } from './facts.ts'
import { stageOf } from './lifecycle.ts'
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
    gateway: z.string().nullable(),
    decided: z.string().nullable(),
    enquiries: z.object({ asked: z.int(), answered: z.int() }),
  }),
  allows: allow(casePolicy.decideSection36),
  async read(reading, { caseId }) {
    const { tx, viewer } = reading
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
      gateway: facts.gateway?.outcome ?? null,
      decided: facts.section36 && (facts.section36.refers ? 'refers' : 'does not refer'),
      enquiries: { asked: facts.enquiries.length, answered: facts.enquiries.filter(({ replied }) => replied).length },
    }
  },
  subjects: ({ caseId }) => [caseId],
})
