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
  'police-led',
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

/** The facts of one case that its stage and its deadlines follow from. Instants are ISO 8601, days 'YYYY-MM-DD'. */
export interface CaseFacts {
  caseId: string
  openedAt: string
  matchedAt: string | null
  homeForceId: string | null
  leadId: string | null
  gateway: { outcome: Gateway; at: string } | null
  closure: { at: string; needsSecond: boolean; agreed: boolean; declined: boolean } | null
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
  consentRequest: { askOn: string; byWhom: string; at: string } | null
  consent: { answer: Consent; at: string; expiresOn: string | null } | null
  plan: { writtenAt: string; endedAt: string | null } | null
  exit: { on: string; at: string } | null
  reviews: readonly { kind: ReviewKind; on: string; nextOn: string | null; outcome: string }[]
  enquiries: readonly { id: string; agencyId: string; dueOn: string; replied: boolean; released: boolean }[]
  actions: readonly { id: string; ownerId: string; dueOn: string }[]
}

/** The stage of a case, computed from the facts recorded; no command sets it. Gives the stage and since when. */
export function stageOf(facts: CaseFacts): { stage: Stage; since: string } {
  return afterTheEnd(facts) ?? inSupport(facts) ?? atThePanel(facts) ?? beforeThePanel(facts)
}

const needed = ['6-month review', '12-month review'] as const

function afterTheEnd({ exit, closure, reviews, decision, gateway, section36 }: CaseFacts) {
  const done = (kind: string) => reviews.find((review) => review.kind === kind)
  const last = done('12-month review')
  if (exit) {
    if (needed.every(done) && last) return { stage: 'finished' as const, since: last.on }
    return { stage: 'after exit' as const, since: exit.at }
  }
  if (closure && !closure.declined) {
    if (closure.needsSecond && !closure.agreed)
      return { stage: 'closing, second person needed' as const, since: closure.at }
    const wasAtPanel = decision?.outcome === 'not adopted'
    if (!wasAtPanel || (needed.every(done) && last))
      return { stage: 'finished' as const, since: last?.on ?? closure.at }
    return { stage: 'after closing' as const, since: closure.at }
  }
  if (gateway?.outcome === 'not suitable') return { stage: 'finished' as const, since: gateway.at }
  if (gateway?.outcome === 'police-led') return { stage: 'police-led' as const, since: gateway.at }
  if (section36 && !section36.refers) return { stage: 'finished' as const, since: section36.at }
  return undefined
}

/** A refusal or withdrawal ends support at once and diarises the further assessment (CTSA 2015 s.36(4)(e)). */
function inSupport({ decision, consent, plan }: CaseFacts) {
  if (decision?.outcome !== 'adopted') return undefined
  if (!consent || consent.at < decision.at) return { stage: 'asking for consent' as const, since: decision.at }
  if (consent.answer === 'refused') return { stage: 'consent refused' as const, since: consent.at }
  if (consent.answer === 'withdrawn') return { stage: 'consent withdrawn' as const, since: consent.at }
  if (!plan || plan.endedAt) return { stage: 'planning support' as const, since: consent.at }
  return { stage: 'being supported' as const, since: plan.writtenAt }
}

function atThePanel({ decision, item, section36 }: CaseFacts) {
  if (decision?.outcome === 'not adopted') return { stage: 'after closing' as const, since: decision.at }
  if (item && !item.outcome && !item.meetingClosed) return { stage: 'on the agenda' as const, since: item.listedAt }
  if (section36?.refers) return { stage: 'ready for the panel' as const, since: decision?.at ?? section36.at }
  return undefined
}

function beforeThePanel({ gateway, matchedAt, openedAt }: CaseFacts) {
  if (gateway) return { stage: 'asking partners' as const, since: gateway.at }
  if (matchedAt) return { stage: 'with the police' as const, since: matchedAt }
  return { stage: 'referral received' as const, since: openedAt }
}
