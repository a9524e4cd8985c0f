import { startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'
import { recordDisclosure } from '../cases/index.ts'
import { newLink } from './links.ts'
import { linkEnds } from './rules.ts'
import { enquirySeal, type SealedEnquiry } from './sealed.ts'

interface Sending {
  caseId: string
  agencyId: string
  agencyName: string
  lawfulBasis: string
  dueOn: string
  askedFor: string
  told: SealedEnquiry
  /** The refusal that is asked again, of the agency's senior contact. */
  asksAgain?: string
}

/** The row of an enquiry, the link that is mailed, and the line of the ledger. Gives the enquiry's id. */
export async function sendToAgency(writing: Writing, sending: Sending): Promise<string> {
  const enquiryId = writing.newId()
  const { caseId, agencyId, lawfulBasis, dueOn, askedFor, told, asksAgain } = sending
  const toSenior = asksAgain !== undefined
  await writing.tx
    .insertInto('casework.enquiry')
    .values({
      id: enquiryId,
      case_id: caseId,
      agency_id: agencyId,
      lawful_basis: lawfulBasis,
      due_on: dueOn,
      sealed: writing.seal(caseId, enquirySeal, told),
      asked_by: writing.viewer.id,
      asked_for: askedFor,
      asked_at: writing.now,
      asks_again: asksAgain ?? null,
      to_senior: toSenior,
    })
    .execute()
  await newLink(writing, { enquiryId, caseId, ends: linkEnds(dueOn), toSenior })
  await enterInLedger(writing, sending)
  return enquiryId
}

const enterInLedger = (writing: Writing, { caseId, agencyId, agencyName, lawfulBasis, dueOn, told }: Sending) =>
  recordDisclosure(writing, {
    caseId,
    toAgencyId: agencyId,
    toWhom: told.again ? `${agencyName}, senior contact` : agencyName,
    what: [
      'name',
      ...(told.about.born ? ['date of birth'] : []),
      'that the Channel process considers them',
      'the question asked',
    ],
    why: `An enquiry ${told.purpose}`,
    lawfulBasis,
    until: startOfDay(linkEnds(dueOn)),
  })
