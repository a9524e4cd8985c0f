import { addMonths, dayOf } from '../../platform/pure/days.ts'
import { type Chosen, ruleOf, targetAt } from '../targets/pure.ts'
import type { CaseFacts, Review, ReviewKind } from './lifecycle.ts'

/** A review that the law or the guidance asks for after support, and the day by which. It stays open until it is done. */
export interface OpenReview {
  kind: Exclude<ReviewKind, 'plan review'>
  dueOn: string
  rule: string
}

/** The panel may extend the time after an exit to two years (minister's answer, 12 February 2025: facts 1.2). */
export const longestAfterwardsMonths = 24

const afterTheEnd = [
  { kind: '6-month review', target: 'firstReview' },
  { kind: '12-month review', target: 'secondReview' },
] as const

/** How and when the support or the consideration of a case ended; undefined while it goes on. */
export function theEnd({ exit, decision }: CaseFacts) {
  if (exit) return { stage: 'after exit' as const, on: exit.on, at: exit.at, reviewed: exit.reviewsFollow }
  if (decision?.outcome !== 'not adopted') return undefined
  return { stage: 'after closing' as const, on: dayOf(decision.at), at: decision.at, reviewed: true }
}

/** Why support that was adopted does not go on: the young stage of s.36(4)(e). Undefined while it may go on. */
export function whatStopped({ decision, consent, plan, reviews }: CaseFacts) {
  if (decision?.outcome !== 'adopted') return undefined
  if (consent && consent.at >= decision.at && consent.answer !== 'given') {
    return { stage: `consent ${consent.answer}` as const, at: consent.at }
  }
  const withdrawn = reviews.findLast(({ outcome, at }) => outcome === 'withdraw support' && at >= decision.at)
  if (withdrawn && (!plan || plan.endedAt)) return { stage: 'support withdrawn' as const, at: withdrawn.at }
  return undefined
}

/** The reviews that are still to be done once a case has ended or its support has stopped, in the order they fall due. */
export function openReviews(facts: CaseFacts): OpenReview[] {
  const end = theEnd(facts)
  const stopped = whatStopped(facts)
  const open = [
    ...(end?.reviewed
      ? afterAnEnd(
          end,
          facts.reviews.filter(({ at }) => at >= end.at),
          facts.targets,
        )
      : []),
    ...(stopped && (!end || end.reviewed) ? furtherAssessment(stopped.at, facts) : []),
  ]
  return open.sort((one, other) => one.dueOn.localeCompare(other.dueOn))
}

/** Two reviews after the end (6 and 12 months, where no other was chosen), and later ones for as long as more time was asked for (facts 1.2). */
export function afterAnEnd(
  { on, at }: { on: string; at: string },
  done: readonly Review[],
  chosen: readonly Chosen[],
): OpenReview[] {
  const missing = afterTheEnd.filter(({ kind }) => !done.some((review) => review.kind === kind))
  const open: OpenReview[] = missing.map(({ kind, target }) => {
    const months = targetAt(chosen, target, at)
    return { kind, dueOn: addMonths(on, months), rule: ruleOf(target, months) }
  })
  const last = done.findLast(({ kind }) => kind === '12-month review' || kind === 'later review')
  if (last?.outcome !== 'more time' || !last.nextOn) return open
  return [
    ...open,
    { kind: 'later review', dueOn: last.nextOn, rule: 'The review before asked for more time, up to 24 months' },
  ]
}

/** "After such periods as it considers appropriate" (CTSA 2015 s.36(4)(e)): the town's target, until a review says otherwise. */
function furtherAssessment(stoppedAt: string, { reviews, targets }: CaseFacts): OpenReview[] {
  const last = reviews.findLast(({ kind, at }) => kind === 'further assessment' && at >= stoppedAt)
  if (last && last.outcome !== 'more time') return []
  const from = last?.at ?? stoppedAt
  const months = targetAt(targets, 'furtherAssessment', from)
  const rule = ruleOf('furtherAssessment', months)
  return [
    {
      kind: 'further assessment',
      dueOn: last?.nextOn ?? addMonths(dayOf(from), months),
      rule: `CTSA 2015 section 36(4)(e); ${rule[0]!.toLowerCase()}${rule.slice(1)}`,
    },
  ]
}

/**
 * The facts since a concern found afterwards brought the case back to the panel: what ended it then ends it no longer,
 * and the panel decides anew. The referral, the gateway and the section 36 grounds stand.
 */
export function sinceReopened(facts: CaseFacts): CaseFacts {
  const reopened = reopenedAt(facts)
  if (!reopened) return facts
  const since = <T extends { at: string }>(fact: T | null) => (fact && fact.at > reopened ? fact : null)
  return {
    ...facts,
    closure: since(facts.closure),
    decision: since(facts.decision),
    consentRequest: since(facts.consentRequest),
    consent: since(facts.consent),
    exit: since(facts.exit),
    item: facts.item && facts.item.listedAt > reopened ? facts.item : null,
    plan: facts.plan && facts.plan.writtenAt > reopened ? facts.plan : null,
    reviews: facts.reviews.filter(({ at }) => at > reopened),
  }
}

/** When a review afterwards found a concern, the last time; undefined when none did. */
export const reopenedAt = ({ reviews }: Pick<CaseFacts, 'reviews'>) =>
  reviews.findLast(({ outcome }) => outcome === 'concern found')?.at
