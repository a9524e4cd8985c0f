import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const coordinators: readonly Role[] = ['Channel coordinator']

/** Whoever is signed in may ask; a coordinator answers; both see it, and nobody else. */
export const advicePolicy = {
  ask: allow(['staff']),
  read: allow(['staff']),
  answer: allow(coordinators),
  recordDone: allow(['staff']),
}
