import { addDays, addMonths, dayOf, workingDaysAfter } from '../../platform/pure/days.ts'
import { sinceReopened, theEnd } from './afterwards.ts'
import { awaitsAnAnswer } from './early-end.ts'
import {
  assessIsDue,
  dueAfterStopping,
  dueAfterwards,
  dueWhileAsking,
  dueWhilePlanning,
  dueWhileSupported,
} from './due-in-support.ts'
import { ruleOf, targetAt, type TargetName } from '../targets/pure.ts'
import { type CaseFacts, type Stage, stageOf } from './lifecycle.ts'
import { restsUntil } from './police-lead.ts'
import { coordinator, type Due, due, leadOr, role, type Responsible, staff } from './responsible.ts'

export type { Due } from './responsible.ts'

const twoClose = 'A repeat referral is never closed by one person'

/** Everything that is due on a case, from its facts alone; nothing is typed in. */
export function dueOn(facts: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  return [
    ...fromStage(facts, holidays),
    ...fromHandOvers(facts, holidays),
    ...fromMistakes(facts, holidays),
    ...fromEnquiries(facts),
    ...fromActions(facts),
  ].map(ofItsCoordinator(facts))
}

/** What any coordinator would do is done by the one whom the case was given to. */
const ofItsCoordinator =
  ({ coordinatorId }: CaseFacts) =>
  (task: Due): Due =>
    coordinatorId && task.role === coordinator.role ? { ...task, ...staff(coordinatorId) } : task

function fromStage(all: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  const { stage, since } = stageOf(all)
  const facts = sinceReopened(all)
  const from = dayOf(since)
  const amount = (name: TargetName) => targetAt(all.targets, name, since)
  const within = (name: TargetName) => workingDaysAfter(from, amount(name), holidays)
  const rule = (name: TargetName) => ruleOf(name, amount(name))
  const one = (what: string, by: string, rule: string, who: Responsible): Due[] => [due(what, by, rule, who)]
  switch (stage) {
    case 'referral received':
      return one('Match the referral to a person', within('match'), rule('match'), coordinator)
    case 'with the police':
      return one(
        'Record the gateway outcome',
        within('gateway'),
        rule('gateway'),
        role('police case officer', facts.homeForceId),
      )
    case 'asking partners':
      return one('Record the section 36 decision', within('section36'), rule('section36'), role('section 36 officer'))
    case 'ready for the panel':
      return one('Put the case on an agenda', addDays(from, amount('agenda')), rule('agenda'), coordinator)
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
        ? one('Agree or decline the closing', within('close'), twoClose, role('senior officer'))
        : one('Propose the closing, with reasons', within('close'), twoClose, coordinator)
    case 'police-led':
      return one(stillLed, addMonths(from, amount('policeAgain')), rule('policeAgain'), coordinator)
    case 'held for the police':
    case 'support held for the police':
      return whileHeld(facts, within('policeLead'))
    case 'after exit':
    case 'after closing':
      return dueAfterwards(facts)
    default:
      return []
  }
}

const stillLed = 'Ask the police whether they still lead the case, or end it'
const panelHadIt = 'The police lead what was referred to the panel: nothing stops without a decision'

/** The police lead what the panel had: the chair says how it goes on, and the coordinator sees to it. */
function whileHeld(facts: CaseFacts, by: string): Due[] {
  const restsTo = restsUntil(facts)
  if (restsTo) return [due(stillLed, restsTo, 'The chair set this day', coordinator)]
  return [
    due(heldTasks.chair, by, panelHadIt, role('panel chair')),
    due(heldTasks.coordinator, by, panelHadIt, coordinator),
  ]
}
export const heldTasks = {
  chair: 'Decide how the case goes on that the police lead',
  coordinator: 'See that the chair decides how the case goes on',
}

/** What was handed over is sent, answered and comes to something: each is chased, also after the case has ended. */
const fromHandOvers = ({ handOvers, targets }: CaseFacts, holidays: ReadonlySet<string>): Due[] =>
  handOvers.map(({ id, madeAt, sentOn, answeredOn }) => {
    const next = answeredOn ? 'outcome' : sentOn ? 'answer' : 'send'
    const name = handOverTargets[next]
    const amount = targetAt(targets, name, answeredOn ?? sentOn ?? madeAt)
    const by = workingDaysAfter(answeredOn ?? sentOn ?? dayOf(madeAt), amount, holidays)
    return { ...due(handOverTasks[next], by, ruleOf(name, amount), coordinator), aboutId: id }
  })
export const handOverTasks = {
  send: 'Send the hand-over to another service',
  answer: 'Chase the answer to a hand-over',
  outcome: 'Record what came of a hand-over',
}
const handOverTargets = { send: 'handOverSend', answer: 'handOverAnswer', outcome: 'handOverOutcome' } as const

/** Whoever was referred by mistake gets a letter, unless a reviewed deferral stands (trust.md, Rights); their case ends. */
function fromMistakes(facts: CaseFacts, holidays: ReadonlySet<string>): Due[] {
  const { mistaken, mistakeAskedAt, targets } = facts
  const within = (name: TargetName, at: string) => workingDaysAfter(dayOf(at), targetAt(targets, name, at), holidays)
  const asked = mistakeAskedAt
    ? [due(mistakeTasks.answer, within('close', mistakeAskedAt), twoFind, role('senior officer'))]
    : []
  if (!mistaken) return asked
  const { at, deferredUntil } = mistaken
  const ending = endsTheMistaken(facts, within('close', at))
  if (mistaken.letterAt) return [...asked, ...ending]
  const rule = deferredUntil
    ? 'The letter was deferred until this day'
    : ruleOf('letter', targetAt(targets, 'letter', at))
  return [...asked, ...ending, due(mistakeTasks.letter, deferredUntil ?? within('letter', at), rule, coordinator)]
}

/** The finding ends nothing by itself: before the panel somebody proposes a closing, and after adoption there is an exit. */
function endsTheMistaken(all: CaseFacts, by: string): Due[] {
  const facts = sinceReopened(all)
  if (theEnd(facts)) return []
  if (facts.decision?.outcome === 'adopted') return [due(mistakeTasks.exit, by, endsNothing, coordinator)]
  return mayBeClosed.includes(stageOf(all).stage) ? [due(mistakeTasks.close, by, endsNothing, coordinator)] : []
}
/** Not while a closing is proposed, or its own task says that it is to be. */
const mayBeClosed: readonly Stage[] = [
  'with the police',
  'asking partners',
  'ready for the panel',
  'police-led',
  'held for the police',
]
const endsNothing = 'The referral was found to be a mistake, and the finding alone does not end the case'
const twoFind = 'That a referral was a mistake is found by the coordinator and a second person'
export const mistakeTasks = {
  answer: 'Say whether the referral was a mistake',
  letter: 'Give the letter on a mistaken referral, or defer it',
  close: 'Propose to close the case of a mistaken referral',
  exit: 'Record the exit of the person who was referred by mistake',
}

const fromEnquiries = (facts: CaseFacts): Due[] =>
  facts.enquiries.flatMap(({ id, agencyId, askedAt, replied, released, dueOn: by }) => {
    if (released) return []
    const what = replied ? 'Release the reply to an enquiry' : 'Chase the reply to an enquiry'
    const rule = ruleOf('enquiry', targetAt(facts.targets, 'enquiry', askedAt))
    const task: Due = { what, rule, dueOn: by, ...coordinator, aboutId: id }
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
