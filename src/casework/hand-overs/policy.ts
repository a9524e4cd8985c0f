import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

const tracking: readonly Role[] = ['Channel coordinator', 'lead professional']

export const handOverPolicy = {
  make: allow(tracking),
  track: allow(tracking),
  read: casePolicy.readMore,
}
