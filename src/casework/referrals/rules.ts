import { refuse, type Fact, type Problems, type Refusal } from '../../platform/pure/outcomes.ts'
import { ageOn } from '../../platform/pure/days.ts'
import type { Problem } from '../../platform/pure/questions.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { groundsThatEnd } from '../cases/pure.ts'
import type { ClosingAnswer, Gateway, ProposedClosing, ReferralAnswers } from './questions.ts'

export interface ReferralReceived extends Fact {
  is: 'referral received'
  answers: ReferralAnswers
  /** Why children's social care is told as well; undefined when it is not. */
  childWhy: string | undefined
  /** Given when the case is opened for it. */
  caseId?: string
  referenceWord?: string
}

const oldest = 120

/** What a referral must have to be acted on, and whether a child is concerned (casework.md, Referrals). */
export function receiveReferral(
  answers: ReferralAnswers,
  { today, viewer }: { today: string; viewer: Viewer },
): ReferralReceived | Problems {
  const problems = wrongTogether(answers, { today, viewer })
  if (problems.length) return { is: 'problems', problems }
  return { is: 'referral received', answers, childWhy: childWhy(answers, today) }
}

/** What the answers say wrongly between them, so far as they are given: nobody can act on somebody without name or age. */
export const wrongTogether = (
  answers: Partial<ReferralAnswers>,
  { today, viewer }: { today: string; viewer: Viewer },
): Problem[] => [...identity(answers, today), ...beingTold(answers, viewer)]

type SoFar = Partial<ReferralAnswers>

function identity({ givenNames, familyName, otherNames = [], born, ageAbout, aroseOn }: SoFar, today: string) {
  const named = givenNames || familyName || otherNames.length
  const age = born && ageOn(born, today)
  return [
    ...(named ? [] : [{ at: 'familyName', message: 'Enter at least one name: a forename, a surname or another name' }]),
    ...(born === undefined && ageAbout === undefined
      ? [{ at: 'ageAbout', message: 'Enter the birth date or an approximate age: a guess is enough' }]
      : []),
    ...(typeof age === 'number' && age > oldest
      ? [{ at: 'born', message: `The birth date must be less than ${oldest} years ago`, field: 'born-year' }]
      : []),
    ...(typeof age === 'number' && ageAbout !== undefined && Math.abs(age - ageAbout) > 1
      ? [{ at: 'ageAbout', message: `The birth date makes them ${age}: change it, or leave the age empty` }]
      : []),
    ...(born && aroseOn && aroseOn < born
      ? [{ at: 'aroseOn', message: 'The date must be after the birth date', field: 'aroseOn-year' }]
      : []),
  ]
}

/** A professional who does not tell the person says until when; somebody without an account need not know. */
function beingTold({ personKnows, notToldUntil }: SoFar, viewer: Viewer) {
  if (personKnows !== false || notToldUntil || viewer.kind !== 'staff') return []
  const message = 'Enter the day until which they are not told'
  return [{ at: 'notToldUntil', message, field: 'notToldUntil-day' }]
}

/** A child's referral, or that of whoever lives with a child or cares for one, goes to children's social care as well. */
export function childWhy({ born, ageAbout, livesWithChild }: ReferralAnswers, today: string): string | undefined {
  const age = born ? ageOn(born, today) : ageAbout
  if (age !== undefined && age < 18) return 'a child was referred'
  return livesWithChild === 'yes' ? 'an adult who lives with a child or cares for one was referred' : undefined
}

/** What the rules on a referred case need to know of it. */
export interface ReferredCase {
  caseId: string
  stage: string
  personId: string | null
  homeForceId: string | null
  isRepeat: boolean
  /** Section 36 grounds were recorded: from then on the panel decides. */
  isReferredToPanel: boolean
  gateway: readonly { outcome: string; ground?: string | null; byId: string | null }[]
  /** The closing that waits for a second person. */
  pending: { closureId: string; proposedById: string; passedTo: string | null; reason?: string } | null
}

const unmatched = 'Match the referral to a person first: until then nobody knows which earlier referrals belong to it.'

export interface GatewayRecorded extends Fact {
  is: 'gateway recorded'
  caseId: string
  answers: Gateway
}

/** The police's outcome; it may be recorded again at any later time, and each one stays (casework.md, Gateway). */
export function recordGatewayOutcome(known: ReferredCase, answers: Gateway): GatewayRecorded | Refusal | Problems {
  if (!known.personId || !known.homeForceId) return refuse(unmatched)
  const { outcome, ground, trackerReference, trackerOn } = answers
  const problems = [
    ...((outcome !== 'proceed' && groundsThatEnd('grounds', answers.grounds)?.problems) || []),
    ...(trackerReference && !trackerOn
      ? [{ at: 'trackerOn', message: 'Enter the date that goes with the reference', field: 'trackerOn-day' }]
      : []),
    ...(trackerOn && !trackerReference
      ? [{ at: 'trackerReference', message: 'Enter the reference that goes with the date' }]
      : []),
  ]
  if (problems.length) return { is: 'problems', problems }
  const words = { outcomeWord: outcome, ...(ground ? { groundWord: ground } : {}) }
  return { is: 'gateway recorded', caseId: known.caseId, answers, ...words }
}

export interface ClosingProposed extends Fact {
  is: 'closing proposed'
  caseId: string
  answers: ProposedClosing
  needsSecond: boolean
}

const closable = [
  'with the police',
  'asking partners',
  'ready for the panel',
  'police-led',
  'held for the police',
  'closing, second person needed',
]

/** Why a closing cannot be proposed now; undefined when it can. */
export function whyNotClose({ personId, pending, stage }: Pick<ReferredCase, 'personId' | 'pending' | 'stage'>) {
  if (!personId) return unmatched
  if (pending) return 'A closing of this case waits for the second person already.'
  if (stage === 'finished') return 'This case is finished already.'
  return closable.includes(stage) ? undefined : 'The panel decides on this case now: put it on an agenda.'
}

/**
 * A closing before the panel. A repeat is never closed by one person (facts 7.3); nor is a first referral by the
 * coordinator alone: either the police ended it too, or a second, senior person agrees (casework.md, Gateway).
 */
export function proposeToClose(known: ReferredCase, answers: ProposedClosing): ClosingProposed | Refusal | Problems {
  const no = whyNotClose(known)
  if (no) return refuse(no)
  const problems = [
    ...(groundsThatEnd('reasons', answers.reasons)?.problems ?? []),
    ...(known.isRepeat && !answers.together
      ? [{ at: 'together', message: 'The person was referred before: say what all referrals show together' }]
      : []),
  ]
  if (problems.length) return { is: 'problems', problems }
  const policeEndedIt = known.gateway.at(-1) !== undefined && known.gateway.at(-1)?.outcome !== 'proceed'
  // that it was a mistake is found by the police, or by the coordinator and a second person (casework.md, Gateway)
  const foundAlone = answers.reason === 'mistaken' && known.gateway.at(-1)?.ground !== 'mistaken'
  // what was referred to the panel is no one person's to end, whoever leads it now
  const needsSecond = known.isRepeat || known.isReferredToPanel || !policeEndedIt || foundAlone
  return { is: 'closing proposed', caseId: known.caseId, answers, needsSecond, reasonWord: answers.reason }
}

export interface ClosingAnswered extends Fact {
  is: 'closing answered'
  caseId: string
  closureId: string
  passedTo: string | null
  agrees: boolean
  reasons: string
}

/** The second, senior person agrees or declines; never whoever proposed it or found it not suitable (facts 7.3). */
export function answerTheClosing(
  known: ReferredCase,
  answers: ClosingAnswer,
  viewer: Viewer,
): ClosingAnswered | Refusal | Problems {
  const { pending } = known
  if (!pending) return refuse('No closing of this case waits for an answer.')
  if (pending.proposedById === viewer.id)
    return refuse('You proposed this closing yourself: another senior person must answer it.')
  if (known.gateway.at(-1)?.byId === viewer.id)
    return refuse('You recorded the gateway outcome yourself: another senior person must answer this closing.')
  const agrees = answers.answer === 'agree'
  const problems = agrees ? groundsThatEnd('reasons', answers.reasons) : undefined
  if (problems) return problems
  const { closureId, passedTo } = pending
  return {
    is: 'closing answered',
    caseId: known.caseId,
    closureId,
    passedTo,
    agrees,
    reasons: answers.reasons,
    ...(pending.reason ? { reasonWord: pending.reason } : {}),
    answerWord: agrees ? 'agreed' : 'declined',
  }
}

export interface ProgressReleased extends Fact {
  is: 'progress released'
  caseId: string
  reasons: string
}

/** Only somebody without an account sees less than the steps (casework.md, Referrals). */
export function releaseMore(
  { caseId, isReleased, referral }: { caseId: string; isReleased: boolean; referral: { cameBy: string } },
  { reasons }: { reasons: string },
): ProgressReleased | Refusal {
  if (referral.cameBy !== 'public') return refuse('Whoever referred has an account: they see how far it is already.')
  if (isReleased) return refuse('They may see how far it is already.')
  return { is: 'progress released', caseId, reasons }
}
