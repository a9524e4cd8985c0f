import { allow, anyStaff } from '../../platform/policy.ts'
import type { Role } from '../../organisation/staff/roles.ts'

const runs: readonly Role[] = ['cohesion worker']

/** Anybody at all may sign and withdraw; the cohesion team runs the campaign. */
export const campaignPolicy = { run: allow(runs), anybody: allow(['public', 'link holder', ...anyStaff]) }
