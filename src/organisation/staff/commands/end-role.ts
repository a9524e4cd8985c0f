import { command } from '../../../platform/command.ts'
import { staffPolicy } from '../policy.ts'
import { oneOfStaff } from '../queries.ts'
import { endRoleQuestions } from '../questions.ts'
import { endRole } from '../rules.ts'

export const endARole = command({
  name: 'staff.end-role',
  zone: 'organisation',
  summary: 'End a role of a member of staff, from their next page on',
  asks: endRoleQuestions,
  knows: oneOfStaff,
  allows: staffPolicy.configure,
  decides: endRole,
  // two administrators who end each other at the same moment would leave none
  serializable: true,
  async saves({ tx, now }, { staffId, roleWord }) {
    await tx
      .updateTable('organisation.staff_role')
      .set({ ended_at: now })
      .where('staff_id', '=', staffId)
      .where('role', '=', roleWord)
      .where('ended_at', 'is', null)
      .execute()
  },
})
