import type { Viewer } from './viewer.ts'

export const zones = ['casework', 'community', 'operations', 'strategy', 'organisation', 'trust'] as const
export type Zone = (typeof zones)[number]

/**
 * Which staff roles enter a zone, which of them oversee all of it, and which are let into most of it by grants to their
 * role: the last see no more for it, but are asked row by row. The domain fills this in (src/app.ts).
 */
export type Entrances = Record<
  Zone,
  { enter: readonly string[]; oversee: readonly string[]; mostly?: readonly string[] }
>

/** The database role, without the installation's prefix, that a viewer reads a zone with. */
export function readingRole(zone: Zone, viewer: Viewer, entrances: Entrances): string {
  if (viewer.kind === 'process') return zone === 'casework' ? 'casework_oversight' : `${zone}_reader`
  if (viewer.kind !== 'staff') return `${zone}_guest`
  const { enter, oversee, mostly = [] } = entrances[zone]
  if (viewer.roles.some((role) => oversee.includes(role))) return `${zone}_oversight`
  if (viewer.roles.some((role) => mostly.includes(role))) return `${zone}_broad`
  return enter.length === 0 || viewer.roles.some((role) => enter.includes(role)) ? `${zone}_reader` : `${zone}_guest`
}

export const writingRole = (zone: Zone) => `${zone}_writer`
