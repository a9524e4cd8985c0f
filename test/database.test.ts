import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { openDatabase } from '../src/platform/db/database.ts'
import { freshDatabase, templateDatabase } from './database.ts'

const one = await freshDatabase()
after(() => one.drop())

test('a fresh database is migrated and the service may enter it', async () => {
  const database = await openDatabase(one.serviceUrl)
  const { rows } = await database.pool.query('select current_user as name')
  assert.equal(rows[0].name, 'onetown_test_service')
  assert.equal(database.prefix, 'onetown_test')
  await database.close()
})

test('several at once are apart from each other, and a dropped one is gone', async () => {
  const others = await Promise.all([freshDatabase(), freshDatabase(), freshDatabase()])
  assert.equal(new Set(others.map(({ name }) => name)).size, 3)
  const client = new pg.Client({ connectionString: one.superUrl })
  await client.connect()
  await Promise.all(others.map((other) => other.drop()))
  const { rows } = await client.query('select from pg_database where datname = any($1)', [
    others.map(({ name }) => name),
  ])
  assert.equal(rows.length, 0)
  await client.end()
})

test('the template is made once', async () => {
  assert.equal(await templateDatabase(), await templateDatabase())
})
