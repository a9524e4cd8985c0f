import { startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'
import { tokenHash, tokenOf } from './secrets.ts'

interface NewLink {
  enquiryId: string
  caseId: string
  /** The day on whose beginning it ends. */
  ends: string
  /** Its mail and its codes go to the agency's senior contact. */
  toSenior?: boolean
  /** False where another mail brings it. */
  mailed?: boolean
}

/** A link to one enquiry, working until the day `ends` begins, and the mail that brings it. Gives the link's id. */
export async function newLink(
  writing: Writing,
  { enquiryId, caseId, ends, toSenior = false, mailed = true }: NewLink,
): Promise<string> {
  const linkId = writing.newId()
  await writing.tx
    .insertInto('casework.enquiry_link')
    .values({
      id: linkId,
      enquiry_id: enquiryId,
      case_id: caseId,
      token_hash: tokenHash(writing.hash, tokenOf(writing.hash, linkId)),
      expires_at: startOfDay(ends),
      to_senior: toSenior,
    })
    .execute()
  if (mailed) await writing.enqueue('send-enquiry', { linkId })
  return linkId
}

/** Every link to an enquiry is used up: whoever opens one finds nothing. */
export const useUpLinks = ({ tx, now }: Writing, enquiryId: string) =>
  tx
    .updateTable('casework.enquiry_link')
    .set({ used_at: now })
    .where('enquiry_id', '=', enquiryId)
    .where('used_at', 'is', null)
    .execute()
