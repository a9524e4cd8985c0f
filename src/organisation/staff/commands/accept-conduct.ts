import { command } from '../../../platform/command.ts'
import { allow, anyStaff } from '../../../platform/policy.ts'
import { ownConduct } from '../queries.ts'
import { conductQuestions } from '../questions.ts'
import { acceptConduct } from '../rules.ts'

export const acceptTheConduct = command({
  name: 'staff.accept-conduct',
  zone: 'organisation',
  summary: 'Accept the code of conduct, before the first use of casework',
  asks: conductQuestions,
  knows: ownConduct,
  allows: allow(anyStaff),
  decides: acceptConduct,
  async saves({ tx, now }, { staffId }) {
    await tx.updateTable('organisation.staff').set({ conduct_accepted_at: now }).where('id', '=', staffId).execute()
  },
})
