import { command } from '../../../platform/command.ts'
import { startOfDay } from '../../../platform/pure/days.ts'
import type { Writing } from '../../../platform/town.ts'
import { recordDisclosure } from '../../cases/index.ts'
import { readyToAsk } from '../asking.ts'
import { newLink } from '../links.ts'
import { enquiriesPolicy } from '../policy.ts'
import { enquiryQuestions } from '../questions.ts'
import { askAgency, type EnquiryAsked, linkEnds } from '../rules.ts'
import { enquirySeal, type SealedEnquiry } from '../sealed.ts'

export const askPartner = command({
  name: 'enquiries.ask',
  zone: 'casework',
  summary: 'Ask one agency one question about the person of a case',
  asks: enquiryQuestions,
  knows: readyToAsk,
  allows: enquiriesPolicy.ask,
  decides: askAgency,
  async saves(writing, fact, { banner, asker }) {
    fact.enquiryId = writing.newId()
    const told: SealedEnquiry = {
      about: { name: banner.knownAs, born: banner.born },
      purpose: fact.purpose,
      question: fact.question,
      askedBy: `${asker.name}, ${asker.agency}`,
    }
    await writing.tx
      .insertInto('casework.enquiry')
      .values({
        id: fact.enquiryId,
        case_id: fact.caseId,
        agency_id: fact.agencyId,
        lawful_basis: fact.lawfulBasis,
        due_on: fact.dueOn,
        sealed: writing.seal(fact.caseId, enquirySeal, told),
        asked_by: writing.viewer.id,
        asked_for: asker.agencyId,
        asked_at: writing.now,
      })
      .execute()
    await newLink(writing, { enquiryId: fact.enquiryId, caseId: fact.caseId, ends: linkEnds(fact.dueOn) })
    await enterInLedger(writing, fact, told)
  },
})

const enterInLedger = (writing: Writing, fact: EnquiryAsked, { about }: SealedEnquiry) =>
  recordDisclosure(writing, {
    caseId: fact.caseId,
    toAgencyId: fact.agencyId,
    toWhom: fact.agencyName,
    what: [
      'name',
      ...(about.born ? ['date of birth'] : []),
      'that the Channel process considers them',
      'the question asked',
    ],
    why: `An enquiry ${fact.purpose}`,
    lawfulBasis: fact.lawfulBasis,
    until: startOfDay(linkEnds(fact.dueOn)),
  })
