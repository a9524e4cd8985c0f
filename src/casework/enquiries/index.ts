/** The front door of enquiries: what partners answered, and what a loader of a demo town reads in place of their mailbox. */
export { whoWasNotAsked } from './expected.ts'
export { repliesOf } from './queries.ts'
export { codeOf, tokenOf } from './secrets.ts'
