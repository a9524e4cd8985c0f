import { endedEarly } from './early-end.ts'
import { ledByThePolice } from './police-lead.ts'
import type { Chosen } from '../targets/pure.ts'
import { openReviews, reopenedAt, sinceReopened, theEnd, whatStopped } from './afterwards.ts'

/** The stages a case is at, in the words used in the room, in the order of the journey. */
export const stages = [
  'referral received',
  'with the police',
  'asking partners',
  'ready for the panel',
  'on the agenda',
  'asking for consent',
  'planning support',
  'being supported',
  'consent refused',
  'consent withdrawn',
  'support withdrawn',
  'police-led',
  'held for the police',
  'support held for the police',
  'closing, second person needed',
  'after exit',
  'after closing',
  'finished',
] as const
export type Stage = (typeof stages)[number]

type Gateway = 'proceed' | 'not suitable' | 'police-led'
type Outcome = 'adopted' | 'not adopted' | 'more information'
type Consent = 'given' | 'refused' | 'withdrawn'
export type ReviewKind = 'plan review' | '6-month review' | '12-month review' | 'later review' | 'further assessment'

export interface Review {
  kind: ReviewKind
  on: string
  at: string
  nextOn: string | null
  outcome: string
}

/** What the chair said when the police led a case that the panel had. */
export interface PoliceLeadAnswer {
  answer: 'the panel goes on' | 'the police lead'
  lookAgainOn: string | null
  at: string
}

/** The facts of one case that its stage and its deadlines follow from. Instants are ISO 8601, days 'YYYY-MM-DD'. */
export interface CaseFacts {
  caseId: string
  openedAt: string
  matchedAt: string | null
  homeForceId: string | null
  /** The person had been referred before: no one person ends it (facts 7.3). */
  isRepeat: boolean
  leadId: string | null
  /** The coordinator whom the case was given to, while they are one and see it; otherwise it is every coordinator's. */
  coordinatorId?: string | null
  gateway: { outcome: Gateway; at: string } | null
  /** The newest closing that was proposed; `answeredAt` is when a second person agreed or declined. */
  closure: { at: string; needsSecond: boolean; agreed: boolean; declined: boolean; answeredAt: string | null } | null
  section36: { refers: boolean; at: string } | null
  /** The newest item on a panel's table, with its meeting and what was decided. */
  item: {
    id: string
    kind: string
    listedAt: string
    meetsOn: string
    meetingClosed: boolean
    outcome: Outcome | null
    decidedAt: string | null
  } | null
  /** The newest panel decision of all. */
  decision: { outcome: Outcome; at: string } | null
  consentRequest: { id: string; askOn: string; byWhom: string | null; at: string } | null
  consent: { requestId: string; answer: Consent; at: string; expiresOn: string | null } | null
  plan: { writtenAt: string; endedAt: string | null } | null
  /** `reviewsFollow`: whether the case is looked at again 6 and 12 months later (not after a death or an error). */
  exit: { on: string; at: string; reviewsFollow: boolean } | null
  /** In the order they were recorded. */
  reviews: readonly Review[]
  /** Those that are finished, in the order in which they were. */
  assessments: readonly { occasion: string; at: string }[]
  enquiries: readonly {
    id: string
    agencyId: string
    askedAt: string
    dueOn: string
    replied: boolean
    released: boolean
  }[]
  /** Promises still open; one whose owner has left is nobody's until somebody takes it on. */
  actions: readonly { id: string; ownerId: string | null; dueOn: string }[]
  /** Those of which no outcome is known; `sentOn` null while they are to be sent, `answeredOn` while there is no answer. */
  handOvers: readonly { id: string; madeAt: string; sentOn: string | null; answeredOn: string | null }[]
  /** That it was a mistake was asked for, and waits for the second person. */
  mistakeAskedAt: string | null
  /** A finding that it was a mistake stands, and the letter on it. */
  mistaken: { at: string; letterAt: string | null; deferredUntil: string | null } | null
  policeLead: PoliceLeadAnswer | null
  /** What the town chose for its clocks, oldest first. */
  targets: readonly Chosen[]
}

/** The stage of a case, computed from the facts recorded; no command sets it. Gives the stage and since when. */
export function stageOf(all: CaseFacts): { stage: Stage; since: string } {
  const facts = sinceReopened(all)
  return afterTheEnd(facts) ?? inSupport(facts) ?? atThePanel(facts, reopenedAt(all)) ?? beforeThePanel(facts)
}

function afterTheEnd(facts: CaseFacts) {
  const { closure, gateway, reviews } = facts
  if (closure && !closure.declined && closure.needsSecond && !closure.agreed && !facts.exit)
    return { stage: 'closing, second person needed' as const, since: closure.at }
  const end = theEnd(facts)
  if (end) {
    if (openReviews(facts).length) return { stage: end.stage, since: end.at }
    return { stage: 'finished' as const, since: reviews.findLast(({ at }) => at >= end.at)?.at ?? end.at }
  }
  const reopened = closure && gateway?.outcome === 'proceed' && gateway.at > closure.at
  if (closure && !closure.declined && !reopened)
    return { stage: 'finished' as const, since: closure.answeredAt ?? closure.at }
  return ledByThePolice(facts) ?? endedEarly(facts)
}

/** A refusal or withdrawal ends support at once and diarises the further assessment (CTSA 2015 s.36(4)(e)). */
function inSupport(facts: CaseFacts) {
  const { decision, consent, plan } = facts
  if (decision?.outcome !== 'adopted') return undefined
  const stopped = whatStopped(facts)
  if (stopped) return { stage: stopped.stage, since: stopped.at }
  if (!consent || consent.at < decision.at) return { stage: 'asking for consent' as const, since: decision.at }
  if (!plan || plan.endedAt || plan.writtenAt < decision.at)
    return { stage: 'planning support' as const, since: consent.at }
  return { stage: 'being supported' as const, since: plan.writtenAt }
}

function atThePanel({ decision, item, section36 }: CaseFacts, reopened: string | undefined) {
  if (item && !item.outcome && !item.meetingClosed) return { stage: 'on the agenda' as const, since: item.listedAt }
  if (section36?.refers)
    return { stage: 'ready for the panel' as const, since: decision?.at ?? reopened ?? section36.at }
  return undefined
}

function beforeThePanel({ gateway, closure, matchedAt, openedAt }: CaseFacts) {
  const declined = closure?.declined && closure.answeredAt
  if (gateway)
    return { stage: 'asking partners' as const, since: declined && declined > gateway.at ? declined : gateway.at }
  if (matchedAt) return { stage: 'with the police' as const, since: matchedAt }
  return { stage: 'referral received' as const, since: openedAt }
}
