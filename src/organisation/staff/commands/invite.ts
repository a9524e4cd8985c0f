import { command } from '../../../platform/command.ts'
import { askForRoles, giveRoles } from '../asking.ts'
import { sendInvitationTo } from '../invitations.ts'
import { staffPolicy } from '../policy.ts'
import { invitationForm, oneOfStaff } from '../queries.ts'
import { invitationQuestions } from '../questions.ts'
import { invite, inviteAgain } from '../rules.ts'

export const inviteStaff = command({
  name: 'staff.invite',
  zone: 'organisation',
  summary: 'Invite somebody to work here, with their agency and roles',
  asks: invitationQuestions,
  knows: invitationForm,
  allows: staffPolicy.invite,
  decides: invite,
  async saves(writing, fact) {
    const { tx, now } = writing
    const staffId = writing.newId()
    fact.staffId = staffId
    const { name, email, jobTitle, agencyId } = fact
    await tx
      .insertInto('organisation.staff')
      .values({ id: staffId, agency_id: agencyId, name: name.trim(), email, job_title: jobTitle, created_at: now })
      .execute()
    const roles = fact.roles.filter((role) => !fact.waiting.includes(role))
    await giveRoles(writing, { staffId, roles })
    await askForRoles(writing, { staffId, roles: fact.waiting })
    await sendInvitationTo(writing, staffId)
  },
})

export const inviteStaffAgain = command({
  name: 'staff.invite-again',
  zone: 'organisation',
  summary:
    'Send somebody a new invitation: the earlier one ends, and accepting it sets a new password and second factor',
  asks: {},
  knows: oneOfStaff,
  allows: staffPolicy.invite,
  decides: inviteAgain,
  async saves(writing, { staffId }) {
    await sendInvitationTo(writing, staffId)
  },
})
