import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import { targetAt } from '../targets/pure.ts'
import { caseFacts } from './facts.ts'
import { stageOf } from './lifecycle.ts'
import { isHeld, restsUntil } from './police-lead.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

/** What the chair must know: that the police lead it, since when, and whether the panel's work rests already, and for how long it may. */
export const beforePoliceLead = query({
  name: 'cases.police-lead',
  zone: 'casework',
  summary: 'A case that was referred to the panel and that the police lead now',
  about: z.object({ caseId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    isHeld: z.boolean(),
    since: z.string(),
    restsUntil: z.string().nullable(),
    restsAtMostMonths: z.int(),
  }),
  allows: casePolicy.answerPoliceLead,
  async read(reading, { caseId }) {
    const [found, facts] = await Promise.all([bannerOf(reading, caseId), caseFacts(reading.tx, caseId)])
    if (!found || !facts) return undefined
    const { stage, since } = stageOf(facts)
    const restsAtMostMonths = targetAt(facts.targets, 'policeRests', reading.now.toISOString())
    return { caseId, banner: found, isHeld: isHeld(stage), since, restsUntil: restsUntil(facts), restsAtMostMonths }
  },
  subjects: ({ caseId }) => [caseId],
})
