import { command } from '../../../platform/command.ts'
import { keepConfirmation } from '../confirming.ts'
import { gatewayPolicy } from '../policy.ts'
import { resultToConfirm } from '../queries.ts'
import { confirmQuestions } from '../questions.ts'
import { confirmOutcome } from '../rules.ts'

export const confirmGatewayOutcome = command({
  name: 'gateway.confirm',
  zone: 'casework',
  summary: 'Enter the reference and date that the national tracker has for a result of the gateway',
  asks: confirmQuestions,
  knows: resultToConfirm,
  allows: gatewayPolicy.confirm,
  decides: confirmOutcome,
  async saves(writing, { caseId, outcomeId, trackerReference, trackerOn }) {
    await keepConfirmation(writing, { caseId, outcomeId, trackerReference, trackerOn, cameBy: 'entry' })
  },
})
