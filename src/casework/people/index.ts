/** The front door of people: what other modules may use. */
export { candidatesFor, mayBeTheSame } from './candidates.ts'
export { matchReferral } from './commands/match-referral.ts'
export { matchOfReferral } from './queries.ts'
