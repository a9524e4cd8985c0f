import { id, query } from '../../platform/query.ts'
import { banner } from '../cases/index.ts'
import { z } from 'zod'
import { asker, dueIfAskedNow, partner, partnersFor } from './asking.ts'
import { enquiriesPolicy } from './policy.ts'
import { enquiriesIn, enquiry } from './queries.ts'

/** A refusal, and what is needed to ask it again of the agency's senior contact. */
export const readyToAskHigher = query({
  name: 'enquiries.ready-to-ask-higher',
  zone: 'casework',
  summary: 'A refused enquiry, before it is asked again of the senior contact of the agency',
  about: z.object({ enquiryId: id() }),
  gives: enquiry.extend({ banner, stage: z.string(), partner: partner.nullable(), asker, dueAgainOn: z.string() }),
  allows: enquiriesPolicy.askHigher,
  async read(reading, { enquiryId }) {
    const [found] = await enquiriesIn(reading, { enquiryId })
    const ready = found && (await partnersFor(reading, found.caseId))
    if (!ready) return undefined
    const asked = ready.agencies.find(({ agencyId }) => agencyId === found.agencyId) ?? null
    const dueAgainOn = await dueIfAskedNow(reading)
    return { ...found, banner: ready.banner, stage: ready.stage, partner: asked, asker: ready.asker, dueAgainOn }
  },
  subjects: ({ caseId }) => [caseId],
})
