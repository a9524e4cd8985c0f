import type { World } from '../world.ts'

/** What stood in the tables at one moment, and the means to go back to it. */
export interface Keepsake {
  /** The tables whose rows are not what they were. */
  changed(): Promise<string[]>
  /** How many acts were done since. */
  actsSince(): Promise<number>
  /** Puts every row back as it was, behind the road's back. */
  restore(): Promise<void>
}

// The journal only ever grows, also by what was refused; counters of tries and the register itself are no records.
const unwatched = [
  'trust.journal%',
  'platform.allowance',
  'platform.adopted',
  'platform.way_of_seeing',
  'platform.zone_writer',
]

/** Takes in the rows of every table that holds records, so that a sweep can tell whether anything was half-saved. */
export async function takeIn(world: World): Promise<Keepsake> {
  const tables = await tablesOf(world)
  const before = await rowsOf(world, tables)
  const changes = async () => {
    const now = await rowsOf(world, tables)
    return tables.filter((name) => now.get(name) !== before.get(name))
  }
  return {
    changed: changes,
    async actsSince() {
      const now = await rowsOf(world, ['platform.act'])
      return JSON.parse(now.get('platform.act')!).length - JSON.parse(before.get('platform.act')!).length
    },
    async restore() {
      const statements = (await changes()).map(
        (name) =>
          `delete from ${name}; insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${literal(before.get(name)!)}::jsonb);`,
      )
      // As a replica: no trigger and no key looks at the order in which rows come back.
      await world.sql(`begin; set local session_replication_role = replica; ${statements.join(' ')} commit`)
    },
  }
}

const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

async function tablesOf(world: World): Promise<string[]> {
  const rows = await world.sql<{ name: string }>(
    'select name from platform.adopted where name not like all ($1) order by name',
    [unwatched],
  )
  return rows.map(({ name }) => name)
}

async function rowsOf(world: World, tables: readonly string[]): Promise<Map<string, string>> {
  const each = tables.map(
    (name) =>
      `select '${name}' as name, coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]')::text as rows from ${name} t`,
  )
  const rows = await world.sql<{ name: string; rows: string }>(each.join(' union all '))
  return new Map(rows.map((row) => [row.name, row.rows]))
}
