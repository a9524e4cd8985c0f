import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

const coordinator: readonly Role[] = ['Channel coordinator']
/** Until its code is confirmed a link says only that something is asked, to whoever has it. */
const whoeverHasTheLink = ['public', 'staff', 'link holder']

export const enquiriesPolicy = {
  /** Partners answer the panel and whoever works the case. */
  read: casePolicy.readMore,
  ask: allow(coordinator),
  decideSharing: allow(coordinator),
  sendAgain: allow(coordinator),
  release: allow(coordinator),
  askHigher: allow(coordinator),
  /** The daily job. */
  remind: allow(['process']),
  /** Whoever must know how long partners take: counts of agencies, and nothing of any case. */
  responseTimes: allow(['Channel coordinator', 'panel chair'] satisfies Role[]),
  openLink: allow(whoeverHasTheLink),
  reply: allow(['link holder']),
}
