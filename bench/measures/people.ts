import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { chanceFrom } from '../../demo/chance.ts'
import { copyIn, escaped } from '../../demo/fill/copy-in.ts'
import { openTown } from '../../src/app.ts'
import { candidatesFor } from '../../src/casework/people/candidates.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { removeEmbedded, startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { readingIn } from '../../src/platform/road.ts'
import type { Town } from '../../src/platform/town.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { inventPersons, type Person, type Sought, sought, ways } from '../corpus.ts'
import { row, type Row } from '../results.ts'
import { interleaved, summary } from '../rounds.ts'
import { isOfThisRelease, madeWith } from '../sizes.ts'

const root = join(import.meta.dirname, '..', '..')
const data = process.env.ONETOWN_TEST_BENCH_DATA ?? join(root, 'bench', 'data')
const [few, many] = [10_000, 1_000_000]
const seed = 7
const [soughtInAll, soughtByTrigrams, inARound] = [1_000, 200, 60]
const rank = 5
const atOnce = 10_000

interface Register {
  count: number
  town: Town
  owner: pg.Client
  sought: readonly Sought[]
  close(): Promise<void>
}

const quiet = { info: () => {}, warn: () => {}, error: (message: string) => console.error(message) }
const coordinator: Viewer = {
  kind: 'staff',
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Bench',
  agencyId: '01890000-0000-7000-8000-000000000002',
  roles: ['Channel coordinator'],
}

/**
 * Somebody is found among a million as fast as among ten thousand, and found however they are written: as the coordinator
 * who matches a referral looks for them, beside a plain trigram search of the same names.
 */
export async function measurePeople(say: (line: string) => void): Promise<Row[]> {
  const registers: Register[] = []
  try {
    for (const count of [few, many]) registers.push(await openRegister(count, say))
    const measured = await interleaved(
      registers.map((register) => ({ name: String(register.count), round: () => medianOfSearches(register) })),
    )
    const [small, large] = [measured[few]!, measured[many]!]
    const growth = large.median / small.median
    return [
      row(`Find a person among ${many.toLocaleString('en')}`, large, 'ms', {
        against: `among ${few.toLocaleString('en')}: ${small.median.toFixed(2)} ms`,
        ratio: growth,
        goal: 'at most 1.5, under 50 ms',
        met: growth <= 1.5 && large.median < 50,
      }),
      ...(await recallRows(registers[1]!)),
    ]
  } finally {
    for (const each of registers) await each.close()
  }
}

async function recallRows(register: Register): Promise<Row[]> {
  const found = new Map<Sought, boolean>()
  for (const each of register.sought)
    found.set(each, (await find(register, each)).slice(0, rank).includes(idOf(each.of)))
  const of = (those: readonly Sought[]) => those.filter((each) => found.get(each)).length / those.length
  const plain = await trigrams(register)
  const [ours, ways_] = [
    of(register.sought),
    ways.map((how) => `${how} ${of(register.sought.filter((each) => each.how === how)).toFixed(3)}`),
  ]
  return [
    row(`Found among the first ${rank} of ${many.toLocaleString('en')}, name and birth date wrong`, ours, 'of 1', {
      against: `plain trigram search: ${plain.recall.toFixed(3)} in ${plain.median.toFixed(0)} ms (${ways_.join(', ')})`,
      ratio: ours / plain.recall,
      goal: 'at least 0.98',
      met: ours >= 0.98,
    }),
  ]
}

let next = 0
async function medianOfSearches(register: Register): Promise<number> {
  const times: number[] = []
  for (let time = 0; time < inARound; time++) {
    const each = register.sought[next++ % register.sought.length]!
    const began = performance.now()
    await find(register, each)
    times.push(performance.now() - began)
  }
  return summary(times).median
}

async function find({ town }: Register, { given, family, born }: Sought): Promise<string[]> {
  const reading = { viewer: coordinator, role: 'casework_oversight', now: town.clock() }
  const found = await inTransaction(town.database, reading, (tx) =>
    candidatesFor(readingIn(town, tx, coordinator, reading.now), {
      names: [{ givenNames: given, familyName: family }],
      born,
      ageAbout: null,
      postcodes: [],
    }),
  )
  return found.map(({ personId }) => personId)
}

async function trigrams({ owner, sought: all }: Register) {
  const times: number[] = []
  let found = 0
  const some = all.slice(0, soughtByTrigrams)
  for (const { given, family, of } of some) {
    const began = performance.now()
    const { rows } = await owner.query(
      'select id from bench_name where name operator(extension.%) $1 order by extension.similarity(name, $1) desc, id limit $2',
      [`${given} ${family}`.toLowerCase(), rank],
    )
    times.push(performance.now() - began)
    if (rows.some(({ id }) => id === idOf(of))) found++
  }
  return { recall: found / some.length, median: summary(times).median }
}

/** Opens a register of so many persons; fills it first where there is none with these keys yet. */
async function openRegister(count: number, say: (line: string) => void): Promise<Register> {
  const folder = join(data, `people-${count}`)
  const [database, made] = [join(folder, 'database'), join(folder, 'made')]
  const isMade = isOfThisRelease(made, madeOf())
  if (!isMade) {
    if (existsSync(database)) await removeEmbedded(database)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const server = await startEmbedded({ folder: database, log: () => {} })
  await migrate({ ownerUrl: server.ownerUrl, service: 'onetown_service' })
  const owner = new pg.Client(server.ownerUrl)
  owner.on('error', () => {})
  await owner.connect()
  if (!isMade) {
    say(`Recording ${count.toLocaleString('en')} invented persons, once.`)
    await fill(owner, count)
    writeFileSync(made, [...madeWith(), ...madeOf()].join('\n'))
  }
  const town = await openTown({
    serviceUrl: server.serviceUrl,
    keysFolder: join(folder, 'keys'),
    baseUrl: 'http://127.0.0.1',
    log: quiet,
  })
  return {
    count,
    town,
    owner,
    sought: whoIsSought(count),
    async close() {
      await owner.end()
      await town.database.close()
      town.keys.close()
      await server.stop()
    },
  }
}

/** The persons, and what makes their keys: its number is raised whenever the keys are others. */
const madeOf = () => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  return [
    `corpus ${createHash('sha256').update(read('bench/corpus.ts')).digest('hex')}`,
    /function casework.keys_made[^\n]*/.exec(read('db/always/32-people.sql'))![0],
  ]
}

const idOf = (at: number) => `01890000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`

/** What a bulk load passes by: the journal's own rows, and the keys one by one. */
const passedBy = [
  'casework.person journal_change',
  'casework.person_name journal_change',
  'casework.person_name keep_keys',
]

/** In bulk, as the owner: the keys by the same function as ever, their index afterwards. */
async function fill(owner: pg.Client, count: number) {
  for (const trigger of passedBy) await owner.query(`alter table ${trigger.replace(' ', ' disable trigger ')}`)
  await owner.query('drop index casework.person_key_hashes')
  let lines: [string[], string[]] = [[], []]
  let at = 0
  const flush = async () => {
    await copyIn(owner, 'casework.person', ['id', 'given_names', 'family_name', 'born'], lines[0])
    await copyIn(
      owner,
      'casework.person_name',
      ['id', 'person_id', 'given_names', 'family_name', 'source', 'recorded_on'],
      lines[1],
    )
    await owner.query(
      `insert into casework.person_key (person_id, hashes, spelled, made)
        select p.id, casework.hashes_of(k.keys), casework.spelled_in(k.keys), casework.keys_made()
        from casework.person p, casework.name_keys(p.given_names, p.family_name, p.born) k (keys)
        where p.id >= $1 and p.id < $2`,
      [idOf(at - lines[0].length), idOf(at)],
    )
    lines = [[], []]
  }
  for (const { given, family, born } of inventPersons(count, seed)) {
    lines[0].push([idOf(at), given, family, born].map(escaped).join('\t'))
    lines[1].push([idOf(at), idOf(at), given, family, 'Bench', '2026-01-01'].map(escaped).join('\t'))
    at++
    if (lines[0].length === atOnce) await flush()
  }
  await flush()
  await owner.query("set maintenance_work_mem = '512MB'")
  await owner.query('create index person_key_hashes on casework.person_key using gin (hashes) with (fastupdate = off)')
  for (const trigger of passedBy) await owner.query(`alter table ${trigger.replace(' ', ' enable trigger ')}`)
  await owner.query(
    "create table bench_name as select id, lower(given_names || ' ' || family_name) as name from casework.person",
  )
  await owner.query('create index on bench_name using gin (name extension.gin_trgm_ops)')
  await owner.query('vacuum analyze')
}

/** One in so many of those recorded, each written in another way, with another birth date. */
function whoIsSought(count: number): Sought[] {
  const chance = chanceFrom(seed + 1)
  const every = Math.floor(count / soughtInAll)
  const chosen: Sought[] = []
  let at = 0
  for (const person of inventPersons(count, seed)) {
    if (at % every === 0) chosen.push({ ...sought(chance, person satisfies Person, chosen.length), of: at })
    at++
  }
  return chosen
}
