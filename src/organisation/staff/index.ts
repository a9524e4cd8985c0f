/** The front door of staff: what other modules and the command line may use. */
export { staffAsTheyAre } from './as-they-are.ts'
export { inviteLink } from './command-line.ts'
export { acceptTheConduct } from './commands/accept-conduct.ts'
export { invitationHash, joinPath, useUpInvitation } from './invitations.ts'
export { CodeOfConduct } from './pages/code-of-conduct.tsx'
export { type Role, roles } from './roles.ts'
