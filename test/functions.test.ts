import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { roleNames } from '../src/platform/db/roles.ts'
import { newId } from '../src/platform/road.ts'
import { schemas } from './sweeps/tables.ts'
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

const readers = roleNames.filter((role) => /_(reader|guest|broad|oversight)$/.test(role))
const writers = roleNames.filter((role) => role.endsWith('_writer'))
const ofCases = ['casework_reader', 'casework_broad', 'casework_oversight']

/** Every function that runs as the owner, by those who may ask it. Of triggers, and inside one another, nobody does. */
const asked: [roles: readonly string[], functions: string][] = [
  [
    [],
    `platform.demo_is_invented platform.destroy_file platform.destroy_key platform.image_is_kept platform.journal_change
    platform.write_entry organisation.must_have_left casework.cases_of casework.follow_person
    casework.follow_what_hangs_on_a_person casework.hangs_on_person casework.keep_keys casework.keys_of
    casework.name_keys casework.name_parts casework.sees casework.sees_meeting casework.speak_name casework.workers_on`,
  ],
  [[...readers, ...writers, 'identity'], 'platform.note'],
  [[...readers, ...writers], 'platform.claim_act'],
  [readers, 'platform.lock_records platform.last_act platform.own_uploads'],
  [writers, 'platform.finish_act platform.keep_images platform.enqueue platform.take_upload'],
  [['organisation_guest', ...writers], 'platform.take_allowance'],
  [
    ['jobs'],
    `platform.files_known platform.forget_drafts platform.forget_uploads platform.next_to_destroy
    platform.waits_to_be_destroyed platform.was_destroyed`,
  ],
  [['draft'], 'platform.hold_uploads'],
  [['organisation_writer'], 'organisation.end_sign_in casework.follow_leaver casework.follow_ended_role'],
  [[...ofCases, 'casework_writer'], 'organisation.in_agreement organisation.is_here organisation.holds'],
  [
    ['casework_writer'],
    `organisation.begin_link_session organisation.end_link_sessions trust.record_disclosure casework.hold_tracker_references
    casework.learn_sizes casework.merge_person casework.referral_progress casework.take_back_row casework.tell_coordinators casework.tell_holders casework.tell_of
    casework.tell_what_is_due casework.to_be_mailed casework.unmerge_person`,
  ],
  [['identity'], 'casework.calendar_of casework.unread_notices'],
  [
    ['casework_reader'],
    'casework.persons_in_full casework.released_enquiries casework.visible_meetings casework.visible_panels casework.visible_persons',
  ],
  [['casework_broad'], 'casework.attended_meetings casework.is_released casework.seated_panels casework.sees_panel'],
  [['casework_oversight'], 'casework.hidden_persons casework.name_spoken casework.persons_like casework.was_shown'],
  [['casework_reader', 'casework_broad'], 'casework.cases_at_the_table'],
  [
    ofCases,
    `casework.agencies_asked casework.granted_cases casework.hidden_cases casework.note_reading casework.other_referrals
    casework.response_days casework.sees_in_full casework.tracker_references_elsewhere`,
  ],
  [
    [...ofCases, 'casework_guest'],
    'casework.hold_link casework.my_referrals casework.note_advice_read trust.who_looked',
  ],
  [[...ofCases, 'casework_guest', 'trust_reader'], 'trust.reference_of'],
  [['trust_reader'], 'trust.case_called'],
  [[...ofCases, 'casework_guest', 'casework_writer'], 'casework.whom_to_call'],
  [['community_reader', 'community_guest'], 'community.pledge_to_withdraw community.pledges_so_far'],
]

test('every function that runs as the owner is asked by those alone who need it', async () => {
  const rows = await world.sql<{ name: string; roles: string[] }>(
    `select n.nspname || '.' || p.proname as name, array(select role from unnest($1::text[]) role
       where has_function_privilege($2 || '_' || role, p.oid, 'execute')) as roles
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = any ($3)`,
    [roleNames, world.town.database.prefix, schemas],
  )
  const line = (name: string, roles: readonly string[]) => `${name}: ${roles.toSorted().join(', ')}`
  const expected = asked.flatMap(([roles, functions]) => functions.split(/\s+/).map((name) => line(name, roles)))
  assert.deepEqual([...new Set(rows.map(({ name, roles }) => line(name, roles)))].toSorted(), expected.toSorted())
})
