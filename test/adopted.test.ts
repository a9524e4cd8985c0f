import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { roleNames } from '../src/platform/db/roles.ts'
import {
  expectedGrants,
  keysWithoutIndex,
  orphans,
  registered,
  schemas,
  strayGrants,
  strayMemberships,
  strayPolicies,
} from './sweeps/tables.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
after(() => world.close())

/** Rows of these classes stay, so that no key to them is ever looked up from the other end to remove them. */
const neverCleared = {
  organisation: 'agencies, panels and their meetings are kept for as long as the town is',
  staff: 'somebody who left stays as a name beside what they did',
  campaign: 'a campaign stays beside its count, whoever withdraws',
  journal: 'the journal only grows',
}

test('every table is adopted, with a retention class and a subject path', async () => {
  assert.deepEqual(await orphans(world), [])
  const tables = await registered(world)
  assert.ok(tables.length > 50)
  console.log(
    `tables: ${tables.length} adopted, ${(await expectedGrants(world)).size} grants to ${roleNames.length} roles`,
  )
})

test('every role may do with every table what its adoption says, and nothing else', async () => {
  assert.deepEqual(await strayGrants(world), [])
  assert.deepEqual(await strayPolicies(world), [])
  assert.deepEqual(await strayMemberships(world), [])
})

test('every key to a row that is removed one day leads an index', async () => {
  assert.deepEqual(await keysWithoutIndex(world, neverCleared), [])
})

test('every table has row security, and at least one policy or no reader at all', async () => {
  const open = await world.sql(
    `select c.oid::regclass as name from pg_class c where c.relkind in ('r', 'p') and not c.relrowsecurity
     and c.relnamespace::regnamespace::text = any ($1)`,
    [schemas],
  )
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
    [
      'casework.advice_notice',
      'casework.case_name',
      'casework.case_state',
      'casework.enquiry_link',
      // which cases an export holds: the ledger has a row for each, in the same act
      'casework.export_case',
      'casework.last_read',
      // a spreadsheet's rows until they are cases, and how far the work on them is
      'casework.moving_in_row',
      'casework.moving_in_work',
      'casework.notice',
      'casework.person_key',
      'casework.person_merge_row',
      // which cases are given at once: each is given by an act of its own
      'casework.reassignment_case',
      'casework.short_form',
      'casework.task',
      // the lines of a tracker's list: what is recorded of them stands in the journal
      'casework.tracker_list_lines',
    ],
  )
})

test('nothing is granted to everybody', async () => {
  const callable = await world.sql(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any ($1) and (p.proacl is null or exists (
      select from aclexplode(p.proacl) x where x.grantee = 0))`,
    [schemas],
  )
  assert.deepEqual(callable, [])
})

test('every function that runs as the owner fixes its search path', async () => {
  const loose = await world.sql(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname = any ($1)
      and not coalesce(p.proconfig::text like '%search_path=%', false)`,
    [schemas],
  )
  assert.deepEqual(loose, [])
})

test('the rules fire: a table of nobody, a stray grant, a stray policy and a key without an index are named', async () => {
  const { prefix } = world.town.database
  await world.sql(`create table casework.stray (id uuid primary key, case_id uuid references casework.case (id))`)
  await world.sql(`grant select on casework.case to ${prefix}_community_reader`)
  await world.sql(`grant update (reference) on casework.case to ${prefix}_casework_reader`)
  await world.sql(
    `create policy "an open door" on casework.person for select to ${prefix}_casework_reader using (true)`,
  )
  assert.deepEqual(await orphans(world), ['casework.stray'])
  assert.deepEqual(await strayGrants(world), [
    'not in the register: casework_reader update casework.case',
    'not in the register: community_reader select casework.case',
  ])
  assert.deepEqual(await strayPolicies(world), [
    `not in the register: casework.person: an open door for ${prefix}_casework_reader`,
  ])
  assert.deepEqual(await keysWithoutIndex(world, neverCleared), ['casework.stray (case_id) → casework."case"'])
})
