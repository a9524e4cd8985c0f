import { command } from '../../../platform/command.ts'
import { keepConfirmations } from '../confirming.ts'
import { gatewayPolicy } from '../policy.ts'
import { resultToConfirm } from '../queries/results.ts'
import { confirmQuestions } from '../questions.ts'
import { confirmOutcome } from '../rules.ts'
import { takenElsewhere } from '../tracker-references.ts'

export const confirmGatewayOutcome = command({
  name: 'gateway.confirm',
  zone: 'casework',
  summary: 'Enter the reference and date that the national tracker has for a result of the gateway',
  asks: confirmQuestions,
  knows: resultToConfirm,
  allows: gatewayPolicy.confirm,
  looksUp: (reading, { trackerReference }, { caseId }) => takenElsewhere(reading, [{ trackerReference, caseId }]),
  decides: (known, answers, { found }) => confirmOutcome(known, answers, found),
  async saves(writing, { caseId, outcomeId, trackerReference, trackerOn }) {
    await keepConfirmations(writing, 'entry', [{ caseId, outcomeId, trackerReference, trackerOn }])
  },
})
