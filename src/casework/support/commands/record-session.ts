import { command } from '../../../platform/command.ts'
import { sessionQuestions } from '../plan-questions.ts'
import type { SealedSession } from '../plan-read.ts'
import { recordSession } from '../plan-rules.ts'
import { supportPolicy } from '../policy.ts'
import { actionOfPlan } from '../queries.ts'

export const recordPlanSession = command({
  name: 'support.record-session',
  zone: 'casework',
  summary: 'Record a session of an action: when, whether the person attended, what was done',
  asks: sessionQuestions,
  knows: actionOfPlan,
  allows: supportPolicy.recordSession,
  decides: recordSession,
  async saves(writing, { caseId, actionId, heldOn, attended, done }) {
    await writing.tx
      .insertInto('casework.session')
      .values({
        id: writing.newId(),
        case_id: caseId,
        plan_action_id: actionId,
        held_on: heldOn,
        attended,
        sealed: writing.seal(caseId, 'session', { done } satisfies SealedSession),
        recorded_by: writing.viewer.id,
        recorded_at: writing.now,
      })
      .execute()
  },
})
