import { command } from '../../../platform/command.ts'
import { endGrants, grant } from '../../cases/index.ts'
import { handOver } from '../../hand-overs/index.ts'
import { referralPolicy } from '../policy.ts'
import { closingAnswerPage } from '../queries.ts'
import { answerClosingQuestions } from '../questions.ts'
import { answerTheClosing } from '../rules.ts'
import { secondPerson } from '../second-person.ts'
import { passingOn } from './propose-closing.ts'

export const answerClosing = command({
  name: 'referrals.answer-closing',
  zone: 'casework',
  summary: 'Agree, as the second and senior person, that a case is closed, or decline with reasons',
  asks: answerClosingQuestions,
  knows: closingAnswerPage,
  allows: referralPolicy.answerClosing,
  decides: (known, answers, { viewer }) => answerTheClosing(known, answers, viewer),
  async saves(writing, { caseId, closureId, agrees, reasons, passedTo }, known) {
    await writing.tx
      .updateTable('casework.closure')
      .set({
        answered_by: writing.viewer.id,
        answer_sealed: writing.seal(caseId, 'closure', { reasons }),
        ...(agrees ? { agreed_at: writing.now } : { declined_at: writing.now }),
      })
      .where('id', '=', closureId)
      .execute()
    await endGrants(writing, { caseId, ...secondPerson, because: 'the closing was answered' })
    if (agrees && passedTo) await handOver(writing, passingOn(caseId, passedTo))
    // Declined after the gateway, the work goes on with the question whether to refer it under section 36.
    if (!agrees && known.gateway.length)
      await grant(writing, { caseId, to: { role: 'section 36 officer' }, level: 'full', why: 'section 36 decision' })
  },
})
