import { startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'
import { tokenHash, tokenOf } from './secrets.ts'

/** A link to one enquiry, working until the day `ends` begins, and the mail that brings it. */
export async function newLink(
  writing: Writing,
  { enquiryId, caseId, ends }: { enquiryId: string; caseId: string; ends: string },
): Promise<void> {
  const linkId = writing.newId()
  await writing.tx
    .insertInto('casework.enquiry_link')
    .values({
      id: linkId,
      enquiry_id: enquiryId,
      case_id: caseId,
      token_hash: tokenHash(writing.hash, tokenOf(writing.hash, linkId)),
      expires_at: startOfDay(ends),
    })
    .execute()
  await writing.enqueue('send-enquiry', { linkId })
}

/** Every link to an enquiry is used up: whoever opens one finds nothing. */
export const useUpLinks = ({ tx, now }: Writing, enquiryId: string) =>
  tx
    .updateTable('casework.enquiry_link')
    .set({ used_at: now })
    .where('enquiry_id', '=', enquiryId)
    .where('used_at', 'is', null)
    .execute()
