/** The front door of referrals: what other modules may use. */
export { handOver } from './hand-overs.ts'
