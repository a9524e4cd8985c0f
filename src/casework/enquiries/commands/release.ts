import { command } from '../../../platform/command.ts'
import { enquiriesPolicy } from '../policy.ts'
import { oneEnquiry } from '../queries.ts'
import { release } from '../rules.ts'

export const releaseReply = command({
  name: 'enquiries.release',
  zone: 'casework',
  summary: 'Release the reply to an enquiry into the case, so that whoever reads the pack sees it',
  asks: {},
  knows: oneEnquiry,
  allows: enquiriesPolicy.release,
  decides: release,
  async saves({ tx, viewer, now }, { enquiryId }) {
    await tx
      .updateTable('casework.enquiry_reply')
      .set({ released_by: viewer.id, released_at: now })
      .where('enquiry_id', '=', enquiryId)
      .execute()
  },
})
