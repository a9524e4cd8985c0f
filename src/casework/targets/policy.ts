import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const readers: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'section 36 officer',
  'senior officer',
  'panel chair',
  'panel member',
  'lead professional',
]

/** Whoever works to a target reads it. The chair answers for the panel and sets it: nobody moves their own deadline alone. */
export const targetPolicy = {
  read: allow(readers),
  set: allow(['panel chair'] satisfies Role[]),
}
