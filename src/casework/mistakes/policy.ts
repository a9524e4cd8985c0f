import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

export const mistakePolicy = {
  read: casePolicy.readMore,
  ask: allow(['Channel coordinator'] satisfies Role[]),
  answer: allow(['senior officer'] satisfies Role[]),
  letter: allow(['Channel coordinator'] satisfies Role[]),
}
