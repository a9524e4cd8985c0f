import { command } from '../../../platform/command.ts'
import { beforePoliceLead } from '../police-lead-known.ts'
import { casePolicy } from '../policy.ts'
import { policeLeadQuestions } from '../questions.ts'
import { answerPoliceLead } from '../rules.ts'

export const answerPolice = command({
  name: 'cases.answer-police-lead',
  zone: 'casework',
  summary: 'Decide, as the chair, how a case of the panel goes on that the police lead',
  asks: policeLeadQuestions,
  knows: beforePoliceLead,
  allows: casePolicy.answerPoliceLead,
  decides: answerPoliceLead,
  async saves({ tx, newId, seal, viewer, now }, { caseId, answerWord, reasons, lookAgainOn }) {
    await tx
      .insertInto('casework.police_lead')
      .values({
        id: newId(),
        case_id: caseId,
        answer: answerWord,
        look_again_on: lookAgainOn ?? null,
        sealed: seal(caseId, 'police_lead', { reasons }),
        answered_by: viewer.id,
        answered_at: now,
      })
      .execute()
  },
})
