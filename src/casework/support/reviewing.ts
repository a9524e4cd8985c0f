import type { Writing } from '../../platform/town.ts'
import type { SealedReview } from './reviews-read.ts'

interface Reviewed {
  caseId: string
  kind: string
  reviewedOn: string
  outcome: string
  nextOn?: string | undefined
}

/** Writes a review, of the plan or afterwards. */
export async function saveReview(
  writing: Writing,
  { caseId, kind, reviewedOn, outcome, nextOn }: Reviewed,
  sealed: SealedReview,
): Promise<void> {
  await writing.tx
    .insertInto('casework.review')
    .values({
      id: writing.newId(),
      case_id: caseId,
      kind,
      reviewed_on: reviewedOn,
      outcome,
      next_on: nextOn ?? null,
      sealed: writing.seal(caseId, 'review', sealed),
      recorded_by: writing.viewer.id,
      recorded_at: writing.now,
    })
    .execute()
}
