import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { staffPolicy } from '../policy.ts'
import { oneOfStaff } from '../queries.ts'
import { leaverQuestions } from '../questions.ts'
import { recordLeaver } from '../rules.ts'

export const recordALeaver = command({
  name: 'staff.record-leaver',
  zone: 'organisation',
  summary: 'Record that a member of staff has left: ends their way in, roles and grants, and passes on their tasks',
  asks: leaverQuestions,
  knows: oneOfStaff,
  allows: staffPolicy.configure,
  decides: recordLeaver,
  // as with ending a role: one administrator always stays
  serializable: true,
  async saves({ tx, now }, { staffId }) {
    await tx.updateTable('organisation.staff').set({ left_at: now }).where('id', '=', staffId).execute()
    await tx
      .updateTable('organisation.staff_role')
      .set({ ended_at: now })
      .where('staff_id', '=', staffId)
      .where('ended_at', 'is', null)
      .execute()
    await sql`select organisation.end_sign_in(${staffId}, ${now})`.execute(tx)
  },
})
