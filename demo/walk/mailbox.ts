import { sendEnquiry, sendEnquiryCode } from '../../src/casework/enquiries/jobs.ts'
import type { Mail } from '../../src/platform/mail/mail.ts'
import type { Town } from '../../src/platform/town.ts'

/** What lies in the mailbox of the agency that was asked, the newest first: the very mails that the jobs send. */
export async function mailsFor(town: Town, linkId: string): Promise<Mail[]> {
  const mails: Mail[] = []
  const mail = { send: async (one: Mail) => void mails.unshift(one) }
  for (const send of [sendEnquiry, sendEnquiryCode]) await send(town, mail)({ linkId }, { log: town.log })
  return mails
}

/** The code in the newest mail that has one. */
export async function mailedCode(town: Town, linkId: string): Promise<string | undefined> {
  for (const { text } of await mailsFor(town, linkId)) {
    const [, code] = /\b(\d{6})\b/.exec(text) ?? []
    if (code) return code
  }
  return undefined
}
