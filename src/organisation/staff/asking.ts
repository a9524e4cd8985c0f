import type { Writing } from '../../platform/town.ts'

interface Roles {
  staffId: string
  roles: readonly string[]
}

/** Roles that somebody holds from now on, given by whoever acts. */
export async function giveRoles({ tx, newId, viewer, now }: Writing, { staffId, roles }: Roles): Promise<void> {
  const given_by = viewer.kind === 'staff' ? viewer.id : null
  const rows = roles.map((role) => ({ id: newId(), staff_id: staffId, role, given_by, from_at: now }))
  if (rows.length) await tx.insertInto('organisation.staff_role').values(rows).execute()
}

/** Roles that wait for a second person's word from now on. */
export async function askForRoles({ tx, newId, viewer, now }: Writing, { staffId, roles }: Roles): Promise<void> {
  const asked_by = viewer.kind === 'staff' ? viewer.id : null
  const rows = roles.map((role) => ({ id: newId(), staff_id: staffId, role, asked_by, asked_at: now }))
  if (rows.length) await tx.insertInto('organisation.role_asked').values(rows).execute()
}
