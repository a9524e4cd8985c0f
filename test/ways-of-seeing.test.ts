import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '../src/platform/db/database.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { readingRole } from '../src/platform/zone.ts'
import { registered } from './sweeps/tables.ts'
import { tellTheWholeRoad } from './told/story.ts'
import { openToldTown, people, type Who } from './told/town.ts'

const town = await openToldTown()
const { world, cast, tell } = town
after(() => world.close())

/** When it is compared: before a panel, at one, in support, and after all of it. */
const stages = ['asking partners', 'on the agenda', 'being supported', 'finished']
const readers = (Object.keys(people) as Who[]).filter((who) =>
  people[who][1].some((role) => world.town.entrances.casework.enter.includes(role)),
)
/** One case is sealed to somebody, so that what is closed to others is compared too. */
const sealedTo: Who = 'lead'

const viewerOf = (who: Who): Viewer => {
  const [name, roles, agency] = people[who]
  return { kind: 'staff', id: cast[who].id, name, agencyId: world.agencyId[agency], roles }
}

const seenBy = (who: Who, role: string, table: string, key: string) =>
  inTransaction(world.town.database, { viewer: viewerOf(who), role, now: world.time.now }, async (tx) => {
    const { rows } = await sql<{
      key: string
    }>`select ${sql.ref(key)}::text as key from ${sql.table(table)} order by 1`.execute(tx)
    return rows.map((row) => row.key)
  })

test('asked row by row, everybody sees the same rows of every table as by the array of their cases, at each stage', async () => {
  const tables = (await registered(world)).filter(({ readers }) => readers.includes('casework_broad'))
  const keys = await keysOf(tables.map(({ name }) => name))
  let compared = 0
  let seen = 0
  const compare = async (stage: string) => {
    for (const who of readers) {
      for (const { name } of tables) {
        const [broad, narrow] = [
          await seenBy(who, 'casework_broad', name, keys.get(name)!),
          await seenBy(who, 'casework_reader', name, keys.get(name)!),
        ]
        assert.deepEqual(broad, narrow, `${who} in ${name} when the case is at "${stage}"`)
        compared++
        seen += broad.length
      }
    }
  }
  await tellTheWholeRoad(town, async (stage) => void (stages.includes(stage) && (await compare(stage))))
  await world.sql('update casework.case set sealed_to = array[$1::uuid]', [tell.idOf(sealedTo)])
  await compare('sealed')
  assert.ok(tables.length > 30 && seen > compared, `${tables.length} tables, ${seen} rows in ${compared} comparisons`)
})

test('a record is read row by row, and a list so only by the police of the home and whoever oversees', async () => {
  const { entrances } = world.town
  const roles = (['officer', 'health', 'coordinator'] as const).map((who) =>
    [{}, { caseId: cast.health.id }].map((about) => readingRole({ zone: 'casework', about }, viewerOf(who), entrances)),
  )
  assert.deepEqual(roles, [
    ['casework_broad', 'casework_broad'],
    ['casework_reader', 'casework_broad'],
    ['casework_oversight', 'casework_oversight'],
  ])
})

async function keysOf(tables: string[]): Promise<Map<string, string>> {
  const rows = await world.sql<{ name: string; key: string }>(
    `select t.name, (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid = t.name::regclass and i.indisprimary) as key from unnest($1::text[]) t (name)`,
    [tables],
  )
  return new Map(rows.map(({ name, key }) => [name, key]))
}
