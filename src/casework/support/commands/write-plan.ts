import { command } from '../../../platform/command.ts'
import { letProvidersIn } from '../ending.ts'
import { planQuestions } from '../plan-questions.ts'
import type { SealedPlan } from '../plan-read.ts'
import { writePlan } from '../plan-rules.ts'
import { type NewAction, saveAction, saveNeed } from '../planning.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { personIn } from '../sight.ts'

export const writeSupportPlan = command({
  name: 'support.write-plan',
  zone: 'casework',
  summary: 'Write the support plan: each need with an action or a reason, and what the person wants from it',
  asks: planQuestions,
  knows: supportOfCase,
  allows: supportPolicy.writePlan,
  decides: writePlan,
  async saves(writing, { caseId, needs, input, noInput }, { options }) {
    const planId = writing.newId()
    await writing.tx
      .insertInto('casework.support_plan')
      .values({
        id: planId,
        case_id: caseId,
        written_by: writing.viewer.id,
        written_at: writing.now,
        sealed: writing.seal(caseId, 'support_plan', { input, noInput } satisfies SealedPlan),
      })
      .execute()
    for (const { found, need, reason, answer, ...action } of needs) {
      const needId = await saveNeed(writing, { caseId, planId, foundId: found, need, reason })
      // the questions made sure that an action has all its answers
      if (answer === 'action') await saveAction(writing, { caseId, planId, needId }, action as NewAction)
    }
    const providers = needs.flatMap(({ provider }) => (provider ? personIn(options.providers, provider) : []))
    await letProvidersIn(writing, caseId, providers)
  },
})
