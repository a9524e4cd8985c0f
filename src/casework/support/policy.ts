import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { casePolicy } from '../cases/pure.ts'
import { openRequest } from './consent-rules.ts'
import type { ActionInSupport, Support } from './known.ts'

/** Those who may be responsible for an action of a plan: whoever can be let into a case to record its sessions. */
export const providerRoles: readonly Role[] = ['intervention provider', 'lead professional', 'panel member']
/** Those who may be named to ask for consent. */
export const askerRoles: readonly Role[] = [
  'lead professional',
  'Channel coordinator',
  'panel member',
  'police case officer',
]

const coordinator: Role = 'Channel coordinator'
const worksOnIt = (viewer: Viewer, { banner }: Support) =>
  viewer.roles.includes(coordinator) || banner.leadId === viewer.id
const givesIt = (viewer: Viewer, known: ActionInSupport) =>
  worksOnIt(viewer, known) || known.action.providerId === viewer.id
/** Whoever was named to ask, until there is an answer. */
const asksForIt = (viewer: Viewer, known: Support) =>
  worksOnIt(viewer, known) || openRequest(known)?.byWhomId === viewer.id

const workers: readonly Role[] = [coordinator, 'lead professional']
const panel: readonly Role[] = [coordinator, 'panel chair']

export const supportPolicy = {
  read: casePolicy.read,
  nameLead: allow<Support>(panel),
  planConsent: allow(workers, worksOnIt),
  recordConsent: allow([...new Set<Role>([...workers, ...askerRoles])], asksForIt),
  writePlan: allow(workers, worksOnIt),
  recordSession: allow([coordinator, ...providerRoles], givesIt),
  endAction: allow<ActionInSupport>(workers, worksOnIt),
  reviewPlan: allow<Support>(
    [...workers, 'panel chair'],
    (viewer, known) => viewer.roles.includes('panel chair') || worksOnIt(viewer, known),
  ),
  recordExit: allow<Support>(panel),
  recordAfterwards: allow<Support>(panel),
}
