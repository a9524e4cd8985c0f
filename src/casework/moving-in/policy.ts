import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

/** Whoever coordinates the town's cases brings them in. */
export const movingInPolicy = { moveIn: allow(['Channel coordinator'] satisfies Role[]) }
