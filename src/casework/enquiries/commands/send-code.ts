import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { linkBehind } from '../answering.ts'
import { enquiriesPolicy } from '../policy.ts'
import { codeLimits, sendCode } from '../rules.ts'

/** Opening a link sends nothing, since mail scanners open links: a person asks for the code. */
export const sendLinkCode = command({
  name: 'enquiries.send-code',
  zone: 'casework',
  summary: "Send a code for a one-question link to the agency's registered mailbox",
  asks: {},
  knows: linkBehind,
  allows: enquiriesPolicy.openLink,
  decides: sendCode,
  async saves({ tx, now, enqueue }, { linkId }) {
    await tx
      .updateTable('casework.enquiry_link')
      .set({
        codes_sent: sql`codes_sent + 1`,
        code_until: new Date(now.getTime() + codeLimits.minutes * 60_000),
        code_tries: 0,
      })
      .where('id', '=', linkId)
      .execute()
    await enqueue('send-enquiry-code', { linkId })
  },
})
