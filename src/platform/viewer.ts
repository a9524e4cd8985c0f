/**
 * Who is looking or acting: a member of staff, the holder of a one-record link, the public, or a named process.
 * `roles` are the domain's words; `link` is set once its code was confirmed.
 */
export interface Viewer {
  kind: 'staff' | 'link' | 'public' | 'process'
  id: string
  name: string
  agencyId: string | null
  roles: readonly string[]
  link?: { to: string; id: string }
}

export const thePublic: Viewer = {
  kind: 'public',
  id: 'public',
  name: 'A member of the public',
  agencyId: null,
  roles: ['public'],
}

/** A named process (jobs, reminders, the sealer): it acts under its own name, never as a person. */
export const aProcess = (name: string): Viewer => ({
  kind: 'process',
  id: name,
  name,
  agencyId: null,
  roles: ['process'],
})
