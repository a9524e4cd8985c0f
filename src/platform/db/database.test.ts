import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { freshDatabase } from '../../../test/database.ts'
import { aProcess } from '../viewer.ts'
import { become, inTransaction, openDatabase } from './database.ts'

const fresh = await freshDatabase()
const database = await openDatabase(fresh.serviceUrl, 1)
const owner = new pg.Client(fresh.ownerUrl)
await owner.connect()
after(async () => {
  await owner.end()
  await database.close()
  await fresh.drop()
})

const as = (role: string) => ({ viewer: aProcess('test'), role })
const holidays = (role: string) =>
  inTransaction(database, as(role), (tx) => tx.selectFrom('platform.bank_holiday').selectAll().execute())

test('what a viewer may see is worked out anew in each transaction, whatever was left on the connection', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select distinct m[1] as name from pg_proc p, regexp_matches(p.prosrc, 'platform[.]keep[(]''([a-z_]+)''', 'g') m`,
  )
  assert.ok(rows.length >= 4)
  for (const { name } of rows) {
    await inTransaction(database, as('casework_reader'), (tx) =>
      sql`select set_config(${`app.kept_${name}`}, '{00000000-0000-0000-0000-000000000001}', false)`.execute(tx),
    )
    const kept = await inTransaction(database, as('casework_reader'), (tx) =>
      sql<{ kept: string[] | null }>`select platform.kept(${name}) as kept`.execute(tx),
    )
    assert.equal(kept.rows[0]!.kept, null, name)
  }
})

test('what is asked again and again is prepared once, for each role by itself', async () => {
  for (let times = 0; times < 5; times++)
    for (const role of ['casework_reader', 'casework_oversight']) await holidays(role)
  const { rows } = await database.pool.query(
    "select name from pg_prepared_statements where statement like '%bank_holiday%'",
  )
  assert.deepEqual(
    rows.map(({ name }) => name.split(' ')[0]!).sort((one, other) => one.localeCompare(other)),
    ['casework_oversight', 'casework_reader'],
  )
})

test('a role that changes within a transaction is not given the plan of the role before', async () => {
  const staff = () =>
    inTransaction(database, as('community_guest'), async (tx) => {
      become(database, tx, 'organisation_reader')
      return tx.selectFrom('organisation.staff').selectAll().execute()
    })
  for (let times = 0; times < 5; times++) assert.deepEqual(await staff(), [])
  const { rows } = await database.pool.query("select name from pg_prepared_statements where statement like '%staff%'")
  assert.deepEqual([...new Set(rows.map(({ name }) => name.split(' ')[0]))], ['organisation_reader'])
})

test('a column that a later release adds does not stop a statement that was prepared before', async () => {
  for (let times = 0; times < 5; times++) await holidays('casework_reader')
  await owner.query('alter table platform.bank_holiday add column remark text')
  const [first] = await holidays('casework_reader')
  assert.ok(first && 'remark' in first)
})
