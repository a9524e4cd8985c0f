/** The front door of enquiries: what the loader of a demo town reads in place of the agency's mailbox. */
export { codeOf, tokenOf } from './secrets.ts'
