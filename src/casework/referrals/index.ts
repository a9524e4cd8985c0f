/** The front door of referrals: what other modules may use. */
export { referredPerson } from './reading.ts'
export { organisationsNamed } from './organisations.ts'
export { concerns, optionsOn } from './code-lists.ts'
export { mayKnowTheUnnamed, saysWho } from './policy.ts'
