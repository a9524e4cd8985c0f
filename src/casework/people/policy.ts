import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

const matchers: readonly Role[] = ['Channel coordinator']
/** Whoever works with the person keeps their record, where they work the case in full. */
const keepers: readonly Role[] = ['Channel coordinator', 'lead professional']

export const peoplePolicy = {
  match: allow<{ caseId: string }>(matchers),
  /** Whoever may read cases reads in them whom they are about; what is recorded of that person, those who work the case. */
  read: casePolicy.read,
  keep: allow<{ inFull: boolean }>(keepers, (_, { inFull }) => inFull),
  merge: allow(matchers),
}
