import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { banner } from '../cases/index.ts'
import { item } from './instrument.ts'

export const answered = z.object({
  item: z.string(),
  found: z.enum(['present', 'not', 'unknown']),
  evidence: z.string().optional(),
  source: z.string().optional(),
})
export const strength = z.object({ strength: z.string(), evidence: z.string(), source: z.string() })
export const need = z.object({ need: z.string() })

/** What an assessment came to: words alone. */
export const conclusion = z.object({
  summary: z.string(),
  changes: z.string().optional(),
  ownView: z.string(),
  strengths: z.array(strength),
  noStrengths: z.string().optional(),
})
export type Conclusion = z.infer<typeof conclusion>

const state = z.enum(['being written', 'finished', 'set aside'])
export const line = z.object({
  assessmentId: z.uuid(),
  occasion: z.string(),
  state,
  instrument: z.string(),
  edition: z.int(),
  begunBy: z.string(),
  begunOn: z.string(),
  finishedBy: z.string().nullable(),
  finishedOn: z.string().nullable(),
})
export type Line = z.infer<typeof line>

export const assessmentsOfCase = z.object({
  caseId: z.uuid(),
  banner,
  inFull: z.boolean(),
  today: z.string(),
  /** Newest first, those that were set aside among them. */
  all: z.array(line),
  /** The one being written. */
  open: line.nullable(),
  /** What the newest one that is finished came to, where this reader may know. */
  newest: line
    .extend({ conclusion: conclusion.nullable(), needs: z.array(z.object({ id: z.uuid(), need: z.string() })) })
    .nullable(),
  options: z.object({ instruments: z.array(option), occasions: z.array(option) }),
})
export type AssessmentsOfCase = z.infer<typeof assessmentsOfCase>

/** What the last finished assessment had, to stand beside. */
export const previous = z.object({
  assessmentId: z.uuid(),
  on: z.string(),
  items: z.array(answered),
  strengths: z.array(strength),
  needs: z.array(need),
  summary: z.string(),
})
export type Previous = z.infer<typeof previous>

const partKnown = z.object({
  code: z.string(),
  name: z.string(),
  guidance: z.string().optional(),
  items: z.array(item),
  saved: z.boolean(),
  answers: z.array(answered),
})

export const oneAssessment = z.object({
  caseId: z.uuid(),
  banner,
  inFull: z.boolean(),
  assessmentId: z.uuid(),
  occasion: z.string(),
  state,
  instrument: z.string(),
  instrumentId: z.uuid(),
  edition: z.int(),
  about: z.string().optional(),
  begunBy: z.string(),
  begunOn: z.string(),
  finishedBy: z.string().nullable(),
  finishedOn: z.string().nullable(),
  setAside: z.string().nullable(),
  /** Those of the instrument, then strengths, needs and summary. */
  parts: z.array(partKnown),
  strengths: z.array(strength),
  noStrengths: z.string().optional(),
  needs: z.array(need),
  summary: z.string().optional(),
  changes: z.string().optional(),
  ownView: z.string().optional(),
  previous: previous.nullable(),
})
export type OneAssessment = z.infer<typeof oneAssessment>

export const onePart = oneAssessment.extend({
  part: partKnown,
  version: z.int(),
  options: z.object({ items: z.array(option) }),
})
export type OnePart = z.infer<typeof onePart>

export const instrumentLine = z.object({
  instrumentId: z.uuid(),
  seriesId: z.uuid(),
  name: z.string(),
  edition: z.int(),
  state: z.enum(['draft', 'in use', 'retired']),
  madeBy: z.string().nullable(),
  madeOn: z.string(),
  inUseOn: z.string().nullable(),
  retiredOn: z.string().nullable(),
})
