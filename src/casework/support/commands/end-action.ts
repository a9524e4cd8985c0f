import { command } from '../../../platform/command.ts'
import { endIdleProviders } from '../ending.ts'
import { endActionQuestions } from '../plan-questions.ts'
import type { SealedEnd } from '../plan-read.ts'
import { endAction } from '../plan-rules.ts'
import { supportPolicy } from '../policy.ts'
import { actionOfPlan } from '../queries.ts'

export const endPlanAction = command({
  name: 'support.end-action',
  zone: 'casework',
  summary: 'End an action of the plan, with the reason, and why sessions are missing where they are',
  asks: endActionQuestions,
  knows: actionOfPlan,
  allows: supportPolicy.endAction,
  decides: endAction,
  async saves(writing, { caseId, actionId, why, words, whyFewer }) {
    await writing.tx
      .updateTable('casework.plan_action')
      .set({
        ended_at: writing.now,
        ended_why: why,
        ended_sealed: writing.seal(caseId, 'plan_action', { endWords: words, whyFewer } satisfies SealedEnd),
      })
      .where('id', '=', actionId)
      .execute()
    await endIdleProviders(writing, caseId, 'the action ended')
  },
})
