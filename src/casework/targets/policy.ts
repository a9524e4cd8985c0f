import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

/** Whoever works to a target reads it. The chair answers for the panel and sets it: nobody moves their own deadline alone. */
export const targetPolicy = {
  read: casePolicy.readMore,
  set: allow(['panel chair'] satisfies Role[]),
}
