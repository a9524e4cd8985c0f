import { command } from '../../../platform/command.ts'
import { staffPolicy } from '../policy.ts'
import { oneOfStaff } from '../queries.ts'
import { giveRoleQuestions } from '../questions.ts'
import { giveRole } from '../rules.ts'

export const giveARole = command({
  name: 'staff.give-role',
  zone: 'organisation',
  summary: 'Give a member of staff a role',
  asks: giveRoleQuestions,
  knows: oneOfStaff,
  allows: staffPolicy.configure,
  decides: giveRole,
  async saves({ tx, newId, viewer, now }, { staffId, roleWord }) {
    await tx
      .insertInto('organisation.staff_role')
      .values({ id: newId(), staff_id: staffId, role: roleWord, given_by: viewer.id, from_at: now })
      .execute()
  },
})
