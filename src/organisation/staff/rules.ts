import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Authorisation, EndedRole, GivenRole, Invitation, RoleAnswer } from './questions.ts'
import { mayHoldTogether, takesTwo } from './roles.ts'

const notTogether =
  'An administrator cannot also read cases or the journal: give these roles to different people, each with their own account'

/** Who acts: the command line is whoever runs the town, and asks nobody. */
interface Acting {
  viewer: Pick<Viewer, 'kind'>
}

/** Whether a role must wait until a second person says so: nobody lets themselves or a name of their own into cases. */
const waits = (role: string, secondWord: boolean, { viewer }: Acting) =>
  viewer.kind !== 'process' && secondWord && takesTwo(role)

interface Invited extends Fact, Invitation {
  is: 'member of staff invited'
  roles: NonNullable<Invitation['roles']>
  /** Those of them that wait for a second person. */
  waiting: NonNullable<Invitation['roles']>
  /** Given when it is saved. */
  staffId?: string
}

interface ToInvite {
  taken: readonly string[]
  secondWord: boolean
}

export function invite({ taken, secondWord }: ToInvite, given: Invitation, acting: Acting) {
  const email = given.email.trim().toLowerCase()
  if (taken.includes(email)) return problem('email', 'Somebody with this email address is here already, or was')
  const roles = given.roles ?? []
  if (!mayHoldTogether(roles)) return problem('roles', notTogether)
  const waiting = roles.filter((role) => waits(role, secondWord, acting))
  const fact: Invited = { is: 'member of staff invited', ...given, email, roles, waiting }
  return fact
}

export interface Holder {
  staffId: string
  leftAt: string | null
  roles: readonly { role: string }[]
  /** Other people who are administrators now. */
  otherAdministrators: number
}

interface ToGive extends Holder {
  waiting: readonly { role: string }[]
  /** Whether there is, or was, somebody who could say the second word. */
  secondWord: boolean
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

export function giveRole({ staffId, leftAt, roles, waiting, secondWord }: ToGive, { role }: GivenRole, acting: Acting) {
  if (leftAt) return hasLeft
  const held = roles.map((each) => each.role)
  if (held.includes(role)) return problem('role', 'They have this role already')
  const asked = waiting.map((each) => each.role)
  if (asked.includes(role)) return problem('role', 'This role waits for a second person already')
  if (!mayHoldTogether([...held, ...asked, role])) return problem('role', notTogether)
  const is = waits(role, secondWord, acting) ? ('role asked for' as const) : ('role given' as const)
  return { is, staffId, roleWord: role }
}

interface Asked extends Omit<Holder, 'otherAdministrators'> {
  waiting: readonly { role: string; askedById: string | null }[]
}

/** Why somebody cannot say the second word on these roles; undefined when they can. */
export function whyNotAnswer({ staffId, leftAt, waiting }: Asked, viewerId: string): string | undefined {
  if (leftAt) return hasLeft.sentence
  if (!waiting.length) return 'No role waits for a second person here.'
  if (staffId === viewerId) return 'It is about yourself: somebody else must say whether you are given this role.'
  return waiting.some(({ askedById }) => askedById !== viewerId)
    ? undefined
    : 'You asked for it: somebody else must say whether it is given.'
}

/** A second person, who administers nothing, says whether a role is given that reads cases or the journal (trust.md, Identity). */
export function answerRole(asked: Asked, { role, answer }: RoleAnswer, { viewer }: { viewer: Pick<Viewer, 'id'> }) {
  const no = whyNotAnswer(asked, viewer.id)
  if (no) return refuse(no)
  if (asked.waiting.some((each) => each.role === role && each.askedById === viewer.id))
    return problem('role', 'You asked for this role: somebody else must say whether it is given')
  if (answer === 'given' && !mayHoldTogether([...asked.roles.map((each) => each.role), role]))
    return problem('role', notTogether)
  const is = answer === 'given' ? ('role given' as const) : ('role not given' as const)
  return { is, staffId: asked.staffId, roleWord: role }
}

export function endRole({ staffId, leftAt, otherAdministrators }: Holder, { role }: EndedRole) {
  if (leftAt) return hasLeft
  if (role === 'administrator' && otherAdministrators === 0) return lastAdministrator
  return { is: 'role ended' as const, staffId, roleWord: role }
}

const decides = 'section 36 officer'
/** CTSA 2015 s.36(3): a chief officer of police or a local authority, and nobody else. */
const actsUnderSection36 = ['council', 'police']

interface ToAuthorise extends Holder {
  agencyKind: string
}

/** Why somebody cannot be authorised to decide under section 36; undefined when they can. */
export function whyNotAuthorise({ leftAt, roles, agencyKind }: ToAuthorise): string | undefined {
  if (leftAt) return hasLeft.sentence
  if (!actsUnderSection36.includes(agencyKind))
    return 'Only an officer of the council or the police may make section 36 decisions (CTSA 2015 section 36(3)).'
  return roles.some(({ role }) => role === decides) ? undefined : `Give them the role ${decides} first.`
}

export function authorise(known: ToAuthorise, { byWhom, from, until }: Authorisation) {
  const no = whyNotAuthorise(known)
  if (no) return refuse(no)
  if (until && until < from) return problem('until', 'The last day must be the same as or after the first day')
  return { is: 'section 36 officer authorised' as const, staffId: known.staffId, byWhom, from, until }
}

interface Authorised extends Holder {
  authorisations: readonly { endedAt: string | null }[]
}

export function endAuthorisation({ staffId, authorisations }: Authorised) {
  if (!authorisations.some(({ endedAt }) => !endedAt)) return refuse('They have no authorisation that could end.')
  return { is: 'authorisation of a section 36 officer ended' as const, staffId }
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
