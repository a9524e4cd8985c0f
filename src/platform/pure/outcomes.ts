/** What a decision can come to besides a fact. */
export interface Refusal {
  is: 'refused'
  sentence: string
}
export interface Problems {
  is: 'problems'
  problems: { at: string; message: string }[]
}

/** A rule says no, in a whole sentence that a practitioner can act on. */
export const refuse = (sentence: string): Refusal => ({ is: 'refused', sentence })
/** Something that was typed must change first: the question's name, and what to do. */
export const problem = (at: string, message: string): Problems => ({ is: 'problems', problems: [{ at, message }] })

/** Something that happened. Ids and code words are kept on the act; narrative never is. */
export interface Fact {
  is: string
  caseId?: string
  [key: string]: unknown
}
