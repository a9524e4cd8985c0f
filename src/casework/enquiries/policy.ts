import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const coordinator: readonly Role[] = ['Channel coordinator']
/** Until its code is confirmed a link says only that something is asked, to whoever has it. */
const whoeverHasTheLink = ['public', 'staff', 'link holder']

export const enquiriesPolicy = {
  ask: allow(coordinator),
  decideSharing: allow(coordinator),
  sendAgain: allow(coordinator),
  release: allow(coordinator),
  openLink: allow(whoeverHasTheLink),
  reply: allow(['link holder']),
}
