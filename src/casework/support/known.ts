import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { banner } from '../cases/index.ts'

const day = z.string()
const instant = z.string()
/** Somebody who can be named, with the agency they work for. */
const person = option.extend({ agencyId: z.uuid() })
export type Person = z.infer<typeof person>

export const consentRequest = z.object({
  id: z.uuid(),
  ofWhom: z.string(),
  name: z.string(),
  how: z.string(),
  askOn: day,
  byWhomId: z.uuid().nullable(),
  byWhom: z.string(),
  words: z.string().optional(),
  socialCareDecision: z.string().optional(),
  setAt: instant,
})
export type ConsentRequest = z.infer<typeof consentRequest>

export const consentAnswer = z.object({
  id: z.uuid(),
  requestId: z.uuid(),
  answer: z.enum(['given', 'refused', 'withdrawn']),
  whoMay: z.string(),
  name: z.string(),
  evidence: z.string(),
  ownView: z.string().optional(),
  how: z.string(),
  words: z.string(),
  answeredOn: day,
  expiresOn: day.nullable(),
  recordedBy: z.string(),
  recordedAt: instant,
})
export type ConsentAnswered = z.infer<typeof consentAnswer>

export const session = z.object({
  id: z.uuid(),
  heldOn: day,
  attended: z.boolean(),
  done: z.string(),
  recordedBy: z.string(),
})

export const planAction = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  needId: z.uuid(),
  need: z.string(),
  nature: z.string(),
  restsOnConsent: z.boolean(),
  providerId: z.uuid(),
  provider: z.string(),
  agency: z.string(),
  how: z.string(),
  startsOn: day,
  commissioned: z.int(),
  /** Sessions that the person attended. */
  delivered: z.int(),
  missed: z.int(),
  endedOn: day.nullable(),
  endedWhy: z.string().nullable(),
  endWords: z.string().optional(),
  whyFewer: z.string().optional(),
  sessions: z.array(session),
})
export type PlannedAction = z.infer<typeof planAction>

export const plan = z.object({
  id: z.uuid(),
  writtenBy: z.string(),
  writtenAt: instant,
  endedAt: instant.nullable(),
  endedWhy: z.string().nullable(),
  input: z.string().optional(),
  noInput: z.string().optional(),
  /** `foundId`: the need of an assessment that it answers. */
  needs: z.array(
    z.object({ id: z.uuid(), need: z.string(), reason: z.string().optional(), foundId: z.uuid().nullable() }),
  ),
  actions: z.array(planAction),
})
export type SupportPlan = z.infer<typeof plan>

export const review = z.object({
  id: z.uuid(),
  kind: z.string(),
  reviewedOn: day,
  outcome: z.string(),
  nextOn: day.nullable(),
  words: z.string(),
  whyEarly: z.string().optional(),
  contributions: z.array(z.object({ who: z.string(), said: z.string() })),
  recordedBy: z.string(),
})

export const exit = z.object({
  id: z.uuid(),
  reason: z.string(),
  exitedOn: day,
  words: z.string(),
  views: z.array(z.object({ who: z.string(), view: z.string() })),
  chairsReason: z.string().optional(),
  recordedBy: z.string(),
})

export const openReview = z.object({
  kind: z.enum(['6-month review', '12-month review', 'later review', 'further assessment']),
  dueOn: day,
  rule: z.string(),
})

/** Everything about the support of one case, from adoption to the last review: what the plan tab and every act know. */
export const support = z.object({
  caseId: z.uuid(),
  banner,
  today: day,
  /** The day of the decision that stands: none until the panel adopts, nor after it was reopened. */
  adoptedOn: day.nullable(),
  born: day.nullable(),
  ageAbout: z.int().nullable(),
  /** How long consent given now stands at most, and how long before its end it may be asked for again. */
  consentFor: z.object({ months: z.int(), renewalDays: z.int() }),
  /** Asked and answered since the decision that stands, oldest first. */
  requests: z.array(consentRequest),
  answers: z.array(consentAnswer),
  /** Newest first. */
  plans: z.array(plan),
  reviews: z.array(review),
  exits: z.array(exit),
  ended: z.object({ on: day, reviewed: z.boolean() }).nullable(),
  openReviews: z.array(openReview),
  stopped: z.string().nullable(),
  openPanelActions: z.int(),
  assessed: z.object({
    /** When the newest assessment was finished, and when the one for the exit. */
    on: day.nullable(),
    atExitOn: day.nullable(),
    /** Needs that the newest found and the standing plan answers neither with an action nor with a reason. */
    unmet: z.array(z.object({ id: z.uuid(), need: z.string() })),
  }),
  options: z.object({
    leads: z.array(person),
    askers: z.array(person),
    providers: z.array(person),
    needs: z.array(option),
    unmet: z.array(option),
    reviews: z.array(option),
  }),
})
export type Support = z.infer<typeof support>

export const actionInSupport = support.extend({ action: planAction })
export type ActionInSupport = z.infer<typeof actionInSupport>
