import type { Stage } from '../cases/index.ts'
import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import { addDays, showDay } from '../../platform/pure/days.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { CasePanel } from './queries/case-panel.ts'
import type { MeetingKnown } from './queries/meeting.ts'
import type { PanelKnown, TermsKnown } from './queries/panels.ts'
import type {
  endSeatQuestions,
  ItemKind,
  listCaseQuestions,
  meetingQuestions,
  rollQuestions,
  seatQuestions,
  termsQuestions,
} from './questions.ts'

type Today = { today: string }

interface TermsSet extends Fact {
  is: 'terms set'
  /** Given when the first terms of a panel are saved. */
  panelId?: string
  endedId?: string
  endedOn?: string
  chairId: string
  answers: Answers<typeof termsQuestions> & { interval: number }
}

/** New terms end the earlier ones of the same panel the day before; what a panel did under them stays as it was. */
export function setTerms({ earlier, chairs }: TermsKnown, answers: Answers<typeof termsQuestions>, { today }: Today) {
  const council = (staffId: string | undefined) => chairs.find((each) => each.staffId === staffId)?.agencyId
  // The local authority chairs (CTSA 2015 s.37).
  if (council(answers.chair) !== answers.council) return problem('chair', 'Choose a chair who works for that council')
  if (answers.deputy && council(answers.deputy) !== answers.council)
    return problem('deputy', 'Choose a deputy who works for that council')
  if (answers.deputy === answers.chair) return problem('deputy', 'Choose a deputy who is not the chair')
  if (earlier && answers.fromOn < today)
    return problem('fromOn', 'New terms of a panel that meets already start today or later')
  if (earlier && answers.fromOn <= earlier.fromOn)
    return problem('fromOn', `The terms before start on ${showDay(earlier.fromOn)}: choose a later day`)
  const ended = earlier && { panelId: earlier.panelId, endedId: earlier.termsId, endedOn: addDays(answers.fromOn, -1) }
  const fact: TermsSet = {
    is: 'terms set',
    ...ended,
    chairId: answers.chair,
    answers: { ...answers, interval: answers.interval ?? 4 },
  }
  return fact
}

/** A seat is taken for the agency that one works for, once at a time. */
export function giveSeat(panel: PanelKnown, { staff, fromOn, untilOn }: Answers<typeof seatQuestions>) {
  const member = panel.staff.find(({ staffId }) => staffId === staff)!
  if (untilOn && untilOn < fromOn) return problem('untilOn', 'The last day must not be before the first')
  const overlaps = panel.seats.some(
    (seat) =>
      seat.staffId === staff && (!untilOn || seat.fromOn <= untilOn) && (!seat.untilOn || seat.untilOn >= fromOn),
  )
  if (overlaps) return problem('staff', `${member.name} has a seat on this panel in that time already`)
  return {
    is: 'seat given' as const,
    panelId: panel.panelId,
    staffId: staff,
    agencyId: member.agencyId,
    fromOn,
    untilOn: untilOn ?? null,
  }
}

/** A seat ends today or later: who sat at earlier meetings stays as it was. */
export function endSeat(
  seat: { seatId: string; panelId: string; fromOn: string; untilOn: string | null },
  { untilOn }: Answers<typeof endSeatQuestions>,
  { today }: Today,
) {
  if (seat.untilOn && seat.untilOn < today) return refuse(`This seat ended on ${showDay(seat.untilOn)}.`)
  if (untilOn < today) return problem('untilOn', 'The last day must be today or later')
  if (untilOn < seat.fromOn) return problem('untilOn', 'The last day must not be before the first')
  return { is: 'seat ended' as const, seatId: seat.seatId, panelId: seat.panelId, untilOn }
}

interface MeetingCalled extends Fact {
  is: 'meeting called'
  panelId: string
  meetingId?: string
  answers: Answers<typeof meetingQuestions>
}

/** A meeting is called under the terms that will apply on its day. */
export function callMeeting(panel: PanelKnown, answers: Answers<typeof meetingQuestions>) {
  const applies = panel.terms.some(
    ({ fromOn, untilOn }) => fromOn <= answers.meetsOn && (!untilOn || untilOn >= answers.meetsOn),
  )
  if (!applies)
    return problem('meetsOn', 'No terms of reference apply on that day: choose another, or set the terms first')
  if (panel.meetings.some(({ meetsOn, meetsAt }) => meetsOn === answers.meetsOn && meetsAt === answers.meetsAt))
    return problem('meetsOn', 'The panel meets at that day and time already')
  const fact: MeetingCalled = { is: 'meeting called', panelId: panel.panelId, answers }
  return fact
}

/** What a case comes to the panel for, from its stage; undefined when it does not come there now. */
export function kindFor(stage: string): ItemKind | undefined {
  return kinds[stage as Stage]
}
const kinds: Partial<Record<Stage, ItemKind>> = {
  'ready for the panel': 'new case',
  'held for the police': 'new case',
  'support held for the police': 'plan review',
  'planning support': 'plan review',
  'being supported': 'plan review',
  'after exit': 'post-exit review',
  'after closing': 'post-exit review',
  'consent refused': 'further assessment',
  'consent withdrawn': 'further assessment',
  'support withdrawn': 'further assessment',
}

/** Why a case cannot go on an agenda now; undefined when it can. */
export function notForTheAgenda({
  section36,
  openItem,
  stage,
}: Pick<CasePanel, 'section36' | 'openItem' | 'stage'>): string | undefined {
  if (!section36)
    return 'Only a case that was referred with recorded grounds comes to the panel (CTSA 2015 section 36(3)).'
  if (openItem) return `The case is already on the agenda of ${showDay(openItem.meetsOn)}.`
  if (!kindFor(stage)) return `A case does not come to the panel while it is at the stage “${stage}”.`
  return undefined
}

interface CaseListed extends Fact {
  is: 'case listed'
  caseId: string
  meetingId: string
  itemId?: string
  kindWord: ItemKind
}

export function listCase(known: CasePanel, { meeting }: Answers<typeof listCaseQuestions>) {
  const not = notForTheAgenda(known)
  if (not) return refuse(not)
  const fact: CaseListed = {
    is: 'case listed',
    caseId: known.caseId,
    meetingId: meeting,
    kindWord: kindFor(known.stage)!,
  }
  return fact
}

export function openMeeting({ meetingId, openedAt }: MeetingKnown) {
  if (openedAt) return refuse('The meeting was opened already.')
  return { is: 'meeting opened' as const, meetingId }
}

/** Who is present, and which of the council's representatives is in the chair (CTSA 2015 s.37). */
export function callTheRoll(known: MeetingKnown, { present, chair }: Answers<typeof rollQuestions>) {
  const not = notOpen(known)
  if (not) return refuse(not)
  if (!present.includes(chair)) return problem('chair', 'Choose somebody who is present')
  const roll = known.members.map(({ staffId, agencyId }) => ({
    staffId,
    agencyId,
    present: present.includes(staffId),
    inTheChair: staffId === chair,
  }))
  return { is: 'roll called' as const, meetingId: known.meetingId, chairId: chair, roll }
}

export function notOpen({ openedAt, closedAt }: Pick<MeetingKnown, 'openedAt' | 'closedAt'>): string | undefined {
  if (!openedAt) return 'Open the meeting first.'
  return closedAt ? 'The meeting was closed already.' : undefined
}

export function closeMeeting(known: MeetingKnown) {
  const not = notOpen(known)
  return not ? refuse(not) : { is: 'meeting closed' as const, meetingId: known.meetingId }
}

export function approveMinutes({
  meetingId,
  closedAt,
  minutesApprovedAt,
}: Pick<MeetingKnown, 'meetingId' | 'closedAt' | 'minutesApprovedAt'>) {
  if (!closedAt) return refuse('Close the meeting first: minutes are approved afterwards.')
  if (minutesApprovedAt) return refuse('These minutes were approved already.')
  return { is: 'minutes approved' as const, meetingId }
}
