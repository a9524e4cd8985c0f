import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

export const mistakePolicy = {
  read: allow([
    'Channel coordinator',
    'police case officer',
    'section 36 officer',
    'senior officer',
    'panel chair',
    'panel member',
    'lead professional',
  ] satisfies Role[]),
  ask: allow(['Channel coordinator'] satisfies Role[]),
  answer: allow(['senior officer'] satisfies Role[]),
  letter: allow(['Channel coordinator'] satisfies Role[]),
}
