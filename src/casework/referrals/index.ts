/** The front door of referrals: what other modules may use. */
export { referredPerson } from './reading.ts'
export { organisationsNamed } from './organisations.ts'
export { concerns, optionsOn, sectors } from './code-lists.ts'
export { keepGatewayMovedIn, keepMovedIn } from './moved-in.ts'
export { notSuitable, referralQuestions } from './questions.ts'
export { call, whomToCall } from './whom-to-call.ts'
export { wrongTogether } from './rules.ts'
export { mayKnowTheUnnamed, saysWho } from './policy.ts'
