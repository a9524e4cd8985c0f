import { ask, inTransaction, type Tx } from './db/database.ts'
import { holdsARole, permits } from './policy.ts'
import type { AnyQuery } from './command.ts'
import type { Query } from './query.ts'
import { readingIn } from './road.ts'
import type { Town } from './town.ts'
import type { Viewer } from './viewer.ts'
import { readingRole } from './zone.ts'

export type Seen<Known> = { is: 'seen'; known: Known } | { is: 'forbidden' } | { is: 'not found' }

export interface Looking<About> {
  viewer: Viewer
  about: About
  purpose?: string
}

/**
 * Everything that is seen goes through here: read as the viewer, permitted, and journalled with the ids it showed in
 * the same transaction. Invisible and absent are the same answer.
 */
export async function look<About, Known>(
  town: Town,
  query: Query<About, Known>,
  looking: Looking<About>,
): Promise<Seen<Known>> {
  const { viewer, about, purpose } = looking
  const role = readingRole({ zone: query.zone, about: query.isList ? {} : about }, viewer, town.entrances)
  if (!holdsARole(query.allows, viewer)) {
    await noteRefusal(town, query, viewer, 'forbidden')
    return { is: 'forbidden' }
  }
  const now = town.clock()
  const seen = await inTransaction(
    town.database,
    { viewer, role, command: query.name, purpose: purpose ?? '', now },
    async (tx): Promise<Seen<Known>> => {
      const known = await query.read(readingIn(town, tx, viewer, now), about)
      if (known === undefined) return { is: 'not found' }
      if (!permits(query.allows, viewer, known)) return { is: 'forbidden' }
      return { is: 'seen', known }
    },
    (tx, seen) => (seen.is === 'seen' ? noteLook(tx, query, seen.known) : undefined),
  )
  if (seen.is !== 'seen') await noteRefusal(town, query, viewer, seen.is)
  return seen
}

/** Journals what is shown, in the transaction that must fail with it: the records of people it shows, and every search. */
export function noteLook<About, Known>(
  tx: Tx,
  query: Query<About, Known>,
  known: Known,
  besides: readonly string[] = [],
): Promise<unknown> | undefined {
  const subjects = [...new Set([...(query.subjects?.(known) ?? []), ...besides])]
  if (!subjects.length && query.journal !== 'search') return undefined
  return ask(tx, 'select platform.note($1, $2, $3::uuid[])', [query.journal ?? 'look', query.name, subjects])
}

/** A refusal is journalled too, in a transaction of its own because the act's was undone. */
export async function noteRefusal(
  town: Town,
  of: Pick<AnyQuery, 'name' | 'zone'>,
  viewer: Viewer,
  why: string,
): Promise<void> {
  if (viewer.kind === 'public') return
  const role = readingRole({ zone: of.zone, about: {} }, viewer, town.entrances)
  await inTransaction(
    town.database,
    { viewer, role },
    async () => {},
    (tx) => ask(tx, "select platform.note('refusal', $1, null, $2)", [of.name, why]),
  )
}
