import pg from 'pg'
import { look } from '../src/platform/look.ts'
import type { Query } from '../src/platform/query.ts'
import type { Town } from '../src/platform/town.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { readingRole } from '../src/platform/zone.ts'

export interface Asked {
  /** What tells a connection once who is reading, for as long as it stays open. */
  entering: string
  queries: { text: string; values: unknown[] }[]
}

/** What a look asks the database, as it goes over the wire: to be asked again without the road. */
export async function askedBy<About, Known>(
  town: Town,
  query: Query<About, Known>,
  viewer: Viewer,
  about: About,
): Promise<Asked> {
  const sent: { text: string; values: unknown[] }[] = []
  // oxlint-disable-next-line typescript/unbound-method -- it is called on the client it was asked of, and put back
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, first: string | pg.QueryConfig, ...rest: unknown[]) {
    sent.push(
      typeof first === 'string' ? { text: first, values: [] } : { text: first.text, values: first.values ?? [] },
    )
    return (original as (...given: unknown[]) => unknown).call(this, first, ...rest)
  } as never
  try {
    const seen = await look(town, query, { viewer, about })
    if (seen.is !== 'seen') throw new Error(`${query.name} gave ${seen.is}`)
  } finally {
    pg.Client.prototype.query = original
  }
  const queries = sent.filter(({ text }) => !/platform[.](enter|note)|^commit/.test(text))
  const role = readingRole({ zone: query.zone, about }, viewer, town.entrances)
  return { entering: forTheSession(town, role, viewer), queries }
}

function forTheSession({ database: { prefix } }: Town, role: string, viewer: Viewer) {
  const told = {
    viewer_kind: viewer.kind,
    viewer: viewer.id,
    agency: viewer.agencyId ?? '',
    roles: viewer.roles.join('|'),
  }
  const settings = Object.entries(told).map(
    ([name, value]) => `set_config('app.${name}', ${pg.escapeLiteral(value)}, false)`,
  )
  return `set role "${prefix}_${role}"; select ${settings.join(', ')}`
}
