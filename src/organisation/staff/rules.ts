import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import type { EndedRole, GivenRole, Invitation } from './questions.ts'
import { mayHoldTogether } from './roles.ts'

const notTogether =
  'An administrator cannot also read cases or the journal: give these roles to different people, each with their own account'

interface Invited extends Fact, Invitation {
  is: 'member of staff invited'
  roles: NonNullable<Invitation['roles']>
  /** Given when it is saved. */
  staffId?: string
}

export function invite({ taken }: { taken: readonly string[] }, given: Invitation) {
  const email = given.email.trim().toLowerCase()
  if (taken.includes(email)) return problem('email', 'Somebody with this e-mail address is here already, or was')
  const roles = given.roles ?? []
  if (!mayHoldTogether(roles)) return problem('roles', notTogether)
  const fact: Invited = { is: 'member of staff invited', ...given, email, roles }
  return fact
}

export interface Holder {
  staffId: string
  leftAt: string | null
  roles: readonly { role: string }[]
  /** Other people who are administrators now. */
  otherAdministrators: number
}

const hasLeft = refuse('They have left. Nothing more can be changed for them.')
const lastAdministrator = refuse(
  'They are the only administrator: make somebody else an administrator first, or nobody could let people in.',
)

/** A new invitation is also how somebody gets back in who has lost the password, the telephone and the codes. */
export function inviteAgain({ staffId, leftAt }: Holder) {
  if (leftAt) return hasLeft
  return { is: 'member of staff invited again' as const, staffId }
}

export function giveRole({ staffId, leftAt, roles }: Holder, { role }: GivenRole) {
  if (leftAt) return hasLeft
  const held = roles.map((each) => each.role)
  if (held.includes(role)) return problem('role', 'They have this role already')
  if (!mayHoldTogether([...held, role])) return problem('role', notTogether)
  return { is: 'role given' as const, staffId, roleWord: role }
}

export function endRole({ staffId, leftAt, otherAdministrators }: Holder, { role }: EndedRole) {
  if (leftAt) return hasLeft
  if (role === 'administrator' && otherAdministrators === 0) return lastAdministrator
  return { is: 'role ended' as const, staffId, roleWord: role }
}

/** Their way in, their roles and their grants end in one act, and what they had to do passes on (trust.md, Identity). */
export function recordLeaver({ staffId, leftAt, roles, otherAdministrators }: Holder) {
  if (leftAt) return refuse('It is recorded already that they have left.')
  if (roles.some(({ role }) => role === 'administrator') && otherAdministrators === 0) return lastAdministrator
  return { is: 'member of staff left' as const, staffId }
}

export function acceptConduct({ staffId, acceptedAt }: { staffId: string; acceptedAt: string | null }) {
  if (acceptedAt) return refuse('You have accepted the code of conduct already.')
  return { is: 'code of conduct accepted' as const, staffId }
}
