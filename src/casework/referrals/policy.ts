import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

export const referralPolicy = {
  make: allow(['staff']),
  makeInPublic: allow(['public']),
  follow: allow(['public', 'staff']),
  read: casePolicy.readMore,
  /** The police force of the person's home, and no other, answers for the gateway (facts 1.2). */
  recordGateway: allow<{ homeForceId: string | null }>(
    ['police case officer'] satisfies Role[],
    (viewer, { homeForceId }) => homeForceId === null || viewer.agencyId === homeForceId,
  ),
  release: allow<{ caseId: string }>(['Channel coordinator'] satisfies Role[]),
  proposeClosing: allow<{ caseId: string }>(['Channel coordinator'] satisfies Role[]),
  answerClosing: allow<{ caseId: string }>(['senior officer'] satisfies Role[]),
}

/** The answers that say who referred: left out where the name is withheld. */
export const saysWho: readonly string[] = [
  'firstName',
  'firstRole',
  'firstOrganisation',
  'firstRelationship',
  'firstContact',
  'relationship',
  'preventContact',
  'yourName',
  'yourOrganisation',
  'yourTelephone',
  'yourEmail',
]

/** Who may know a referrer who wishes not to be named: whoever must be able to ask them. */
export const mayKnowTheUnnamed = (roles: readonly string[]) =>
  roles.includes('Channel coordinator') || roles.includes('police case officer')
