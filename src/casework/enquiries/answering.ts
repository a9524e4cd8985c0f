import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { enquiriesPolicy } from './policy.ts'
import { codeLimits, codeWorks, mayHaveAnotherCode } from './rules.ts'
import { enquirySeal, type SealedEnquiry } from './sealed.ts'
import { codeOf, tokenHash } from './secrets.ts'

const about = z.object({ token: z.string().max(200) })

const shownBefore = z.object({
  askedFor: z.string(),
  codeSent: z.boolean(),
  codeWorks: z.boolean(),
  triesLeft: z.int(),
  mayHaveAnotherCode: z.boolean(),
})
/** What pages and commands need beyond what may be shown: it is not declared, so it never leaves by the API. */
interface HeldLink extends z.infer<typeof shownBefore> {
  linkId: string
  enquiryId: string
  codesSent: number
  codeUntil: string | null
  wrongTries: number
  isRight(code: string): boolean
}

/** Before the code: that an agency asks something, and how the code stands. Unknown, used and ended links are alike. */
export const linkBehind = query({
  name: 'enquiries.link',
  zone: 'casework',
  summary: 'Who asks something by a one-question link, before its code is confirmed',
  about,
  gives: shownBefore as z.ZodType as z.ZodType<HeldLink>,
  allows: enquiriesPolicy.openLink,
  read: (reading, { token }) => heldLink(reading, token),
})

const shownAfter = z.object({
  askedFor: z.string(),
  askedBy: z.string(),
  name: z.string(),
  born: z.string().nullable(),
  purpose: z.string(),
  lawfulBasis: z.string(),
  question: z.string(),
  /** It was refused once on this ground, and is asked again for this reason. */
  again: z.object({ ground: z.string(), why: z.string() }).nullable(),
  dueOn: z.string(),
})
interface AskedOfYou extends z.infer<typeof shownAfter> {
  caseId: string
  enquiryId: string
  lawfulBasis: string
  askedForId: string
  replied: boolean
}

/** What the holder of a link is asked, once the code was confirmed: this one enquiry, by row security. */
export const askedOfYou = query({
  name: 'enquiries.asked',
  zone: 'casework',
  summary: 'The one question that the holder of a link is asked, once its code is confirmed',
  about,
  gives: shownAfter as z.ZodType as z.ZodType<AskedOfYou>,
  allows: enquiriesPolicy.reply,
  async read(reading, { token }) {
    const link = await heldLink(reading, token)
    if (!link || reading.viewer.link?.id !== link.enquiryId) return undefined
    const row = await reading.tx
      .selectFrom('casework.enquiry as e')
      .leftJoin('casework.enquiry_reply as r', 'r.enquiry_id', 'e.id')
      .select(['e.id', 'e.case_id', 'e.lawful_basis', 'e.due_on', 'e.asked_for', 'e.sealed', 'r.id as reply_id'])
      .where('e.id', '=', link.enquiryId)
      .executeTakeFirst()
    if (!row) return undefined
    const {
      about: person,
      purpose,
      question,
      askedBy,
      again,
    } = reading.open<SealedEnquiry>(row.case_id, enquirySeal, row.sealed)
    return {
      caseId: row.case_id,
      enquiryId: row.id,
      askedFor: link.askedFor,
      askedForId: row.asked_for,
      askedBy,
      ...person,
      purpose,
      question,
      again: again ?? null,
      lawfulBasis: row.lawful_basis,
      dueOn: row.due_on,
      replied: row.reply_id !== null,
    }
  },
  subjects: ({ caseId }) => [caseId],
})

interface LinkRow {
  link_id: string
  enquiry_id: string
  asked_for: string
  codes_sent: number
  code_until: string | null
  code_tries: number
}

async function heldLink({ tx, now, hash }: Reading, token: string): Promise<HeldLink | undefined> {
  const { rows } = await sql<LinkRow>`select * from casework.hold_link(${tokenHash(hash, token)}, ${now})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const state = { codesSent: row.codes_sent, codeUntil: row.code_until, wrongTries: row.code_tries }
  return {
    ...state,
    linkId: row.link_id,
    enquiryId: row.enquiry_id,
    askedFor: row.asked_for,
    codeSent: row.codes_sent > 0,
    codeWorks: codeWorks(state, now),
    triesLeft: Math.max(codeLimits.tries - row.code_tries, 0),
    mayHaveAnotherCode: mayHaveAnotherCode(state),
    isRight: (code) => same(code, codeOf(hash, row.link_id, row.codes_sent)),
  }
}

const same = (given: string, code: string) =>
  given.length === code.length && timingSafeEqual(Buffer.from(given), Buffer.from(code))
