import { command } from '../../../platform/command.ts'
import { grant } from '../../cases/index.ts'
import { handOver } from '../../hand-overs/index.ts'
import { referralPolicy } from '../policy.ts'
import { closingPage } from '../queries.ts'
import { proposeClosingQuestions } from '../questions.ts'
import { proposeToClose } from '../rules.ts'
import { secondPerson } from '../second-person.ts'

export const proposeClosing = command({
  name: 'referrals.propose-closing',
  zone: 'casework',
  summary: 'Propose, with reasons, that a case is closed before the panel',
  asks: proposeClosingQuestions,
  knows: closingPage,
  allows: referralPolicy.proposeClosing,
  decides: proposeToClose,
  async saves(writing, { caseId, answers, needsSecond }) {
    const { reason, ...sealed } = answers
    await writing.tx
      .insertInto('casework.closure')
      .values({
        id: writing.newId(),
        case_id: caseId,
        reason,
        sealed: writing.seal(caseId, 'closure', sealed),
        proposed_by: writing.viewer.id,
        proposed_at: writing.now,
        needs_second: needsSecond,
      })
      .execute()
    if (needsSecond) await grant(writing, { caseId, level: 'full', ...secondPerson })
    else if (sealed.passedTo) await handOver(writing, passingOn(caseId, sealed.passedTo))
  },
})

export const passingOn = (caseId: string, toService: string) => ({
  caseId,
  toService,
  why: 'the case was closed: another service meets the need',
  what: ['names', 'birth date or age', 'the need'],
})
