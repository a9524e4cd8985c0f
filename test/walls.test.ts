import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { roleNames } from '../src/platform/db/roles.ts'
import { registered, schemas } from './sweeps/tables.ts'
import { openWorld } from './world.ts'

/** Each a named function in the receiving schema, argued for where it is written. */
const crossings = [
  'identity may call casework.calendar_of',
  'identity may call casework.unread_notices',
  'organisation_writer may call casework.follow_ended_role',
  'organisation_writer may call casework.follow_leaver',
]

const world = await openWorld()
const service = new pg.Client({ connectionString: world.fresh.serviceUrl })
await service.connect()
after(async () => {
  await service.end()
  await world.close()
})

/** A wall is tried on every table; the rule fires in adopted.test.ts, where a grant too many is planted. */
const tablesOf = async (zone: string) =>
  (
    await world.sql<{ name: string }>("select name from platform.adopted where name like $1 || '.%' order by 1", [zone])
  ).map(({ name }) => name)

/** What happens when a role tries: 'denied' by a missing grant, otherwise the number of rows it saw. */
async function tries(role: string, statement: string): Promise<'denied' | number> {
  await service.query('begin')
  try {
    await service.query(`set local role "${world.town.database.prefix}_${role}"`)
    return (await service.query(statement)).rowCount ?? 0
  } catch (error) {
    assert.equal((error as { code?: string }).code, '42501', `${role}: ${statement}: ${String(error)}`)
    return 'denied'
  } finally {
    await service.query('rollback')
  }
}

/** The four kinds of work, whose records no other kind may reach. */
const walled = ['casework', 'community', 'operations', 'strategy'] as const
const outsidersOf = (zone: string) => roleNames.filter((role) => !role.startsWith(`${zone}_`))

for (const zone of walled) {
  test(`no role from outside reads or writes any table of ${zone}`, async () => {
    for (const table of await tablesOf(zone)) {
      for (const role of outsidersOf(zone)) {
        for (const statement of [
          `select 1 from ${table} limit 1`,
          `update ${table} set version = 1`,
          `delete from ${table}`,
          `insert into ${table} default values`,
        ])
          assert.equal(await tries(role, statement), 'denied', `${role}: ${statement}`)
      }
    }
  })
}

test('no adoption and no function lets a role of one zone into the schema of another', async () => {
  const adopted = (await registered(world)).flatMap(({ name, readers, writers }) => {
    const zone = walled.find((each) => name.startsWith(`${each}.`))
    return zone
      ? [...readers, ...writers].filter((role) => !role.startsWith(`${zone}_`)).map((role) => `${role} in ${name}`)
      : []
  })
  assert.deepEqual(adopted, [])
  const callable = await world.sql<{ role: string; name: string }>(
    `select distinct r.rolname as role, p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc p, aclexplode(p.proacl) x, pg_roles r
     where r.oid = x.grantee and x.grantee <> p.proowner and p.pronamespace::regnamespace::text = any ($1)`,
    [walled],
  )
  const crossing = callable.filter(
    ({ role, name }) => !role.startsWith(`${world.town.database.prefix}_${name.split('.')[0]}_`),
  )
  assert.deepEqual(
    crossing
      .map(({ role, name }) => `${role.replace(`${world.town.database.prefix}_`, '')} may call ${name}`)
      .toSorted(),
    crossings,
  )
})

test("the service's login by itself reads nothing", async () => {
  for (const zone of schemas) {
    for (const table of await tablesOf(zone)) {
      await assert.rejects(service.query(`select 1 from ${table} limit 1`), { code: '42501' }, table)
    }
  }
})

test("the service's login owns nothing, and is no superuser, creator or bypasser", async () => {
  const { rows } =
    await service.query(`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
    (select count(*)::int from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = current_user`)
  assert.deepEqual(rows, [{ mighty: false, owned: 0 }])
})

test('no role that the service can become owns a table or bypasses a policy', async () => {
  const mighty = await world.sql(
    `select r.rolname from pg_roles r where r.rolname <> $1 and pg_has_role($1, r.oid, 'member')
       and (r.rolbypassrls or r.rolsuper or r.rolcreaterole or exists (select from pg_class c where c.relowner = r.oid))`,
    [`${world.town.database.prefix}_service`],
  )
  assert.deepEqual(mighty, [])
})

test("only the sealer's role changes the journal, and nobody updates or deletes an entry", async () => {
  for (const role of roleNames) {
    assert.equal(await tries(role, "update trust.journal set what = 'x'"), 'denied', role)
    assert.equal(await tries(role, 'delete from trust.journal'), 'denied', role)
    assert.equal(await tries(role, 'update platform.act set viewer_id = viewer_id'), 'denied', role)
  }
})

test('a change outside an act is refused', async () => {
  await service.query('begin')
  await service.query(`set local role "${world.town.database.prefix}_community_writer"`)
  await assert.rejects(
    service.query(
      "insert into community.campaign (id, name, message, pledge_text, from_on) values (gen_random_uuid(), 'x', 'x', 'x', current_date)",
    ),
    /outside an act/,
  )
  await service.query('rollback')
})

test('a change whose image was not sealed cannot be committed', async () => {
  await service.query('begin')
  await service.query(`set local role "${world.town.database.prefix}_community_writer"`)
  await service.query(
    "select set_config('app.act', gen_random_uuid()::text, true), set_config('app.viewer', 'x', true), set_config('app.viewer_kind', 'process', true)",
  )
  await service.query(
    "insert into community.campaign (id, name, message, pledge_text, from_on) values (gen_random_uuid(), 'x', 'x', 'x', current_date)",
  )
  await assert.rejects(service.query('commit'), /was not sealed/)
})
