import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { beforeBeginning } from '../queries.ts'
import { beginQuestions } from '../questions.ts'
import { beginAssessment } from '../rules.ts'

export const begin = command({
  name: 'assessment.begin',
  zone: 'casework',
  summary: 'Begin an assessment of a case, with one edition of an instrument',
  asks: beginQuestions,
  knows: beforeBeginning,
  allows: assessmentPolicy.begin,
  decides: beginAssessment,
  async saves({ tx, newId, viewer, now }, fact) {
    fact.assessmentId = newId()
    await tx
      .insertInto('casework.assessment')
      .values({
        id: fact.assessmentId,
        case_id: fact.caseId,
        instrument_id: fact.instrumentId,
        occasion: fact.occasionWord,
        begun_by: viewer.id,
        begun_at: now,
      })
      .execute()
  },
})
