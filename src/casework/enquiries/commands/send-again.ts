import { command } from '../../../platform/command.ts'
import { newLink, useUpLinks } from '../links.ts'
import { enquiriesPolicy } from '../policy.ts'
import { oneEnquiry } from '../queries.ts'
import { linkEnds, sendAgain } from '../rules.ts'

/** For a link that was lost, has ended, or whose codes were used up. What the agency is told stays the same. */
export const sendLinkAgain = command({
  name: 'enquiries.send-again',
  zone: 'casework',
  summary: 'Send an agency a new link to a question that it has not answered',
  asks: {},
  knows: oneEnquiry,
  allows: enquiriesPolicy.sendAgain,
  decides: sendAgain,
  async saves(writing, { enquiryId, caseId }, { dueOn }) {
    await useUpLinks(writing, enquiryId)
    const from = dueOn > writing.today ? dueOn : writing.today
    await newLink(writing, { enquiryId, caseId, ends: linkEnds(from) })
  },
})
