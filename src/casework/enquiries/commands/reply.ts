import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { recordDisclosure } from '../../cases/index.ts'
import { askedOfYou } from '../answering.ts'
import { useUpLinks } from '../links.ts'
import { enquiriesPolicy } from '../policy.ts'
import { replyQuestions } from '../questions.ts'
import { reply } from '../rules.ts'
import { replySeal, type SealedReply } from '../sealed.ts'

export const replyToEnquiry = command({
  name: 'enquiries.reply',
  zone: 'casework',
  summary: 'Answer the one question of a link whose code was confirmed; afterwards the link opens nothing',
  asks: replyQuestions,
  knows: askedOfYou,
  allows: enquiriesPolicy.reply,
  decides: reply,
  async saves(writing, fact, known) {
    const { caseId, enquiryId, outcome, ground, answer, contact, explanation, by } = fact
    const told: SealedReply = { answer, contact, explanation, by }
    await writing.tx
      .insertInto('casework.enquiry_reply')
      .values({
        id: writing.newId(),
        enquiry_id: enquiryId,
        case_id: caseId,
        outcome,
        refusal_ground: ground ?? null,
        sealed: writing.seal(caseId, replySeal, told),
        replied_at: writing.now,
      })
      .execute()
    await recordDisclosure(writing, {
      caseId,
      toAgencyId: known.askedForId,
      toWhom: known.askedFor,
      what: [outcome === 'held' ? 'what the agency holds' : `the answer: ${outcome}`],
      why: 'The reply to an enquiry',
      lawfulBasis: known.lawfulBasis,
    })
    await useUpLinks(writing, enquiryId)
    await sql`select organisation.end_link_sessions('enquiry', ${enquiryId})`.execute(writing.tx)
  },
})
