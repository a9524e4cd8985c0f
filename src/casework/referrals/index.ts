/** The front door of referrals: what other modules may use. */
export { referredPerson } from './reading.ts'
