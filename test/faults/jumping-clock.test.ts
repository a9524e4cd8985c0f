import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openTown } from '../../src/app.ts'
import { lawfulBases } from '../../src/casework/cases/index.ts'
import { checkTown } from '../../src/doctor.ts'
import { tasksOf } from '../../src/jobs.ts'
import { mayTryPassword } from '../../src/organisation/identity/signing-in.ts'
import { giveCredential } from '../../src/organisation/identity/accounts.ts'
import { asIdentity } from '../../src/organisation/identity/identify.ts'
import { codeIn, stepAt } from '../../src/organisation/identity/second-factor.ts'
import { codeIsRight } from '../../src/organisation/identity/signing-in.ts'
import { makeApiToken } from '../../src/organisation/identity/sessions.ts'
import type { Mail } from '../../src/platform/mail/mail.ts'
import { addDays, today } from '../../src/platform/pure/days.ts'
import { newId } from '../../src/platform/road.ts'
import { sealOnce, verifyJournal } from '../../src/trust/journal/index.ts'
import { seedCase } from '../seed-case.ts'
import { openWorld, type Someone } from '../world.ts'

const world = await openWorld()
const right = world.time.now
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
after(() => world.close())

let ann: Someone
before(async () => {
  ann = await world.someone('Ann Ashe', 'Channel coordinator', 'council')
})

/** Puts the town's clock to so much after the right time, or before it. */
const jump = (by: number) => (world.time.now = new Date(right.getTime() + by))

const asking = () => ({
  agency: world.agencyId.health,
  purpose: 'to decide whether the panel should see the case',
  lawfulBasis: lawfulBases[0]!.name,
  question: 'Has he been seen since May?',
  dueOn: addDays(today(right), 7),
})
const fieldsOf = ({ dueOn, ...rest }: ReturnType<typeof asking>) => {
  const [year, month, dayOfMonth] = dueOn.split('-') as [string, string, string]
  return { ...rest, 'dueOn-year': year, 'dueOn-month': month, 'dueOn-day': dayOfMonth }
}
const ask = (caseId: string, key?: string) =>
  ann.does('enquiries.ask', { about: { caseId }, answers: asking(), ...(key ? { key } : {}) })

test('however the clock jumps, every page of a case opens, and a session lasts as long as the database says', async () => {
  const { caseId } = await seedCase(world)
  const pages = [
    '/cases',
    `/cases/${caseId}`,
    `/cases/${caseId}/chronology`,
    `/cases/${caseId}/referral`,
    `/cases/${caseId}/enquiries/new`,
    `/cases/${caseId}/plan`,
    '/account',
  ]
  for (const by of [-hour, day, 40 * day, -40 * day, 0]) {
    jump(by)
    for (const page of pages) assert.equal((await ann.opens(page)).status, 200, `${page} ${by}`)
  }
  jump(-day)
  const set = (column: string, to: string) =>
    world.sql(`update organisation.session set ${column} = now() + $2::interval where staff_id = $1`, [ann.id, to])
  for (const [column, to, status] of [
    ['seen_at', '-61 minutes', 303],
    ['seen_at', '-59 minutes', 200],
    ['started_at', '-721 minutes', 303],
    ['started_at', '-719 minutes', 200],
    // The database's clock was a day ahead, and was put back.
    ['seen_at', '1 day', 303],
    ['seen_at', '0 minutes', 200],
    ['started_at', '1 day', 303],
    ['started_at', '0 minutes', 200],
  ] as const) {
    await set(column, to)
    assert.equal((await ann.opens('/cases')).status, status, `${column} ${to}`)
  }
  jump(0)
})

test('tries are counted by the database’s time, and a count that would last for too long has ended', async () => {
  const trying = () => mayTryPassword(world.town, 'ann@testham.example', { address: '192.0.2.1', known: undefined })
  for (let count = 0; count < 10; count++) assert.equal(await trying(), true)
  for (const by of [-hour, day, 0]) {
    jump(by)
    assert.equal(await trying(), false)
  }
  await world.sql("update platform.allowance set until = now() + interval '1 day'")
  assert.equal(await trying(), true)
  jump(0)
})

test('a code that was used is worth nothing after the clock was put back', async () => {
  const secret = await asIdentity(world.town, (tx) => giveCredential(world.town, tx, ann.id, 'no password'))
  const viewer = { kind: 'staff' as const, id: ann.id, name: ann.name, agencyId: null, roles: [] }
  const code = codeIn(secret, stepAt(right))
  assert.equal(await codeIsRight(world.town, viewer, code), 'app')
  for (const by of [-minute / 2, -minute / 3, 0]) {
    jump(by)
    assert.equal(await codeIsRight(world.town, viewer, code), undefined)
  }
  jump(0)
})

test('an act whose time is a little before what was done last takes its place after it, and the case stands where it should', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  assert.equal((await ask(caseId)).status, 200)
  jump(-2 * minute)
  for (let count = 1; count <= 3; count++) assert.equal((await ask(caseId)).status, 200)
  const acts = await world.sql<{ at: Date }>('select at from platform.act where subject_id = $1 order by id', [caseId])
  assert.deepEqual(
    acts.map(({ at }) => new Date(at).getTime() - right.getTime()),
    [0, 1, 2, 3],
  )
  jump(0)
})

test('an act whose time is long before what was done last is refused in a sentence, with nothing saved and what was typed kept', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  jump(day)
  const key = newId()
  const first = await ask(caseId, key)
  assert.equal(first.status, 200)
  jump(0)
  const refused = await ask(caseId)
  assert.equal(refused.status, 409)
  assert.match(
    refused.body.message,
    /^The clock of the system is wrong: it is before .+, when something was last done here\. Nothing was saved, so tell whoever runs the system\.$/,
  )
  const page = `/cases/${caseId}/enquiries/new`
  const { status, text } = await ann.sends(page, fieldsOf({ ...asking(), question: 'What I typed' }))
  assert.equal(status, 409)
  assert.match(text, /The clock of the system is wrong/)
  assert.match((await ann.opens(page)).text, /What I typed/)
  assert.equal((await world.sql('select from casework.enquiry where case_id = $1', [caseId])).length, 1)
  assert.deepEqual(
    (await ask(caseId, key)).body,
    { ...first.body, shownOnce: {}, repeated: true },
    'a repeat is a repeat',
  )
  const outsider = await world.someone('Olly Outsider', 'section 36 officer', 'police')
  const told = await outsider.does('cases.record-section36-decision', { about: { caseId }, answers: {} })
  assert.equal(told.status, 404, 'whoever sees no such case learns nothing of its clock')
  jump(day + minute)
  assert.equal((await ask(caseId)).status, 200)
  jump(0)
})

test('ten acts on one case at once, with clocks that differ by seconds, are put in an order', async (t) => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  const { clock } = world.town
  t.after(() => (world.town.clock = clock))
  let read = 0
  world.town.clock = () => new Date(right.getTime() + (((read++ * 7) % 10) - 5) * 1000)
  for (const { status, body } of await Promise.all(Array.from({ length: 10 }, () => ask(caseId))))
    assert.equal(status, 200, JSON.stringify(body))
  // In the order in which they held the case: each wrote its first entry after the one before it had ended.
  const acts = await world.sql<{ at: Date }>(
    `select a.at from platform.act a join trust.journal j on j.act_id = a.id where a.subject_id = $1
    group by a.id order by min(j.at)`,
    [caseId],
  )
  const times = acts.map(({ at }) => new Date(at).getTime())
  assert.equal(times.length, 10)
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  )
})

test('the journal’s time is the database’s and its order is verified, whatever the clock says', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  for (const by of [0, day, hour]) {
    jump(by)
    await ask(caseId)
    await sealOnce(world.town)
  }
  const odd = await world.sql(
    "select id from trust.journal where at not between now() - interval '10 minutes' and now()",
  )
  assert.deepEqual(odd, [])
  const heads = await world.sql(
    "select size from trust.journal_head where at not between now() - interval '10 minutes' and now()",
  )
  assert.deepEqual(heads, [])
  const { good, findings, tail } = await verifyJournal(world.town)
  assert.deepEqual([good, findings, tail], [true, [], 0])
  jump(0)
})

test('a job that comes too late by the town’s clock sends nothing and does not fail', async () => {
  const mails: Mail[] = []
  const tasks = tasksOf(world.town, { send: async (mail) => void mails.push(mail), close: () => {} })
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  await ask(caseId)
  const [job] = await world.sql<{ payload: unknown }>(
    "select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-enquiry' order by j.id desc limit 1",
  )
  const help = { log: { info() {}, error() {} } }
  jump(60 * day)
  await tasks['send-enquiry']!(job!.payload, help)
  assert.equal(mails.length, 0)
  jump(-hour)
  await tasks['send-enquiry']!(job!.payload, help)
  assert.equal(mails.length, 1)
  jump(0)
})

test('a town that was given no clock keeps the database’s time: a jump of the program’s clock lengthens nothing', async (t) => {
  const keysFolder = mkdtempSync(join(tmpdir(), 'onetown-clock-'))
  const town = await openTown({
    serviceUrl: world.fresh.serviceUrl,
    keysFolder,
    baseUrl: world.town.baseUrl,
    log: world.town.log,
    pool: 2,
  })
  t.after(async () => {
    await town.database.close()
    town.keys.close()
    rmSync(keysFolder, { recursive: true })
  })
  for (const by of [-hour, day]) {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + by })
    for (let times = 0; times < 3; times++) {
      const [{ now }] = (await world.sql<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }]
      assert.ok(Math.abs(town.clock().getTime() - new Date(now).getTime()) < minute)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await makeApiToken(town, ann.id, { label: 'jumped', days: 1 })
    const clocks = (await checkTown(town)).find(({ what }) => what.startsWith('The clocks'))!
    assert.equal(clocks.good, false)
    const apart = / (\d+)\.\d seconds apart\. Let both be set by the same time server$/.exec(clocks.what)
    assert.ok(Number(apart?.[1]) > 3000, clocks.what)
    t.mock.timers.reset()
  }
  const tokens = await world.sql(
    "select expires_at from organisation.api_token where label = 'jumped' and expires_at <= now() + interval '1 day'",
  )
  assert.equal(tokens.length, 2)
  const clocks = (await checkTown(town)).find(({ what }) => what.startsWith('The clocks'))!
  assert.equal(clocks.good, true, clocks.what)
})
