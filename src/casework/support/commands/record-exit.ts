import { command } from '../../../platform/command.ts'
import { endGrants } from '../../cases/index.ts'
import { endActions, endLead } from '../ending.ts'
import { recordExit } from '../exit-rules.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { exitQuestions } from '../review-questions.ts'
import type { SealedExit } from '../reviews-read.ts'
import { whyAsker } from '../sight.ts'

export const recordCaseExit = command({
  name: 'support.record-exit',
  zone: 'casework',
  summary: 'Record that a case leaves support: the reason, and what each member of the panel thought',
  asks: exitQuestions,
  knows: supportOfCase,
  allows: supportPolicy.recordExit,
  decides: recordExit,
  async saves(writing, { caseId, reason, exitedOn, reviewsFollow, words, views, chairsReason }) {
    await writing.tx
      .insertInto('casework.exit')
      .values({
        id: writing.newId(),
        case_id: caseId,
        reason,
        exited_on: exitedOn,
        reviews_follow: reviewsFollow,
        sealed: writing.seal(caseId, 'exit', { words, views, chairsReason } satisfies SealedExit),
        recorded_by: writing.viewer.id,
        recorded_at: writing.now,
      })
      .execute()
    await endActions(writing, caseId, { because: 'exit' })
    await endLead(writing, caseId, 'exit')
    await endGrants(writing, { caseId, why: whyAsker, because: 'exit' })
  },
})
