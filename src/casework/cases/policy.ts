import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

/** Who may do what with cases as such. Seeing one is the grants' business: these roles may try. */
const readers: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'section 36 officer',
  'senior officer',
  'panel chair',
  'panel member',
  'lead professional',
  'intervention provider',
]
const deciders: readonly Role[] = ['section 36 officer']
/** Whoever must be able to ask a referrer who wishes not to be named. */
const askers: readonly Role[] = ['Channel coordinator', 'police case officer']
/** Whoever answers for who looked: the journal is read, and not the content. */
const answerable: readonly Role[] = ['Channel coordinator', 'data protection officer']
/** CTSA 2015 s.36(3): a chief officer of police or a local authority, and nobody else. */
const actsUnderSection36 = ({ agencyKind }: { agencyKind: string }) => ['council', 'police'].includes(agencyKind)

export const casePolicy = {
  read: allow(readers),
  readBeforeSection36: allow(deciders),
  decideSection36: allow<{ agencyKind: string }>(deciders, (_, known) => actsUnderSection36(known)),
  whoLooked: allow(answerable),
  knowTheUnnamed: allow(askers),
}
