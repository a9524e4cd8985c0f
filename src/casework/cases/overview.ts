import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import { changes, changesSinceRead } from './changes.ts'
import { caseFacts } from './facts.ts'
import { keeping, type KeptAs, keptUntil } from './keeping.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'
import { dueHere, dueOnCase } from './work.ts'

const keptAs = Object.keys(keeping) as [KeptAs, ...KeptAs[]]

/** The first page of a case: what it is at a glance, and what changed since this reader last read it. */
export const overview = query({
  name: 'cases.overview',
  zone: 'casework',
  summary: 'A case at a glance, what is due on it, and what others did to it since this reader last read it',
  about: z.object({ caseId: id() }),
  gives: banner.extend({
    changes,
    due: z.array(dueHere),
    /** How long the case is kept, by what came of it so far. */
    keeping: z.object({ as: z.enum([...keptAs, 'open']), until: z.string().nullable() }),
  }),
  allows: casePolicy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    const [changed, facts, due] = await Promise.all([
      changesSinceRead(reading, caseId),
      caseFacts(reading.tx, caseId),
      dueOnCase(reading, caseId),
    ])
    return facts && { ...found, changes: changed, due, keeping: keptUntil(facts) }
  },
  subjects: ({ caseId }) => [caseId],
})
