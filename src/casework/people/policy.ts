import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

export const peoplePolicy = {
  match: allow<{ caseId: string }>(['Channel coordinator'] satisfies Role[]),
}
