/** The front door of identity: what other modules, the command line and a demo's loader may use. */
export { giveCredential } from './accounts.ts'
export { currentCode, demoAccounts, demoPassword, isOpenToWalkers, signInToWalk, walkPath } from './demo.ts'
export { asIdentity, identifyIn } from './identify.ts'
export { hashPassword } from './passwords.ts'
export { apiTokenFor } from './sessions.ts'
