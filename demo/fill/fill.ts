import { setImmediate as breathe } from 'node:timers/promises'
import pg from 'pg'
import { inTransaction } from '../../src/platform/db/database.ts'
import type { Town } from '../../src/platform/town.ts'
import { aProcess, type Viewer } from '../../src/platform/viewer.ts'
import type { Told } from '../cases.ts'
import { chanceFrom } from '../chance.ts'
import { addCase, letIn, type Lines, load } from './batch.ts'
import { constant, thePanel } from './cell.ts'
import { type CopyOf, inventCases } from './copies.ts'
import { type Pattern, readPattern } from './pattern.ts'
import { casesLetInto, inventPanels, inventStaff, type Member, type Panel, savePanels, saveStaff } from './people.ts'
import { type Table, tablesOfACase } from './table.ts'

const casesAtOnce = 2000
const breatheEvery = 100

interface Filling {
  ownerUrl: string
  told: readonly Told[]
  viewers: Readonly<Record<string, Viewer>>
  panelId: string
  panelSince: Date
  cases: number
  seed: number
  /** Told every batch how far it is. */
  progress: (done: number, aSecond: number) => void
}

/**
 * Fills a demo town with copies of the cases that were told in it: other people, other times, in the national
 * proportions, everything sealed with a key of its own, as the owner and in bulk. What is left out: the journal has one
 * entry for each batch instead of one for each row, meetings have no act of their own, and the added staff cannot sign in.
 */
export async function fillTown(town: Town, filling: Filling): Promise<void> {
  const owner = new pg.Client({ connectionString: filling.ownerUrl, application_name: 'onetown demo' })
  await owner.connect()
  try {
    const chance = chanceFrom(filling.seed)
    const tables = await tablesOfACase(owner)
    const patterns = await readPatterns(town, owner, filling, tables)
    const demo = membersOf(filling.viewers)
    const staff = inventStaff(chance, filling.cases, filling.panelSince, demo)
    const own: Panel = { id: filling.panelId, members: demo }
    const panels = inventPanels(chance, filling.cases, filling.panelSince, staff)
    await saveStaff(owner, chance, filling.panelSince, staff)
    await savePanels(owner, chance, own, panels)
    const seal = (caseId: string, purpose: string, text: string) =>
      `\\\\x${town.keys.seal(caseId, purpose, text).toString('hex')}`
    const invented = inventCases(chance, {
      cases: filling.cases,
      now: town.clock(),
      patterns,
      panels: [own, ...panels],
      members: [...demo.values(), ...staff],
      seal,
    })
    await loadAll(town, owner, { filling, tables, staff, invented })
    await owner.query('analyze')
  } finally {
    await owner.end()
  }
}

async function readPatterns(
  town: Town,
  owner: pg.Client,
  { told, viewers, panelId }: Filling,
  tables: readonly Table[],
) {
  // what a town has whatever its cases: its agencies, the instruments of assessment, and who may decide under section 36
  const { rows: standing } = await owner.query<{ id: string }>(
    `select id from organisation.agency union all select id from casework.instrument
      union all select id from organisation.authorisation`,
  )
  const people = new Map([
    ...Object.entries(viewers).map(([key, { id }]) => [id, key] as const),
    ...standing.map(({ id }) => [id, constant] as const),
    [panelId, thePanel] as const,
  ])
  const patterns: Pattern[] = []
  for (const each of told) {
    const reading = { viewer: aProcess('demo loader'), role: 'casework_writer' }
    const of = { told: each, tables, keys: town.keys, people }
    patterns.push(await inTransaction(town.database, reading, (tx) => readPattern(owner, tx, of)))
  }
  return patterns
}

const membersOf = (viewers: Filling['viewers']): ReadonlyMap<string, Member> =>
  new Map(Object.entries(viewers).map(([key, { id, name, agencyId }]) => [key, { key, id, name, agencyId: agencyId! }]))

interface Loading {
  filling: Filling
  tables: readonly Table[]
  staff: readonly Member[]
  invented: Iterable<CopyOf>
}

/** While the database takes one batch, the next is being made. */
async function loadAll(town: Town, owner: pg.Client, { filling, tables, staff, invented }: Loading) {
  const { cases, seed, progress } = filling
  const grantTable = tables.find(({ name }) => name === 'casework.case_grant')!
  const grants = staff.length * casesLetInto
  const began = performance.now()
  let loading = Promise.resolve()
  let granted = 0
  let done = 0
  for (const batch of batches(invented)) {
    town.keys.createMany(batch.flatMap(({ pattern, copy }) => keysOf(pattern, copy)))
    const lines: Lines = new Map()
    for (const [index, each] of batch.entries()) {
      addCase(lines, each, town.holidays)
      const until = Math.floor(((done + index + 1) * grants) / cases)
      for (; granted < until; granted++) letIn(lines, each, grantTable, staff[granted % staff.length]!.id)
      if (index % breatheEvery === 0) await breathe()
    }
    await loading
    done += batch.length
    progress(done, (done * 1000) / (performance.now() - began))
    loading = load(owner, tables, lines, `${batch.length} cases of invented people, generated from seed ${seed}`)
    // Its failure is thrown where it is awaited; until then it is not to end the process.
    loading.catch(() => {})
  }
  await loading
}

const keysOf = (pattern: Pattern, { caseId, personId }: CopyOf['copy']) =>
  pattern.personAt === undefined ? [caseId] : [caseId, personId]

function* batches(invented: Iterable<CopyOf>): Generator<CopyOf[]> {
  let batch: CopyOf[] = []
  for (const each of invented) {
    batch.push(each)
    if (batch.length < casesAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}
