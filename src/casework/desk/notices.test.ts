import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { perform } from '../../platform/perform.ts'
import { newId } from '../../platform/road.ts'
import { aProcess } from '../../platform/viewer.ts'
import { recordWhatScannerFound } from '../attachments/commands/record-scan.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { sendNotices, tellWhatIsDue } from './index.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Coordinator', 'Channel coordinator')
const idle = await world.someone('Ida Idle', 'Channel coordinator')
const officer = await world.someone('Ines Invented', 'police case officer', 'police')
const cohesion = await world.someone('Otto Other', 'cohesion worker')
const { caseId } = await seedCase(world, { upTo: 'matched', name: 'Noor Notice' })
await letIn(world, caseId, officer.id)

const mails: Mail[] = []
const log = { info: () => {}, error: () => {} }
const mail = { send: async (one: Mail) => void mails.push(one) }
async function workTheQueue() {
  const jobs = await world.sql<{ payload: object }>(
    `select p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
     where t.identifier = 'send-notices'`,
  )
  for (const { payload } of jobs) await sendNotices(world.town, mail)(payload, { log })
  await world.sql('delete from graphile_worker._private_jobs')
}
const toldOf = async (who: Someone) =>
  (await who.asks('desk.notices')).body.notices.map(
    ({ kind, what }: { kind: string; what: string }) => `${kind}: ${what}`,
  )

test('whoever works on a case is told what others decide on it, once, and who does not is not', async () => {
  await world.sql(
    `insert into platform.act (id, command, input_hash, viewer_kind, viewer_id, viewer_name, subject_id, fact, at)
     values (gen_random_uuid(), 'people.match-referral', 'x', 'staff', $1, 'Ann', $2, '{"is":"referral matched"}', $3)`,
    [ann.id, caseId, world.time.now],
  )
  const answers = { outcome: 'proceed', grounds: 'Nothing is cut across' }
  assert.equal((await officer.does('referrals.record-gateway', { about: { caseId }, answers })).status, 200)
  assert.deepEqual(await toldOf(ann), ['decided: The police recorded the gateway outcome'])
  assert.deepEqual(await toldOf(idle), [])
  assert.deepEqual(await toldOf(officer), [])
  assert.equal((await cohesion.asks('desk.notices')).status, 403)
  await workTheQueue()
  assert.deepEqual(mails, [])
})

test('the menu says how many are new, on every page, until they are marked as read', async () => {
  assert.match((await ann.opens('/cases')).text, /Notices \(1 new\)/)
  assert.doesNotMatch((await idle.opens('/cases')).text, /new\)/)
  const page = await ann.opens('/notices')
  assert.match(page.text, /Noor Notice/)
  assert.equal((await ann.sends('/notices', {})).status, 303)
  assert.doesNotMatch((await ann.opens('/cases')).text, /new\)/)
})

test('who wishes so is mailed at once, and the mail names nobody', async () => {
  assert.equal((await ann.sends('/notices/mail', { mail: 'now and then' })).status, 422)
  assert.equal((await ann.sends('/notices/mail', { mail: 'at once' })).status, 303)
  world.time.now = new Date(world.time.now.getTime() + 86_400_000)
  const answers = { outcome: 'police-led', grounds: 'An investigation goes first' }
  assert.equal((await officer.does('referrals.record-gateway', { about: { caseId }, answers })).status, 200)
  await workTheQueue()
  assert.equal(mails.length, 1)
  assert.doesNotMatch(JSON.stringify(mails), /Noor|Notice\b|C-/)
})

test('what becomes due is told in the morning, once a day by mail unless somebody wants none', async () => {
  mails.length = 0
  const other = await seedCase(world, { upTo: 'referral received', name: 'Dora Due' })
  await world.sql('update casework.task set staff_id = $1, role = null, due_on = $2 where case_id = $3', [
    idle.id,
    world.time.now.toISOString().slice(0, 10),
    other.caseId,
  ])
  await tellWhatIsDue(world.town)({}, { log })
  await tellWhatIsDue(world.town)({}, { log })
  assert.deepEqual(await toldOf(idle), ['due: Match the referral to a person'])
  await workTheQueue()
  assert.deepEqual(
    mails.map(({ messageId }) => messageId.includes(idle.id)),
    [false, true].slice(mails.length === 1 ? 1 : 0),
  )
  mails.length = 0
  assert.equal((await idle.does('desk.choose-notice-mail', { answers: { mail: 'none' } })).status, 200)
  await tellWhatIsDue(world.town)({}, { log })
  await workTheQueue()
  assert.ok(mails.every(({ messageId }) => !messageId.includes(idle.id)))
})

test('those alone are told to whom the case is open now', async () => {
  const seen = await seedCase(world, { upTo: 'matched', name: 'Ola Open' })
  const made = async (name: string, agency: 'police' | 'charity' = 'police') => ({
    name,
    who: await world.someone(name, 'police case officer', agency),
  })
  const [inNow, later, before, elsewhere] = await Promise.all([
    made('Let In'),
    made('Let In Later'),
    made('Let In Before'),
    made('Of No Agreement', 'charity'),
  ])
  const people = [inNow, later, before, elsewhere, { name: 'Coordinates', who: ann }, { name: 'Sealed Out', who: idle }]
  for (const { who } of [inNow, later, before, elsewhere]) await letIn(world, seen.caseId, who.id)
  const grants = 'update casework.case_grant set'
  await world.sql(`${grants} from_at = now() + interval '30 days' where staff_id = $1`, [later.who.id])
  await world.sql(`${grants} until_at = now() - interval '1 second' where staff_id = $1`, [before.who.id])
  await world.sql("update organisation.agency set agreement_until = '2020-12-31' where id = $1", [
    world.agencyId.charity,
  ])
  const all = [inNow, later, before, elsewhere, { who: ann }].map(({ who }) => who.id)
  await world.sql('update casework.case set sealed_to = $1 where id = $2', [all, seen.caseId])
  for (const { who } of people)
    await world.sql(
      `insert into platform.act (id, command, input_hash, viewer_kind, viewer_id, viewer_name, subject_id, fact, at)
       values (gen_random_uuid(), 'a test', 'x', 'staff', $1, 'A test', $2, '{"is":"a test"}', now())`,
      [who.id, seen.caseId],
    )
  const rows = await world.sql<{ staff_id: string }>('select staff_id from casework.workers_on($1)', [seen.caseId])
  const told = people.filter(({ who }) => rows.some(({ staff_id }) => staff_id === who.id))
  assert.deepEqual(
    told.map(({ name }) => name),
    ['Let In', 'Coordinates'],
  )
  const statuses = await Promise.all(people.map(({ who }) => who.opens(`/cases/${seen.caseId}`)))
  assert.deepEqual(
    people.filter((_, n) => statuses[n]!.status === 200),
    told,
  )
})

test('a case that was closed to somebody is in none of their notices', async () => {
  await world.sql('update casework.case set sealed_to = $1 where id = $2', [[officer.id], caseId])
  assert.deepEqual(await toldOf(ann), [])
})

test('a virus in what came with a referral that nobody works on yet is told to whoever coordinates; once somebody works on it, to them', async () => {
  const virus = 'decided: A virus was found in a document, and the file was destroyed'
  const fresh = await seedCase(world, { upTo: 'referral received', name: 'Vi Rus' })
  const found = async () => {
    const attachmentId = newId()
    const sealed = world.town.keys.seal(
      fresh.caseId,
      'attachment',
      '{"name":"x.txt","description":"x","source":null,"key":""}',
    )
    await world.sql(
      `insert into casework.attachment (id, case_id, came_with, came_with_id, what, stored_as, kind, bytes, content_hash, scan, added_at, sealed)
       values ($1, $2, 'referral', $3, 'letter', gen_random_uuid(), 'text', 1, 'x', 'waiting', $4, $5)`,
      [attachmentId, fresh.caseId, fresh.referralId, world.time.now, sealed],
    )
    const viewer = aProcess('scanner')
    const ending = await perform(world.town, recordWhatScannerFound, {
      viewer,
      about: { attachmentId },
      raw: { found: 'infected' },
    })
    assert.equal(ending.is, 'done')
  }
  const [annBefore, idleBefore] = [await toldOf(ann), await toldOf(idle)]
  await found()
  const news = async (who: Someone, before: string[]) => (await toldOf(who)).length - before.length
  assert.deepEqual([await news(ann, annBefore), await news(idle, idleBefore)], [1, 1])
  assert.equal((await toldOf(idle))[0], virus)
  assert.ok(!(await toldOf(officer)).includes(virus))
})
