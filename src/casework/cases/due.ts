import { addDays, dayOf, workingDaysAfter } from '../../platform/pure/days.ts'
import { sinceReopened } from './afterwards.ts'
import { awaitsAnAnswer } from './early-end.ts'
import {
  assessIsDue,
  dueAfterStopping,
  dueAfterwards,
  dueWhileAsking,
  dueWhilePlanning,
  dueWhileSupported,
} from './due-in-support.ts'
import { type CaseFacts, stageOf } from './lifecycle.ts'
import { coordinator, type Due, due, leadOr, role, type Responsible } from './responsible.ts'

export type { Due } from './responsible.ts'

/** What a town chose (C), in working days unless said otherwise. Sources: facts 1.2, casework.md. */
export const targets = {
  matchWithin: 1,
  gatewayWithin: 5,
  section36Within: 20,
  closeWithin: 2,
  listWithinDays: 28,
}

const twoClose = 'A repeat referral is never closed by one person'

/** Everything that is due on a case, from its facts alone; nothing is typed in. */
export function dueOn(facts: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  return [...fromStage(facts, holidays), ...fromEnquiries(facts), ...fromActions(facts)]
}

function fromStage(all: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  const { stage, since } = stageOf(all)
  const facts = sinceReopened(all)
  const from = dayOf(since)
  const within = (days: number) => workingDaysAfter(from, days, holidays)
  const one = (what: string, by: string, rule: string, who: Responsible): Due[] => [due(what, by, rule, who)]
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
    case 'on the agenda':
      return facts.assessments.length
        ? []
        : one(assessIsDue, facts.item!.meetsOn, 'The panel considers the case on that day', coordinator)
    case 'asking for consent':
      return dueWhileAsking(facts, since, holidays)
    case 'planning support':
      return dueWhilePlanning(facts, since, holidays)
    case 'being supported':
      return dueWhileSupported(facts, since, holidays)
    case 'consent refused':
    case 'consent withdrawn':
    case 'support withdrawn':
      return dueAfterStopping(facts, holidays)
    case 'closing, second person needed':
      return awaitsAnAnswer(facts)
        ? one('Agree or decline the closing', within(targets.closeWithin), twoClose, role('senior officer'))
        : one('Propose the closing, with reasons', within(targets.closeWithin), twoClose, coordinator)
    case 'after exit':
    case 'after closing':
      return dueAfterwards(facts)
    default:
      return []
  }
}

const fromEnquiries = (facts: CaseFacts): Due[] =>
  facts.enquiries.flatMap(({ id, agencyId, replied, released, dueOn: by }) => {
    if (released) return []
    const what = replied ? 'Release the reply to an enquiry' : 'Chase the reply to an enquiry'
    const task: Due = { what, rule: 'Target: 5 working days after asking', dueOn: by, ...coordinator, aboutId: id }
    return [replied ? task : { ...task, waitsFor: agencyId }]
  })

const fromActions = (facts: CaseFacts): Due[] =>
  facts.actions.map(({ id, ownerId, dueOn: by }) => ({
    what: 'Do what you promised at the panel',
    rule: 'The panel set this day',
    dueOn: by,
    ...leadOr(ownerId),
    aboutId: id,
  }))
