import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { openTown } from '../src/app.ts'
import { checkTown } from '../src/doctor.ts'
import { ageOn } from '../src/platform/pure/days.ts'
import { freshDatabase } from './database.ts'
import { chanceFrom } from '../demo/chance.ts'
import { inventPerson } from '../demo/invented.ts'
import { loadDemo } from '../demo/load.ts'
import { concerns, genders, sectors } from '../demo/proportions.ts'

const many = 10_000
const cases = 1_000

/** How far a share of 10,000 may be from the one that is wished: more than four standard deviations. */
const near = 0.02

function assertShares(found: readonly string[], wished: Readonly<Record<string, number>>) {
  const all = Object.values(wished).reduce((sum, each) => sum + each, 0)
  for (const [name, weight] of Object.entries(wished)) {
    const share = found.filter((each) => each === name).length / found.length
    assert.ok(Math.abs(share - weight / all) < near, `${name}: ${share}, and not ${weight / all}`)
  }
}

test('invented people come in the proportions of the national figures', () => {
  const chance = chanceFrom(2012)
  const people = Array.from({ length: many }, () => inventPerson(chance, '2026-03-01'))
  assertShares(
    people.map(({ sector }) => sector),
    sectors,
  )
  assertShares(
    people.map(({ concern }) => concern),
    concerns,
  )
  assertShares(
    people.map(({ gender }) => gender),
    genders,
  )
  const ages = people.map(({ born }) => ageOn(born, '2026-03-01'))
  assert.ok(Math.abs(ages.filter((age) => age < 18).length / many - 0.54) < near)
  assert.ok(ages.every((age) => age >= 5 && age <= 76))
})

test('the same seed invents the same people, and another one others', () => {
  const invented = (seed: number) => {
    const chance = chanceFrom(seed)
    return Array.from({ length: 20 }, () => inventPerson(chance, '2026-03-01'))
  }
  assert.deepEqual(invented(7), invented(7))
  assert.notDeepEqual(invented(7), invented(8))
})

test('a filled town is whole: every key, every stage, the journal, and what was written about somebody', async () => {
  const fresh = await freshDatabase()
  const keysFolder = mkdtempSync(join(tmpdir(), 'onetown-'))
  const log = { info: () => {}, warn: () => {}, error: (message: string) => console.error(message) }
  const town = await openTown({ serviceUrl: fresh.serviceUrl, keysFolder, baseUrl: 'http://127.0.0.1', log })
  const owner = new pg.Client(fresh.ownerUrl)
  await owner.connect()
  after(async () => {
    await owner.end()
    await town.database.close()
    town.keys.close()
    await fresh.drop()
    rmSync(keysFolder, { recursive: true, force: true })
  })
  await loadDemo(town, { log, fill: { cases, ownerUrl: fresh.ownerUrl, progress: () => {} } })
  for (const { good, what } of await checkTown(town)) assert.ok(good || what.startsWith('PostgreSQL'), what)

  const { rows: referrals } = await owner.query('select case_id, sealed from casework.referral')
  assert.equal(referrals.length, cases)
  for (const { case_id, sealed } of referrals) {
    const { statements } = JSON.parse(town.keys.open(case_id, 'referral', sealed))
    assert.ok(statements[0].words.length > 10)
  }
  const { rows: stages } = await owner.query('select distinct stage from casework.case_state')
  assert.ok(stages.length >= 10, `${stages.length} stages`)
  const { rows: letIn } = await owner.query(
    `select count(*)::int as count from casework.case_grant where why = 'helps with the case' group by staff_id`,
  )
  assert.deepEqual([letIn.length, ...new Set(letIn.map(({ count }) => count))], [47, 300])
  const { rows: off } = await owner.query(
    "select tgname from pg_trigger where tgname = 'journal_change' and tgenabled <> 'O'",
  )
  assert.deepEqual(off, [])
  const { rows: notes } = await owner.query("select purpose from trust.journal where what = 'demo.fill'")
  assert.match(notes[0].purpose, /cases of invented people, generated from seed 2012/)
})
