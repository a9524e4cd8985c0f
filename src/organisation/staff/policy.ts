import { allow } from '../../platform/policy.ts'
import { type Role, whoVouch } from './roles.ts'

const invites: readonly (Role | 'process')[] = ['administrator', 'process']
const configures: readonly Role[] = ['administrator']
const reads: readonly (Role | 'process')[] = ['administrator', 'data protection officer', 'process']

/** Who configures the town's people; `process` is the command line of whoever runs the installation. */
export const staffPolicy = {
  authorise: allow(invites),
  invite: allow(invites),
  configure: allow(configures),
  readOne: allow(reads),
  vouch: allow(whoVouch),
}
