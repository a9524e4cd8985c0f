import { addDays, addMonths, workingDaysAfter } from '../../platform/pure/days.ts'
import { type CaseFacts, stageOf } from './lifecycle.ts'

/** Something somebody must do by a day, and the rule it comes from. Exactly one of staff or role is responsible. */
export interface Due {
  what: string
  rule: string
  dueOn: string
  staffId: string | null
  role: string | null
  agencyId: string | null
  aboutId: string | null
}

/** What a town chose (C), in working days unless said otherwise. Sources: facts 1.2, casework.md. */
export const targets = {
  matchWithin: 1,
  gatewayWithin: 5,
  section36Within: 20,
  listWithinDays: 28,
  consentWithin: 10,
  planWithin: 10,
  reassessWithinMonths: 3,
  planReviewWithinDays: 28,
}

type Responsible = Pick<Due, 'staffId' | 'role' | 'agencyId'>
const role = (name: string, agencyId: string | null = null): Responsible => ({ staffId: null, role: name, agencyId })
const coordinator = role('Channel coordinator')
const leadOr = (leadId: string | null): Responsible =>
  leadId ? { staffId: leadId, role: null, agencyId: null } : coordinator

/** Everything that is due on a case, from its facts alone; nothing is typed in. */
export function dueOn(facts: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  return [...fromStage(facts, holidays), ...fromEnquiries(facts), ...fromActions(facts)]
}

function fromStage(facts: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  const { stage, since } = stageOf(facts)
  const from = since.slice(0, 10)
  const within = (days: number) => workingDaysAfter(from, days, holidays)
  const one = (what: string, due: string, rule: string, who: Responsible): Due[] => [
    { what, rule, dueOn: due, ...who, aboutId: null },
  ]
  switch (stage) {
    case 'referral received':
      return one(
        'Match the referral to a person',
        within(targets.matchWithin),
        'Target: one working day after it was received',
        coordinator,
      )
    case 'with the police':
      return one(
        'Record the gateway outcome',
        within(targets.gatewayWithin),
        'Target: 5 working days after matching',
        role('police case officer', facts.homeForceId),
      )
    case 'asking partners':
      return one(
        'Record the section 36 decision',
        within(targets.section36Within),
        'Target: 20 working days after the gateway',
        role('section 36 officer'),
      )
    case 'ready for the panel':
      return one(
        'Put the case on an agenda',
        addDays(from, targets.listWithinDays),
        "Target: the panel's interval, 4 weeks",
        coordinator,
      )
    case 'asking for consent':
      return one(
        'Ask for consent',
        facts.consentRequest?.askOn ?? within(targets.consentWithin),
        'CTSA 2015 section 36(5)(a); target: 10 working days after adoption',
        leadOr(facts.leadId),
      )
    case 'planning support':
      return one(
        'Write the support plan',
        within(targets.planWithin),
        'CTSA 2015 section 36(4)(a); target: 10 working days after consent',
        leadOr(facts.leadId),
      )
    case 'being supported':
      return one(
        'Review the plan at the panel',
        nextPlanReview(facts, from),
        'CTSA 2015 section 36(4)(c); target: every 4 weeks',
        coordinator,
      )
    case 'consent refused':
    case 'consent withdrawn':
      return one(
        'Carry out a further assessment',
        nextAssessment(facts, from),
        'CTSA 2015 section 36(4)(e); target: 3 months',
        coordinator,
      )
    case 'closing, second person needed':
      return one(
        'Agree or decline the closing',
        within(targets.matchWithin),
        'A repeat referral is never closed by one person',
        role('senior officer'),
      )
    case 'after exit':
    case 'after closing':
      return afterwards(facts, facts.exit?.on ?? from)
    default:
      return []
  }
}

function nextPlanReview(facts: CaseFacts, from: string) {
  const last = facts.reviews.filter(({ kind }) => kind === 'plan review').at(-1)
  return last?.nextOn ?? addDays(last?.on ?? from, targets.planReviewWithinDays)
}

function nextAssessment(facts: CaseFacts, from: string) {
  const last = facts.reviews.filter(({ kind, on }) => kind === 'further assessment' && on >= from).at(-1)
  return last?.nextOn ?? addMonths(last?.on ?? from, targets.reassessWithinMonths)
}

/** Reviews 6 and 12 months after the end, kept open until done (minister's answer, 12 February 2025: facts 1.2). */
function afterwards(facts: CaseFacts, end: string): Due[] {
  return (
    [
      ['6-month review', 6],
      ['12-month review', 12],
    ] as const
  )
    .filter(([kind]) => !facts.reviews.some((review) => review.kind === kind))
    .map(([kind, months]) => ({
      what: `Carry out the ${kind}`,
      rule: `${months} months after the case ended`,
      dueOn: addMonths(end, months),
      ...coordinator,
      aboutId: null,
    }))
}

const fromEnquiries = (facts: CaseFacts): Due[] =>
  facts.enquiries.flatMap(({ id, replied, released, dueOn: due }) => {
    if (released) return []
    const what = replied ? 'Release the reply to an enquiry' : 'Chase the reply to an enquiry'
    return [{ what, rule: 'Target: 5 working days after asking', dueOn: due, ...coordinator, aboutId: id }]
  })

const fromActions = (facts: CaseFacts): Due[] =>
  facts.actions.map(({ id, ownerId, dueOn: due }) => ({
    what: 'Do what you promised at the panel',
    rule: 'The panel set this day',
    dueOn: due,
    staffId: ownerId,
    role: null,
    agencyId: null,
    aboutId: id,
  }))
