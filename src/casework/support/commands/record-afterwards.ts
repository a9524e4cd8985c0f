import { command } from '../../../platform/command.ts'
import { recordAfterwards } from '../afterwards-rules.ts'
import { endActions } from '../ending.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { afterwardsQuestions } from '../review-questions.ts'
import { saveReview } from '../reviewing.ts'

export const recordReviewAfterwards = command({
  name: 'support.record-afterwards',
  zone: 'casework',
  summary: 'Record a review after the end, or a further assessment: a concern found brings the case back to the panel',
  asks: afterwardsQuestions,
  knows: supportOfCase,
  allows: supportPolicy.recordAfterwards,
  decides: recordAfterwards,
  async saves(writing, { caseId, kind, reviewedOn, outcome, nextOn, evidence, whyEarly }) {
    await saveReview(
      writing,
      { caseId, kind, reviewedOn, outcome, nextOn },
      { words: evidence, whyEarly, contributions: [] },
    )
    // the panel prepares a further plan (CTSA 2015 s.36(4)(f)); what is left of the last one would stand in its way
    if (outcome === 'concern found') await endActions(writing, caseId, { because: 'back to the panel' })
  },
})
