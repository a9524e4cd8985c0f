import { command } from '../../../platform/command.ts'
import { letProvidersIn } from '../ending.ts'
import { actionQuestions } from '../plan-questions.ts'
import { addAction } from '../plan-rules.ts'
import { saveAction, saveNeed } from '../planning.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { personIn } from '../sight.ts'

export const addPlanAction = command({
  name: 'support.add-action',
  zone: 'casework',
  summary: 'Add an action to the support plan that stands, for one of its needs or a new one',
  asks: actionQuestions,
  knows: supportOfCase,
  allows: supportPolicy.writePlan,
  decides: addAction,
  async saves(writing, { caseId, planId, needId, newNeed, ...action }, { options, assessed }) {
    const found = assessed.unmet.find(({ id }) => id === needId)
    const need = newNeed ?? found?.need
    const forNeed = need ? await saveNeed(writing, { caseId, planId, need, foundId: found?.id }) : needId
    await saveAction(writing, { caseId, planId, needId: forNeed }, action)
    await letProvidersIn(writing, caseId, [personIn(options.providers, action.provider)])
  },
})
