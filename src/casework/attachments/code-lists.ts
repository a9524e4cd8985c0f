import type { Kind } from '../../platform/files/kinds.ts'

/** What a document is, in the words of those who file it (facts 3.7: what each case produces, and what comes to it). */
export const whatDocumentsAre = {
  'letter or e-mail': 'A letter or an email',
  report: 'A report or an assessment by another service',
  'picture or screenshot': 'A picture or a screenshot',
  consent: 'A signed consent',
  'minutes or notes': 'Minutes or notes',
  'court or police paper': 'A paper of a court or of the police',
  other: 'Something else',
} as const
export type WhatItIs = keyof typeof whatDocumentsAre

/** Why a document does not stand as it was added. It is never changed and never taken out: it is marked. */
export const setAsideAs = {
  'about somebody else': 'It is about somebody else',
  'wrong file': 'It is the wrong file',
  'not accurate': 'What it says is not right',
  replaced: 'A newer one has taken its place',
} as const
export type SetAsideAs = keyof typeof setAsideAs

/** What came with something else is what it came with. */
export type CameWith = 'case' | 'referral' | 'enquiry reply'

export type Scan = 'clean' | 'waiting' | 'not scanned' | 'infected'

export interface Document {
  attachmentId: string
  caseId: string
  version: number
  name: string
  /** What it is and shows, in words: also what stands for a picture to whoever does not see it. */
  description: string
  source: string | null
  what: string
  datedOn: string | null
  cameWith: CameWith
  kind: Kind
  bytes: number
  scan: Scan
  addedBy: string | null
  addedById: string | null
  agency: string | null
  addedAt: string
  releasedAt: string | null
  setAside: { as: SetAsideAs; why: string; by: string | null; at: string } | null
}
