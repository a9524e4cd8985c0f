import { type Module, route } from '../../platform/module.ts'
import { acceptTheConduct } from './commands/accept-conduct.ts'
import { answerForARole } from './commands/answer-role.ts'
import { authoriseForSection36, endTheAuthorisation } from './commands/authorise.ts'
import { endARole } from './commands/end-role.ts'
import { giveARole } from './commands/give-role.ts'
import { inviteStaff, inviteStaffAgain } from './commands/invite.ts'
import { recordALeaver } from './commands/record-leaver.ts'
import {
  AuthorisePage,
  EndAuthorisationPage,
  EndRolePage,
  GiveRolePage,
  InviteAgainPage,
  InvitePage,
  LeaverPage,
} from './pages/forms.tsx'
import { OneOfStaffPage } from './pages/one-page.tsx'
import { StaffPage } from './pages/staff-page.tsx'
import { AnswerRolePage, RolesWaitingPage } from './pages/waiting-pages.tsx'
import { staffPolicy } from './policy.ts'
import { invitationForm, oneOfStaff, ownConduct, staffList } from './queries.ts'
import { rolesAskedFor, rolesWaiting } from './waiting.ts'

const theirPage = (_fact: object, { staffId }: Record<string, string>) => `/staff/${staffId}`

export const staff: Module = {
  name: 'staff',
  routes: [
    route({ path: '/staff', looks: staffList, shows: StaffPage }),
    route({
      path: '/staff/invite',
      looks: invitationForm,
      shows: InvitePage,
      performs: inviteStaff,
      then: ({ staffId }) => `/staff/${String(staffId)}`,
      done: 'The invitation is on its way',
    }),
    route({ path: '/staff/roles-waiting', looks: rolesWaiting, shows: RolesWaitingPage }),
    route({
      path: '/staff/:staffId/roles-asked-for',
      looks: rolesAskedFor,
      shows: AnswerRolePage,
      performs: answerForARole,
      then: () => '/staff/roles-waiting',
      done: 'The answer was recorded',
    }),
    route({ path: '/staff/:staffId', looks: oneOfStaff, shows: OneOfStaffPage }),
    route({
      path: '/staff/:staffId/invite-again',
      looks: oneOfStaff,
      shows: InviteAgainPage,
      performs: inviteStaffAgain,
      then: theirPage,
      done: 'The invitation is on its way',
    }),
    route({
      path: '/staff/:staffId/give-role',
      looks: oneOfStaff,
      shows: GiveRolePage,
      performs: giveARole,
      then: theirPage,
      done: 'The role was recorded: below it says whether it waits for a second person',
    }),
    route({
      path: '/staff/:staffId/end-role',
      looks: oneOfStaff,
      shows: EndRolePage,
      performs: endARole,
      then: theirPage,
      done: 'The role has ended',
    }),
    route({
      path: '/staff/:staffId/authorise',
      looks: oneOfStaff,
      shows: AuthorisePage,
      performs: authoriseForSection36,
      then: theirPage,
      done: 'The authorisation was recorded',
    }),
    route({
      path: '/staff/:staffId/end-authorisation',
      looks: oneOfStaff,
      shows: EndAuthorisationPage,
      performs: endTheAuthorisation,
      then: theirPage,
      done: 'The authorisation has ended',
    }),
    route({
      path: '/staff/:staffId/left',
      looks: oneOfStaff,
      shows: LeaverPage,
      performs: recordALeaver,
      then: theirPage,
      done: 'It is recorded that they have left',
    }),
  ],
  commands: [acceptTheConduct],
  queries: [ownConduct],
  navigation: [
    { href: '/staff', text: 'Staff', roles: ['administrator'] },
    { href: '/staff/roles-waiting', text: 'Roles that wait', roles: staffPolicy.vouch.roles },
  ],
}
