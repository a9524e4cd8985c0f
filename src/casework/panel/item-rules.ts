import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { ActionKnown } from './queries/action.ts'
import type { ItemForGuests } from './queries/item.ts'
import type { ItemOnTheTable } from './queries/items.ts'
import type {
  actionQuestions,
  conflictQuestions,
  dissentQuestions,
  finishQuestions,
  inviteQuestions,
  viewQuestions,
} from './questions.ts'
import { atTheTable, inTheChair, notBeingHeard } from './rules.ts'

type Acting = { viewer: { id: string } }
const about = ({ caseId, itemId, meetingId }: ItemOnTheTable) => ({ caseId, itemId, meetingId })
const minutesStand = 'The minutes of this meeting were approved: nothing is added to them.'

/** Why something cannot be done on an item now, each in a sentence: pages say it before, and the rules when it is tried. */
export const whyNotDeclare = ({ minutesApprovedAt }: Pick<ItemOnTheTable, 'minutesApprovedAt'>) =>
  minutesApprovedAt ? minutesStand : undefined
export const whyNotDissent = (item: Pick<ItemOnTheTable, 'decision' | 'minutesApprovedAt'>) =>
  item.decision ? whyNotDeclare(item) : 'There is no decision yet to dissent from.'
export const whyNotSetAction = (item: Pick<ItemOnTheTable, 'openedAt' | 'minutesApprovedAt'>) =>
  item.openedAt ? whyNotDeclare(item) : 'The meeting has not been opened yet.'
export const whyNotInvite = ({ closedAt }: Pick<ItemOnTheTable, 'closedAt'>) =>
  closedAt ? 'The meeting is closed.' : undefined

/**
 * One declares for oneself, at any time before the minutes are approved. Knowing somebody through work is no conflict.
 * What was said at the table is no word of a fact: facts are read by whoever reads the case, also away from the table.
 */
export function declareConflict(item: ItemOnTheTable, answers: Answers<typeof conflictQuestions>, { viewer }: Acting) {
  const no = whyNotDeclare(item)
  if (no) return refuse(no)
  if (item.recusals.some(({ staffId, kind }) => staffId === viewer.id && kind === answers.kind))
    return refuse('You have declared this already.')
  return { is: 'conflict declared' as const, ...about(item), staffId: viewer.id, answers }
}

/** The view of an agency: by its member, or as the chair heard it. */
export function giveView(
  item: ItemOnTheTable,
  { member, view, words }: Answers<typeof viewQuestions>,
  { viewer }: Acting,
) {
  const not = notBeingHeard(item)
  if (not) return refuse(not)
  const speaker = atTheTable(item).find(({ staffId }) => staffId === member)
  if (!speaker) return problem('member', 'Choose somebody who is present and has declared no conflict')
  if (member !== viewer.id && inTheChair(item)?.staffId !== viewer.id)
    return problem('member', 'Only whoever is in the chair records the view of another agency')
  return {
    is: 'view given' as const,
    ...about(item),
    staffId: member,
    agencyId: speaker.agencyId,
    view,
    words,
  }
}

/** Dissent stands beside the decision, with its reasons, whoever was right. */
export function recordDissent(item: ItemOnTheTable, { reasons }: Answers<typeof dissentQuestions>, { viewer }: Acting) {
  const no = whyNotDissent(item)
  if (no) return refuse(no)
  const member = atTheTable(item).find(({ staffId }) => staffId === viewer.id)
  if (!member) return refuse('Only whoever was present at the decision dissents from it.')
  return { is: 'dissent recorded' as const, ...about(item), staffId: viewer.id, agencyId: member.agencyId, reasons }
}

interface ActionSet extends Fact {
  is: 'panel action set'
  caseId: string
  itemId: string
  meetingId: string
  /** Given when it is saved. */
  actionId?: string
  ownerId: string
  what: string
  dueOn: string
}

/** An action is set at the meeting, or while its minutes are written. */
export function setAction(item: ItemOnTheTable, { owner, what, dueOn }: Answers<typeof actionQuestions>) {
  const no = whyNotSetAction(item)
  if (no) return refuse(no)
  const fact: ActionSet = { is: 'panel action set', ...about(item), ownerId: owner, what, dueOn }
  return fact
}

export function finishAction(
  { caseId, actionId, itemId, ownerId, doneAt, what }: ActionKnown,
  { words }: Answers<typeof finishQuestions>,
) {
  if (doneAt) return refuse('This action is done already.')
  return { is: 'panel action done' as const, caseId, itemId, actionId, ownerId, what, words }
}

/** Members may be added for one person's case (CTSA 2015 s.37): the police of where the person lives, a school, a doctor. */
export function invite(item: ItemForGuests, { staff }: Answers<typeof inviteQuestions>) {
  const no = whyNotInvite(item)
  if (no) return refuse(no)
  const guest = item.invitable.find(({ staffId }) => staffId === staff)!
  return {
    is: 'guest invited' as const,
    ...about(item),
    panelId: item.panelId,
    staffId: staff,
    agencyId: guest.agencyId,
  }
}
