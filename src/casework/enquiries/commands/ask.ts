import { command } from '../../../platform/command.ts'
import { readyToAsk } from '../asking.ts'
import { enquiriesPolicy } from '../policy.ts'
import { enquiryQuestions } from '../questions.ts'
import { askAgency } from '../rules.ts'
import { sendToAgency } from '../sending.ts'

export const askPartner = command({
  name: 'enquiries.ask',
  zone: 'casework',
  summary: 'Ask one agency one question about the person of a case',
  asks: enquiryQuestions,
  knows: readyToAsk,
  allows: enquiriesPolicy.ask,
  decides: askAgency,
  async saves(writing, fact, { banner, asker }) {
    const { caseId, agencyId, agencyName, lawfulBasis, dueOn, purpose, question } = fact
    const told = {
      about: { name: banner.knownAs, born: banner.born },
      purpose,
      question,
      askedBy: `${asker.name}, ${asker.agency}`,
    }
    const sending = { caseId, agencyId, agencyName, lawfulBasis, dueOn, askedFor: asker.agencyId, told }
    fact.enquiryId = await sendToAgency(writing, sending)
  },
})
