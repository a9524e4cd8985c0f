import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const matchers: readonly Role[] = ['Channel coordinator']
/** Whoever works with the person keeps their record, where they work the case in full. */
const keepers: readonly Role[] = ['Channel coordinator', 'lead professional']
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

export const peoplePolicy = {
  match: allow<{ caseId: string }>(matchers),
  read: allow(readers),
  keep: allow<{ inFull: boolean }>(keepers, (_, { inFull }) => inFull),
  merge: allow(matchers),
}
