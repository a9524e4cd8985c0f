import { command } from '../../../platform/command.ts'
import type { Conclusion } from '../known.ts'
import { assessmentPolicy } from '../policy.ts'
import { assessment } from '../queries.ts'
import { finishQuestions } from '../questions.ts'
import type { SealedNeed } from '../reading.ts'
import { finishAssessment } from '../rules.ts'

export const finish = command({
  name: 'assessment.finish',
  zone: 'casework',
  summary: 'Finish an assessment: from then on it is not changed, and the panel may read what it came to',
  asks: finishQuestions,
  knows: assessment,
  allows: assessmentPolicy.write,
  decides: finishAssessment,
  async saves({ tx, newId, seal, viewer, now }, { caseId, assessmentId }, known) {
    const { summary, changes, ownView, strengths, noStrengths } = known
    const came = { summary: summary!, changes, ownView: ownView!, strengths, noStrengths } satisfies Conclusion
    await tx
      .updateTable('casework.assessment')
      .set({ finished_by: viewer.id, finished_at: now })
      .where('id', '=', assessmentId)
      .execute()
    await tx
      .insertInto('casework.assessment_conclusion')
      .values({
        id: newId(),
        assessment_id: assessmentId,
        case_id: caseId,
        sealed: seal(caseId, 'assessment_conclusion', came),
        concluded_at: now,
      })
      .execute()
    if (!known.needs.length) return
    await tx
      .insertInto('casework.assessment_need')
      .values(
        known.needs.map(({ need }) => ({
          id: newId(),
          assessment_id: assessmentId,
          case_id: caseId,
          sealed: seal(caseId, 'assessment_need', { need } satisfies SealedNeed),
        })),
      )
      .execute()
  },
})
