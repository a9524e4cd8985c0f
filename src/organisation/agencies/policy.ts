import { allow } from '../../platform/policy.ts'
import type { Role } from '../staff/roles.ts'

const configures: readonly (Role | 'process')[] = ['administrator', 'process']

/** Who configures the partners; `process` is the command line of whoever runs the installation. */
export const agencyPolicy = { configure: allow(configures) }
