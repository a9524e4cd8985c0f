import { command } from '../../../platform/command.ts'
import { readyToAskHigher } from '../asking-higher.ts'
import { enquiriesPolicy } from '../policy.ts'
import { askHigherQuestions } from '../questions.ts'
import { askHigher } from '../rules.ts'
import { sendToAgency } from '../sending.ts'

export const askSeniorContact = command({
  name: 'enquiries.ask-higher',
  zone: 'casework',
  summary: 'Ask a refused question again, of the senior contact of the agency',
  asks: askHigherQuestions,
  knows: readyToAskHigher,
  allows: enquiriesPolicy.askHigher,
  decides: askHigher,
  async saves(writing, { caseId, enquiryId, why, dueOn }, known) {
    const { banner, asker, agencyId, agency, lawfulBasis, purpose, question, reply } = known
    const told = {
      about: { name: banner.knownAs, born: banner.born },
      purpose,
      question,
      askedBy: `${asker.name}, ${asker.agency}`,
      again: { ground: reply?.ground ?? '', why },
    }
    const to = { caseId, agencyId, agencyName: agency, askedFor: asker.agencyId }
    await sendToAgency(writing, { ...to, lawfulBasis, dueOn, told, asksAgain: enquiryId })
  },
})
