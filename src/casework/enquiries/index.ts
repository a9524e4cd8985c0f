/** The front door of enquiries: what partners answered, and what a loader of a demo town reads in place of their mailbox. */
export { repliesOf } from './queries.ts'
export { codeOf, tokenOf } from './secrets.ts'
