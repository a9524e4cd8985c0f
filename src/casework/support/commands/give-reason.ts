import { command } from '../../../platform/command.ts'
import { reasonQuestions } from '../plan-questions.ts'
import { giveReason } from '../plan-rules.ts'
import { saveNeed } from '../planning.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'

export const giveReasonForNeed = command({
  name: 'support.give-reason',
  zone: 'casework',
  summary: 'Say why the plan does nothing about a need that an assessment found',
  asks: reasonQuestions,
  knows: supportOfCase,
  allows: supportPolicy.writePlan,
  decides: giveReason,
  async saves(writing, { caseId, planId, foundId, reason }, { assessed }) {
    const { need } = assessed.unmet.find(({ id }) => id === foundId)!
    await saveNeed(writing, { caseId, planId, foundId, need, reason })
  },
})
