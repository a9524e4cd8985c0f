import { command } from '../../../platform/command.ts'
import { giveRoles } from '../asking.ts'
import { staffPolicy } from '../policy.ts'
import { roleAnswerQuestions } from '../questions.ts'
import { answerRole } from '../rules.ts'
import { rolesAskedFor } from '../waiting.ts'

export const answerForARole = command({
  name: 'staff.answer-role',
  zone: 'organisation',
  summary: 'Say, as the second person, whether somebody is given a role that reads cases or the journal',
  asks: roleAnswerQuestions,
  knows: rolesAskedFor,
  allows: staffPolicy.vouch,
  decides: answerRole,
  async saves(writing, { is, staffId, roleWord }) {
    const { tx, viewer, now } = writing
    const answer = is === 'role given' ? 'given' : 'not given'
    await tx
      .updateTable('organisation.role_asked')
      .set({ answer, answered_by: viewer.id, answered_at: now })
      .where('staff_id', '=', staffId)
      .where('role', '=', roleWord)
      .where('answered_at', 'is', null)
      .execute()
    if (answer === 'given') await giveRoles(writing, { staffId, roles: [roleWord] })
  },
})
