import { command } from '../../../platform/command.ts'
import { askForRoles, giveRoles } from '../asking.ts'
import { staffPolicy } from '../policy.ts'
import { oneOfStaff } from '../queries.ts'
import { giveRoleQuestions } from '../questions.ts'
import { giveRole } from '../rules.ts'

export const giveARole = command({
  name: 'staff.give-role',
  zone: 'organisation',
  summary: 'Give a member of staff a role, or ask a second person for it where it reads cases or the journal',
  asks: giveRoleQuestions,
  knows: oneOfStaff,
  allows: staffPolicy.configure,
  decides: giveRole,
  async saves(writing, { is, staffId, roleWord }) {
    const roles = [roleWord]
    if (is === 'role given') await giveRoles(writing, { staffId, roles })
    else await askForRoles(writing, { staffId, roles })
  },
})
