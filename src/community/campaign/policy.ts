import { anyStaff } from '../../platform/policy.ts'
import type { Role } from '../../organisation/staff/roles.ts'

const runs: readonly Role[] = ['cohesion worker']

/** Anybody at all may sign and withdraw; the cohesion team runs the campaign. */
export const campaignPolicy = { run: runs, anybody: ['public', 'link holder', ...anyStaff] as const }
