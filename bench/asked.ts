import pg from 'pg'
import { look } from '../src/platform/look.ts'
import type { Query } from '../src/platform/query.ts'
import type { Town } from '../src/platform/town.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { readingRole } from '../src/platform/zone.ts'

export interface Asked {
  /** What tells a connection once who is reading, for as long as it stays open. */
  entering: string
  /** The same as settings by name. */
  settings: Record<string, string>
  queries: Sent[]
  /** Everything, from the transaction's opening to its end. */
  whole: Sent[]
}

export interface Sent {
  text: string
  values: unknown[]
}

/** What a piece of work sends to the database, in order. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  // oxlint-disable-next-line typescript/unbound-method -- it is called on the client it was asked of, and put back
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, first: string | pg.QueryConfig, ...rest: unknown[]) {
    sent.push(
      typeof first === 'string' ? { text: first, values: [] } : { text: first.text, values: first.values ?? [] },
    )
    return (original as (...given: unknown[]) => unknown).call(this, first, ...rest)
  } as never
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return sent
}

/** What a look asks the database, as it goes over the wire: to be asked again without the road. */
export async function askedBy<About, Known>(
  town: Town,
  query: Query<About, Known>,
  viewer: Viewer,
  about: About,
): Promise<Asked> {
  const whole = await sentBy(async () => {
    const seen = await look(town, query, { viewer, about })
    if (seen.is !== 'seen') throw new Error(`${query.name} gave ${seen.is}`)
  })
  const queries = whole.filter(({ text }) => !/platform[.](enter|note)|^commit/.test(text))
  const role = readingRole({ zone: query.zone, about }, viewer, town.entrances)
  const settings = settingsOf(town, role, viewer)
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, false)`,
  )
  return { entering: `select ${set.join(', ')}`, settings, queries, whole }
}

const settingsOf = ({ database: { prefix } }: Town, role: string, viewer: Viewer) => ({
  role: `${prefix}_${role}`,
  'app.viewer_kind': viewer.kind,
  'app.viewer': viewer.id,
  'app.agency': viewer.agencyId ?? '',
  'app.roles': viewer.roles.join('|'),
})
