import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { newSecretCode } from '../../../platform/pure/reference.ts'
import type { Writing } from '../../../platform/town.ts'
import { linkBehind } from '../answering.ts'
import { enquiriesPolicy } from '../policy.ts'
import { codeQuestions } from '../questions.ts'
import { confirmCode } from '../rules.ts'

/** The right code gives a token that reads and answers this one enquiry; on the page it becomes the visitor's cookie. */
export const confirmLinkCode = command({
  name: 'enquiries.confirm-code',
  zone: 'casework',
  summary:
    'Confirm the code of a one-question link: gives a token for that question alone; a wrong code is counted and gives none',
  asks: codeQuestions,
  knows: linkBehind,
  allows: enquiriesPolicy.openLink,
  decides: (link, { code }, { now }) => confirmCode(link, code, now),
  async saves(writing, { is, linkId, enquiryId }) {
    const right = is === 'enquiry code confirmed'
    await writing.tx
      .updateTable('casework.enquiry_link')
      .set(right ? { code_until: null } : { code_tries: sql`code_tries + 1` })
      .where('id', '=', linkId)
      .execute()
    if (right) return { token: await beginLinkSession(writing, enquiryId) }
  },
})

async function beginLinkSession(writing: Writing, enquiryId: string) {
  const token = newSecretCode(32)
  await sql`select organisation.begin_link_session(${writing.newId()}, ${writing.hash('session', token)}, 'enquiry', ${enquiryId})`.execute(
    writing.tx,
  )
  return token
}
