import { z } from 'zod'
import { documentShape } from '../attachments/index.ts'

/** What may leave of a referral and of what was decided on it: the shapes of the queries. */

export const statement = z.object({
  words: z.string(),
  kind: z.string(),
  source: z.string(),
  on: z.string().optional(),
})
export type Statement = z.infer<typeof statement>

export const referral = z.object({
  reference: z.string(),
  receivedAt: z.string(),
  cameBy: z.string(),
  sector: z.string(),
  concern: z.string(),
  /** Null when nobody is known, or when the name is withheld from this reader. */
  referrer: z.string().nullable(),
  withheld: z.boolean(),
  statements: z.array(statement),
  documents: z.array(documentShape),
  /** Every answer but the statements, by the name of its question. */
  answers: z.record(z.string(), z.unknown()),
})
export type Referral = z.infer<typeof referral>

export const otherReferral = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  receivedAt: z.string(),
  name: z.string(),
  born: z.string().nullable(),
  ageAbout: z.int().nullable(),
  sector: z.string(),
  concern: z.string(),
  stage: z.string(),
  gateway: z.string().nullable(),
  ground: z.string().nullable(),
  closedFor: z.string().nullable(),
  mistaken: z.boolean(),
  statements: z.array(statement),
})
export type OtherReferral = z.infer<typeof otherReferral>

export const gatewayOutcome = z.object({
  outcomeId: z.uuid(),
  outcome: z.string(),
  ground: z.string().nullable(),
  passedTo: z.string().nullable(),
  grounds: z.string(),
  trackerReference: z.string().nullable(),
  trackerOn: z.string().nullable(),
  /** How the tracker's reference came later, where it was not entered with the result. */
  confirmed: z.string().nullable(),
  byId: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})
export type GatewayOutcome = z.infer<typeof gatewayOutcome>

export const closing = z.object({
  closureId: z.uuid(),
  reason: z.string(),
  passedTo: z.string().nullable(),
  reasons: z.string(),
  together: z.string().nullable(),
  proposedById: z.string(),
  proposedBy: z.string(),
  at: z.string(),
  needsSecond: z.boolean(),
  answer: z.enum(['agreed', 'declined']).nullable(),
  answeredBy: z.string().nullable(),
  answerReasons: z.string().nullable(),
})
export type Closing = z.infer<typeof closing>
