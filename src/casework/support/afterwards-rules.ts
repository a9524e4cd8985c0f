import { addMonths, showDay } from '../../platform/pure/days.ts'
import { problem, refuse } from '../../platform/pure/outcomes.ts'
import { groundsThatEnd, longestAfterwardsMonths } from '../cases/pure.ts'
import type { Support } from './known.ts'
import type { Afterwards } from './review-questions.ts'

export const whyNotAfterwards = ({ openReviews }: Support): string | undefined =>
  openReviews.length
    ? undefined
    : 'No review is due: they follow after a case ends, by the town’s targets, and after consent was refused or withdrawn.'

/** Reviews after the end: 6 and 12 months, extendable to 24 (facts 1.2), and the further assessments of s.36(4)(e). */
export function recordAfterwards(known: Support, review: Afterwards) {
  const due = known.openReviews.find(({ kind }) => kind === review.kind)
  if (!due) return refuse(whyNotAfterwards(known) ?? 'That review is not due.')
  if (due.kind === '12-month review' && known.openReviews.some(({ kind }) => kind === '6-month review'))
    return refuse('Record the 6-month review first: the 12-month review comes after it.')
  return (
    tooEarly(known, review, due.dueOn) ??
    wrongNext(known, review) ??
    (review.outcome === 'no concern' ? groundsThatEnd('evidence', review.evidence) : undefined) ?? {
      is: 'afterwards reviewed',
      caseId: known.caseId,
      kindWord: review.kind,
      outcomeWord: review.outcome,
      ...review,
      nextOn: review.outcome === 'more time' ? review.nextOn : undefined,
    }
  )
}

function tooEarly(known: Support, { kind, reviewedOn, whyEarly }: Afterwards, dueOn: string) {
  const ended = kind === 'further assessment' ? (known.answers.at(-1)?.answeredOn ?? known.adoptedOn) : known.ended?.on
  if (ended && reviewedOn < ended)
    return problem('reviewedOn', `The day of the review must be on or after ${showDay(ended)}`)
  const before = known.reviews.findLast((each) => each.kind !== 'plan review')
  if (before && before.reviewedOn > reviewedOn)
    return problem(
      'reviewedOn',
      `The day of the review must be on or after ${showDay(before.reviewedOn)}, the day of the review before`,
    )
  if (reviewedOn < addMonths(dueOn, -1) && !whyEarly)
    return problem('whyEarly', `Enter why it is more than a month early: it is due on ${showDay(dueOn)}`)
  return undefined
}

function wrongNext(known: Support, { kind, outcome, reviewedOn, nextOn }: Afterwards) {
  if (outcome !== 'more time') return undefined
  if (kind === '6-month review')
    return nextOn ? problem('nextOn', 'The 12-month review comes next: leave this day blank') : undefined
  if (!nextOn) return problem('nextOn', 'Enter when it will be looked at again')
  if (nextOn <= reviewedOn) return problem('nextOn', 'The next review must be after this one')
  const latest = known.ended && kind !== 'further assessment' && addMonths(known.ended.on, longestAfterwardsMonths)
  if (latest && nextOn > latest)
    return problem(
      'nextOn',
      `The next review must be ${showDay(latest)} or before: 24 months after the case ended is the longest`,
    )
  return undefined
}
