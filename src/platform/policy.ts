import type { Viewer } from './viewer.ts'

/** What may be done: by which roles, and, where it depends on the record, under which rule. Pure. */
export interface Policy<Known = unknown> {
  roles: readonly string[]
  rule?: (viewer: Viewer, known: Known) => boolean
}

/** `allow(['Channel coordinator'], (viewer, known) => …)`. A rule narrows; it never widens. */
export function allow<Known = unknown>(
  roles: readonly string[],
  rule?: (viewer: Viewer, known: Known) => boolean,
): Policy<Known> {
  return rule ? { roles, rule } : { roles }
}

/** Everybody who is signed in with a second factor. */
export const anyStaff = ['staff'] as const

export function permits<Known>(policy: Policy<Known>, viewer: Viewer, known: Known): boolean {
  return holdsARole(policy, viewer) && (policy.rule?.(viewer, known) ?? true)
}

/** Asked before anything is read: somebody without a role for it gets the same answer whether the record exists or not. */
export function holdsARole(policy: Pick<Policy, 'roles'>, viewer: Viewer): boolean {
  return policy.roles.some((role) => viewer.roles.includes(role) || (role === 'staff' && viewer.kind === 'staff'))
}
