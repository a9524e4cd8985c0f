import { allow } from '../../platform/policy.ts'
import type { Role } from '../staff/roles.ts'

const configures: readonly (Role | 'process')[] = ['administrator', 'process']
const asks: readonly (Role | 'process')[] = ['Channel coordinator', 'process']

/**
 * Who configures the partners; `process` is the command line of whoever runs the installation. Where an agency is asked is
 * changed by those who ask it: links and codes go there, so whoever could change it would read what they may not.
 */
export const agencyPolicy = { configure: allow(configures), changeContacts: allow(asks) }
