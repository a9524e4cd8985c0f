import { isId } from './road.ts'
import type { Viewer } from './viewer.ts'

export const zones = ['casework', 'community', 'operations', 'strategy', 'organisation', 'trust'] as const
export type Zone = (typeof zones)[number]

/**
 * Which staff roles enter a zone, which of them oversee all of it, and which are let into most of it by grants to their
 * role. The domain fills this in (src/app.ts).
 */
export type Entrances = Record<
  Zone,
  { enter: readonly string[]; oversee: readonly string[]; mostly?: readonly string[] }
>

/** What is read: `about` is its address. */
export interface Read {
  zone: Zone
  about: unknown
}

/**
 * The database role, without the installation's prefix, that a viewer reads with. Two roles of casework see the same and
 * differ in how they are asked: row by row where the address names a record or a viewer is let into most of them, and by
 * the array of all their cases where somebody who sees some of many opens a list.
 */
export function readingRole({ zone, about }: Read, viewer: Viewer, entrances: Entrances): string {
  if (viewer.kind === 'process') return zone === 'casework' ? 'casework_oversight' : `${zone}_reader`
  if (viewer.kind !== 'staff') return `${zone}_guest`
  const { enter, oversee, mostly } = entrances[zone]
  if (viewer.roles.some((role) => oversee.includes(role))) return `${zone}_oversight`
  if (enter.length > 0 && !viewer.roles.some((role) => enter.includes(role))) return `${zone}_guest`
  const isRowByRow = mostly && (namesARecord(about) || viewer.roles.some((role) => mostly.includes(role)))
  return isRowByRow ? `${zone}_broad` : `${zone}_reader`
}

const namesARecord = (about: unknown) => Object.values(about ?? {}).some(isId)

export const writingRole = (zone: Zone) => `${zone}_writer`
