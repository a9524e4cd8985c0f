import type { Reply } from './questions.ts'

/** What an enquiry tells the agency, kept as it was told: a later change of name changes nothing of it. */
export interface SealedEnquiry {
  about: { name: string; born: string | null }
  purpose: string
  question: string
  askedBy: string
  /** Asked again, higher up: the ground of the refusal, and why it is asked again. */
  again?: { ground: string; why: string }
}

export type SealedReply = Pick<Reply, 'answer' | 'contact' | 'explanation' | 'by'>

export const enquirySeal = 'enquiry'
export const replySeal = 'enquiry_reply'
