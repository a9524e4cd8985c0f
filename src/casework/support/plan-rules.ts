import type { Deciding } from '../../platform/command.ts'
import { showDay } from '../../platform/pure/days.ts'
import { problem, type Problems, refuse } from '../../platform/pure/outcomes.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { groundsThatEnd } from '../cases/pure.ts'
import { consentState, consentStoodOn } from './consent-rules.ts'
import type { ActionInSupport, PlannedAction, Support } from './known.ts'
import type { EndAction, Plan, PlanAction, Reason, Session } from './plan-questions.ts'
import type { PlanReview } from './review-questions.ts'

/** The plan that stands, if one does. */
export const standingPlan = ({ plans }: Pick<Support, 'plans'>) => plans.find(({ endedAt }) => !endedAt)

/** Why no plan can be written now; undefined when one can. */
export function whyNotWritePlan(known: Support): string | undefined {
  if (known.ended) return 'The case has ended: there is nothing left to plan.'
  if (!known.adoptedOn) return 'A support plan is written once the panel has adopted the case.'
  if (standingPlan(known)) return 'A plan stands already: add an action to it, or end what no longer fits.'
  if (!known.requests.length)
    return 'Plan first how, when and by whom consent is asked: a support plan must say so (CTSA 2015 section 36(5)(a)).'
  return undefined
}

/** A plan with all that CTSA 2015 s.36(5) asks for; how consent is requested stands in the request. */
export function writePlan(known: Support, plan: Plan, { today }: Pick<Deciding, 'today'>) {
  const no = whyNotWritePlan(known)
  if (no) return refuse(no)
  if (plan.needs.every(({ answer }) => answer === 'reason'))
    return refuse(
      'A support plan needs at least one action. If nothing is to be done at all, the panel withdraws support or the case exits.',
    )
  const problems = plan.needs.flatMap((need, index) => [
    ...wrongWithFound(known, plan, index),
    ...(need.answer === 'action' ? wrongWithAction(known, need, { at: `needs-${index}-`, today }) : []),
  ])
  if (problems.length) return { is: 'problems', problems } satisfies Problems
  return { is: 'support planned', caseId: known.caseId, ...plan }
}

/** What a need says it answers must have been found, and be answered once. */
function wrongWithFound({ assessed }: Support, { needs }: Plan, index: number): Problems['problems'] {
  const { found } = needs[index]!
  if (!found) return []
  const isOpen = assessed.unmet.some(({ id }) => id === found)
  if (isOpen && needs.findIndex((each) => each.found === found) === index) return []
  return [{ at: `needs-${index}-need`, message: 'This need is not open any more. Open the page again' }]
}

export function whyNotGiveReason(known: Support): string | undefined {
  if (!standingPlan(known)) return 'There is no plan that could answer a need: write one first.'
  return known.assessed.unmet.length ? undefined : 'The plan answers every need that was found.'
}

/** A need that an assessment found is met by an action, or by a reason why there is none (casework.md, Assessment). */
export function giveReason(known: Support, { needId, reason }: Reason) {
  const no = whyNotGiveReason(known)
  if (no) return refuse(no)
  return {
    is: 'reason given for a need',
    caseId: known.caseId,
    planId: standingPlan(known)!.id,
    foundId: needId,
    reason,
  }
}

export const whyNotAddAction = (known: Support): string | undefined =>
  standingPlan(known) ? undefined : 'There is no plan that an action could be added to: write one first.'

export function addAction(known: Support, action: PlanAction, { today }: Pick<Deciding, 'today'>) {
  const no = whyNotAddAction(known)
  if (no) return refuse(no)
  const problems = wrongWithAction(known, action, { at: '', today })
  if (problems.length) return { is: 'problems', problems } satisfies Problems
  return { is: 'plan action added', caseId: known.caseId, planId: standingPlan(known)!.id, ...action }
}

interface Timed {
  startsOn?: string | undefined
  restsOnConsent?: boolean | undefined
}

/** What rests on consent is planned only while consent stands (s.36(4)(b)). */
function wrongWithAction(
  known: Support,
  { startsOn, restsOnConsent }: Timed,
  { at, today }: { at: string; today: string },
) {
  const state = consentState(known.answers, today)
  const problems: Problems['problems'] = []
  if (startsOn && startsOn < known.adoptedOn!)
    problems.push({
      at: `${at}startsOn`,
      message: `The day must be on or after ${showDay(known.adoptedOn!)}, when the panel adopted the case`,
    })
  else if (restsOnConsent && state.is !== 'given')
    problems.push({
      at: `${at}restsOnConsent`,
      message: `This cannot be planned yet, because it rests on consent and ${howItStands(state)}`,
    })
  else if (
    restsOnConsent &&
    startsOn &&
    !known.answers.some((each) => each.answer === 'given' && each.answeredOn <= startsOn)
  )
    problems.push({ at: `${at}startsOn`, message: 'What rests on consent cannot start before consent was given' })
  return problems
}

/** Reads on after "because": "consent was refused on 3 May 2026". */
export function howItStands(state: ReturnType<typeof consentState>): string {
  switch (state.is) {
    case 'not asked':
      return 'no answer is recorded yet'
    case 'given':
      return `consent stands until ${showDay(state.until)}`
    case 'run out':
      return `consent ran out on ${showDay(state.on)}`
    default:
      return `consent was ${state.is} on ${showDay(state.on)}`
  }
}

/** A session that was held; those that were attended are counted against what was commissioned (facts 7.3). */
export function recordSession({ action, answers, caseId }: ActionInSupport, session: Session) {
  if (session.heldOn < action.startsOn)
    return problem('heldOn', `The session cannot be before ${showDay(action.startsOn)}, when this action starts`)
  if (action.endedOn && session.heldOn > action.endedOn)
    return problem('heldOn', `The session cannot be after ${showDay(action.endedOn)}, when this action ended`)
  if (action.restsOnConsent && !consentStoodOn(answers, session.heldOn))
    return problem(
      'heldOn',
      'Consent did not stand on that day. Tell the coordinator: record first that it was given, if it was',
    )
  return { is: 'session recorded', caseId, actionId: action.id, ...session }
}

/** Whether sessions are missing that nobody has explained. */
export const isUnreconciled = ({ delivered, commissioned, endedOn }: PlannedAction) =>
  !endedOn && delivered < commissioned

export function endAction({ action, caseId }: ActionInSupport, end: EndAction) {
  if (action.endedOn) return refuse(`This action ended on ${showDay(action.endedOn)}.`)
  if (isUnreconciled(action) && !end.whyFewer)
    return problem('whyFewer', `Enter why ${action.delivered} of ${action.commissioned} sessions were delivered`)
  return { is: 'plan action ended', caseId, actionId: action.id, whyWord: end.why, ...end }
}

export const whyNotReview = (known: Support): string | undefined =>
  standingPlan(known) ? undefined : 'There is no plan to review: one is written once the panel has adopted the case.'

/** The panel keeps the support under review, and revises the plan or withdraws support (CTSA 2015 s.36(4)(c), (d)). */
export function reviewPlan(known: Support, review: PlanReview, { viewer }: { viewer: Viewer }) {
  const no = whyNotReview(known)
  if (no) return refuse(no)
  if (
    review.outcome === 'withdraw support' &&
    !viewer.roles.some((role) => role === 'Channel coordinator' || role === 'panel chair')
  )
    return refuse('Withdrawing support is for the panel: ask the coordinator or the chair to record it.')
  if (review.reviewedOn < known.adoptedOn!)
    return problem(
      'reviewedOn',
      `The day of the review must be on or after ${showDay(known.adoptedOn!)}, when the panel adopted the case`,
    )
  const goesOn = review.outcome === 'continue' || review.outcome === 'revise'
  const problems = goesOn ? undefined : groundsThatEnd('words', review.words)
  if (problems) return problems
  if (goesOn && !review.nextOn) return problem('nextOn', 'Enter the day of the next review')
  if (review.nextOn && review.nextOn <= review.reviewedOn)
    return problem('nextOn', 'The next review must be after this one')
  return { is: 'plan reviewed', caseId: known.caseId, outcomeWord: review.outcome, ...review }
}
