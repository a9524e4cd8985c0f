import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { assessment } from '../queries.ts'
import { setAsideQuestions } from '../questions.ts'
import { setAsideAssessment } from '../rules.ts'

export const setAside = command({
  name: 'assessment.set-aside',
  zone: 'casework',
  summary: 'Set aside an assessment that is not finished, with the reason',
  asks: setAsideQuestions,
  knows: assessment,
  allows: assessmentPolicy.write,
  decides: setAsideAssessment,
  async saves({ tx, seal, viewer, now }, { caseId, assessmentId, reason }) {
    await tx
      .updateTable('casework.assessment')
      .set({
        set_aside_by: viewer.id,
        set_aside_at: now,
        set_aside_sealed: seal(caseId, 'assessment', { reason }),
      })
      .where('id', '=', assessmentId)
      .execute()
  },
})
