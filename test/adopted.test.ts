import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from './world.ts'

const world = await openWorld()
after(() => world.close())

const everyTable = () =>
  world.sql<{
    name: string
    secured: boolean
    owner: string
  }>(`select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy') order by 1`)

test('every table is adopted, with a retention class and a subject path', async () => {
  const adopted = new Set(
    (await world.sql<{ name: string }>('select name from platform.adopted')).map(({ name }) => name),
  )
  const orphans = (await everyTable()).filter(({ name }) => !adopted.has(name))
  assert.deepEqual(orphans, [])
})

test('every table has row security, and at least one policy or no reader at all', async () => {
  const open = (await everyTable()).filter(({ secured }) => !secured)
  assert.deepEqual(open, [])
})

test('every table carries a version that a change raises', async () => {
  const without = await world.sql(`select a.name from platform.adopted a where not exists (
    select from pg_trigger t where t.tgrelid = a.name::regclass and t.tgname = 'next_version')`)
  assert.deepEqual(without, [])
})

test('every journalled table has its journal trigger, and every table of a person is journalled or a projection of what is', async () => {
  const missing = await world.sql(`select a.name from platform.adopted a where a.journalled and not exists (
    select from pg_trigger t where t.tgrelid = a.name::regclass and t.tgname = 'journal_change')`)
  assert.deepEqual(missing, [])
  const unjournalled = await world.sql<{ name: string }>(
    "select name from platform.adopted where not journalled and name like 'casework.%' order by 1",
  )
  assert.deepEqual(
    unjournalled.map(({ name }) => name),
    ['casework.case_state', 'casework.enquiry_link', 'casework.task'],
  )
})

test('no role may delete from a table that keeps what was decided', async () => {
  const deleters =
    await world.sql(`select g.table_schema || '.' || g.table_name as name, g.grantee from information_schema.role_table_grants g
    join platform.adopted a on a.name = g.table_schema || '.' || g.table_name
    where g.privilege_type in ('DELETE', 'TRUNCATE') and a.changes <> 'replace' and g.grantee <> g.grantor`)
  assert.deepEqual(deleters, [])
})

test('nothing is granted to everybody', async () => {
  const open =
    await world.sql(`select table_schema, table_name, privilege_type from information_schema.role_table_grants
    where grantee = 'PUBLIC' and table_schema in ('platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy')`)
  assert.deepEqual(open, [])
  const callable =
    await world.sql(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('platform', 'trust', 'organisation', 'casework', 'community') and (p.proacl is null or exists (
      select from aclexplode(p.proacl) x where x.grantee = 0))`)
  assert.deepEqual(callable, [])
})

test('every function that runs as the owner fixes its search path', async () => {
  const loose =
    await world.sql(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('platform', 'trust', 'organisation', 'casework', 'community')
      and not coalesce(p.proconfig::text like '%search_path=%', false)`)
  assert.deepEqual(loose, [])
})
