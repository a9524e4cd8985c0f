import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { roleNames } from '../src/platform/db/roles.ts'
import { newId } from '../src/platform/road.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const service = new pg.Client({ connectionString: world.fresh.serviceUrl })
await service.connect()
after(async () => {
  await service.end()
  await world.close()
})
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const cohesion = await world.someone('Coe Cohesion', 'cohesion worker')

/** What happens when a role tries a statement in an act: 'denied', or what it gave. Nothing of it stays. */
async function tries(role: string, statement: string, values: unknown[] = [], act = newId()): Promise<unknown> {
  await service.query('begin')
  try {
    await service.query(`set local role "${world.town.database.prefix}_${role}"`)
    await service.query("select set_config('app.act', $1, true)", [act])
    return (await service.query(statement, values)).rows
  } catch (error) {
    assert.equal((error as { code?: string }).code, '42501', `${role}: ${statement}: ${String(error)}`)
    return 'denied'
  } finally {
    await service.query('rollback')
  }
}

const rolesThatMay = async (routine: string) =>
  (
    await world.sql<{ role: string }>(
      "select role from unnest($1::text[]) role where has_function_privilege($2 || '_' || role, $3, 'execute')",
      [roleNames, world.town.database.prefix, routine],
    )
  ).map(({ role }) => role)

test('what an act did stands: no role says anything else of it afterwards', async () => {
  const { body } = await cohesion.does('campaign.set-up', {
    answers: { name: 'One town', message: 'Many voices', pledgeText: 'I listen', fromOn: '2026-01-01' },
  })
  const statement = 'select platform.finish_act(null, $1)'
  for (const role of roleNames) {
    assert.equal(await tries(role, statement, [{ is: 'nothing' }], body.act), 'denied', role)
  }
  const [act] = await world.sql<{ fact: { is: string } }>('select fact from platform.act where id = $1', [body.act])
  assert.equal(act!.fact.is, 'campaign set up')
})

test('the registers that say who sees what, and what was migrated, are written by no role', async () => {
  for (const table of ['act', 'allowance', 'adopted', 'way_of_seeing', 'zone_writer', 'migration']) {
    for (const role of roleNames) {
      for (const statement of [
        `update platform.${table} set version = 1`,
        `insert into platform.${table} default values`,
      ])
        assert.equal(await tries(role, statement), 'denied', `${role}: ${statement}`)
    }
  }
})

test('nobody is put out by the functions that follow a leaver before they have left', async () => {
  for (const statement of ['select casework.follow_leaver($1, now())', 'select organisation.end_sign_in($1, now())'])
    assert.equal(await tries('organisation_writer', statement, [coordinator.id]), 'denied', statement)
})

test('whether somebody is recorded, and how far a referral is, is asked by those alone who must', async () => {
  for (const search of ['persons_like(text[], text[], date)', 'persons_like(jsonb, date, text[])'])
    assert.deepEqual(await rolesThatMay(`casework.${search}`), ['casework_oversight'])
  assert.deepEqual(await rolesThatMay('casework.referral_progress(text, bytea)'), ['casework_writer'])
  assert.deepEqual(
    await rolesThatMay('platform.write_entry(text, text, text, uuid, uuid, uuid[], text[], bytea, text)'),
    [],
  )
  const writers = roleNames.filter((role) => role.endsWith('_writer'))
  for (const routine of [
    'platform.finish_act(uuid, jsonb)',
    'platform.keep_images(jsonb)',
    'platform.enqueue(text, json, timestamptz, text)',
  ])
    assert.deepEqual(await rolesThatMay(routine), writers, routine)
})
