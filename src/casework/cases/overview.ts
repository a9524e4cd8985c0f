import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import { changes, changesSinceRead } from './changes.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

/** The first page of a case: what it is at a glance, and what changed since this reader last read it. */
export const overview = query({
  name: 'cases.overview',
  zone: 'casework',
  summary: 'A case at a glance, and what others did to it since this reader last read it',
  about: z.object({ caseId: id() }),
  gives: banner.extend({ changes }),
  allows: casePolicy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    return found && { ...found, changes: await changesSinceRead(reading, caseId) }
  },
  subjects: ({ caseId }) => [caseId],
})
