import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const tracking: readonly Role[] = ['Channel coordinator', 'lead professional']

export const handOverPolicy = {
  make: allow(tracking),
  track: allow(tracking),
  read: allow([
    'Channel coordinator',
    'police case officer',
    'section 36 officer',
    'senior officer',
    'panel chair',
    'panel member',
    'lead professional',
  ] satisfies Role[]),
}
