import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

const readers: readonly Role[] = ['police case officer', 'Channel coordinator']
const police: readonly Role[] = ['police case officer']

/** The national tracker is the police's record: the force of the home, and no other, says what it holds. */
export const gatewayPolicy = {
  readUnconfirmed: allow(readers),
  confirm: allow<{ homeForceId: string | null }>(
    police,
    (viewer, { homeForceId }) => homeForceId === null || viewer.agencyId === homeForceId,
  ),
  importList: allow(police),
}
