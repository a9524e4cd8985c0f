import { command } from '../../../platform/command.ts'
import { endActions } from '../ending.ts'
import { reviewPlan } from '../plan-rules.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { reviewQuestions } from '../review-questions.ts'
import { saveReview } from '../reviewing.ts'

export const reviewSupportPlan = command({
  name: 'support.review-plan',
  zone: 'casework',
  summary: 'Record a review of the plan: who took part, what each contributed, and what follows',
  asks: reviewQuestions,
  knows: supportOfCase,
  allows: supportPolicy.reviewPlan,
  decides: reviewPlan,
  async saves(writing, { caseId, reviewedOn, outcome, nextOn, words, contributions }) {
    await saveReview(writing, { caseId, kind: 'plan review', reviewedOn, outcome, nextOn }, { words, contributions })
    if (outcome === 'withdraw support') await endActions(writing, caseId, { because: 'support withdrawn' })
  },
})
