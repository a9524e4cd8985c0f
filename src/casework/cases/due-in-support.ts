import { addDays, addMonths, dayOf, workingDaysAfter } from '../../platform/pure/days.ts'
import { amountInWords, ruleOf, targetAt, type TargetName } from '../targets/pure.ts'
import { openReviews, whatStopped } from './afterwards.ts'
import type { CaseFacts } from './lifecycle.ts'
import { coordinator, type Due, due, leadOr, type Responsible } from './responsible.ts'

type Holidays = ReadonlySet<string>
/** What is due while a case is supported and its plan is to be looked at again. */
export const planReviewIsDue = 'Review the plan at the panel'
export const assessIsDue = 'Assess the person'
const assessAgainIsDue = 'Assess the person again'
const assessAtExitIsDue = 'Assess the person at the exit'
/** What of this is done on the case's page of assessments. */
export const assessmentsDue = [assessIsDue, assessAgainIsDue, assessAtExitIsDue]

/** The day by which, and the rule, of a target in working days whose clock began at an instant. */
function within({ targets }: CaseFacts, name: TargetName, since: string, holidays: Holidays) {
  const amount = targetAt(targets, name, since)
  return { by: workingDaysAfter(dayOf(since), amount, holidays), rule: ruleOf(name, amount) }
}

/** What follows the law and a target both. */
const under = (section: string, rule: string) =>
  `CTSA 2015 section ${section}; ${rule[0]!.toLowerCase()}${rule.slice(1)}`

/** While consent is being asked: plan how, then ask on the day that was planned, by whom it was planned. */
export function dueWhileAsking(facts: CaseFacts, since: string, holidays: Holidays): Due[] {
  const asking = planToAsk(facts)
  if (asking) return [asking]
  const { by, rule } = within(facts, 'askConsent', since, holidays)
  return [due('Plan how, when and by whom consent is asked', by, under('36(5)(a)', rule), leadOr(facts.leadId))]
}

export function dueWhilePlanning(facts: CaseFacts, since: string, holidays: Holidays): Due[] {
  const { by, rule } = within(facts, 'plan', since, holidays)
  return [
    due('Write the support plan', by, under('36(4)(a)', rule), leadOr(facts.leadId)),
    ...toAssess(facts, holidays),
    ...renewal(facts),
  ]
}

export function dueWhileSupported(facts: CaseFacts, since: string, holidays: Holidays): Due[] {
  const last = facts.reviews.findLast(({ kind, at }) => kind === 'plan review' && at >= since)
  if (last?.outcome === 'ready for exit') {
    const by = last.nextOn ?? workingDaysAfter(last.on, targetAt(facts.targets, 'exit', last.at), holidays)
    const exiting = due('Record the exit', by, 'The panel found the case ready for exit', coordinator)
    return [...toAssessAtExit(facts, by), exiting, ...renewal(facts)]
  }
  const amount = targetAt(facts.targets, 'reviewPlan', last?.at ?? since)
  const by = last?.nextOn ?? addDays(last?.on ?? dayOf(since), amount)
  const rule = last?.nextOn
    ? 'CTSA 2015 section 36(4)(c); the day that was set at the last review'
    : under('36(4)(c)', ruleOf('reviewPlan', amount))
  return [due(planReviewIsDue, by, rule, coordinator), ...toAssess(facts, holidays), ...renewal(facts)]
}

/** The next assessment while a case is supported: soon after adoption where there was none, then every three months. */
function toAssess(facts: CaseFacts, holidays: Holidays): Due[] {
  const who = leadOr(facts.leadId)
  const last = facts.assessments.at(-1)
  if (last) {
    const months = targetAt(facts.targets, 'reassess', last.at)
    return [due(assessAgainIsDue, addMonths(dayOf(last.at), months), ruleOf('reassess', months), who)]
  }
  const { by, rule } = within(facts, 'assess', facts.decision!.at, holidays)
  return [due(assessIsDue, by, rule, who)]
}

function toAssessAtExit(facts: CaseFacts, by: string): Due[] {
  if (assessedAtExit(facts)) return []
  return [
    due(assessAtExitIsDue, by, 'An exit asks for an assessment, or for the reason of the chair', leadOr(facts.leadId)),
  ]
}

/** When the person was assessed for the exit from support that they were adopted for; undefined while they were not. */
export const assessedAtExit = ({ assessments, decision }: CaseFacts): string | undefined =>
  assessments.findLast(({ occasion, at }) => occasion === 'at exit' && at >= (decision?.at ?? at))?.at

/** Consent was refused or withdrawn, or the panel withdrew support: assess again, and, when nothing was found, end it. */
export function dueAfterStopping(facts: CaseFacts, holidays: Holidays): Due[] {
  const reviews = dueAfterwards(facts)
  const asking = planToAsk(facts)
  const assessed = facts.reviews.findLast(
    ({ kind, at }) => kind === 'further assessment' && at >= (whatStopped(facts)?.at ?? at),
  )
  if (reviews.length || asking || !assessed) return [...reviews, ...(asking ? [asking] : [])]
  const amount = targetAt(facts.targets, 'exit', assessed.at)
  const by = workingDaysAfter(assessed.on, amount, holidays)
  return [due('Record the exit, or offer support again', by, ruleOf('exit', amount), coordinator)]
}

/** The reviews that are still to be done, kept open until they are. */
export const dueAfterwards = (facts: CaseFacts): Due[] =>
  openReviews(facts).map(({ kind, dueOn, rule }) => due(`Carry out the ${kind}`, dueOn, rule, coordinator))

/** A request for consent that was planned and has had no answer yet. */
function planToAsk({ consentRequest, consent }: CaseFacts): Due | undefined {
  if (!consentRequest || consent?.requestId === consentRequest.id) return undefined
  if (consent && consent.at > consentRequest.at) return undefined
  return due(
    'Ask for consent',
    consentRequest.askOn,
    'CTSA 2015 section 36(5)(a); the day that was planned',
    whoAsks(consentRequest),
  )
}

/** Whoever was to ask; once they have left, the coordinator. */
const whoAsks = ({ byWhom }: { byWhom: string | null }): Responsible => leadOr(byWhom)

/** Consent runs out: it is asked for again before that day (C). */
function renewal(facts: CaseFacts): Due[] {
  const asking = planToAsk(facts)
  if (asking) return [asking]
  if (!facts.consent?.expiresOn) return []
  const months = targetAt(facts.targets, 'consentLasts', facts.consent.at)
  const rule = `Consent stands for ${amountInWords('consentLasts', months)} at most`
  return [due('Ask for consent again before it runs out', facts.consent.expiresOn, rule, leadOr(facts.leadId))]
}
