import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import pg from 'pg'
import { codeNow } from '../../src/organisation/identity/demo.ts'
import { demoPassword } from '../../src/organisation/identity/index.ts'
import { beginSession } from '../../src/organisation/identity/sessions.ts'
import { migrationNames } from '../../src/platform/db/release.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { newId } from '../../src/platform/road.ts'
import { aDatabase } from '../own-server.ts'
import { anInstallation, onetown, overHttp, type Running, starting } from '../programs.ts'
import { byApi, visitor } from '../world.ts'
import { type Act, type Done, halfDone, inTown, referralOf, sendTo, tokensIn } from './acts.ts'
import { openMailServer } from './mail-server.ts'

// Two programs serve one town on a PostgreSQL server of one's own, with one folder of keys, as docs/running-it.md says.

const own = await aDatabase()
const server = await openMailServer()
const installation = anInstallation('two', { ...own.env, ONETOWN_SMTP_URL: server.url })
const superuser = new pg.Pool({ connectionString: own.superUrl, max: 2 })
superuser.on('error', () => {})
const running: Running[] = []
after(async () => {
  for (const each of running) if (each.child.exitCode === null) each.child.kill('SIGKILL')
  await installation.remove()
  await server.close()
  await superuser.end()
  await own.drop()
})

let tokens: Record<string, string>
let staff: { id: string; email: string }[]
/** Of the two, in turn. */
const addressOf = (number: number) => running[number % 2]!.address
const idOf = (name: string) => staff.find(({ email }) => email.startsWith(`${name}@`))!.id

test('of two starts at once on an empty database one makes the tables and the demo, the other waits, and both serve', async () => {
  running.push(...(await Promise.all([starting(installation.env), starting(installation.env)])))
  const loading = running.map((each) => each.said().match(/Loading the demo town/g)?.length ?? 0)
  assert.deepEqual(inOrder(loading), [0, 1])
  const applied = await sql<{ name: string }>('select name from platform.migration order by name')
  assert.deepEqual(
    applied.map(({ name }) => name),
    migrationNames(),
  )
  const migrations = await Promise.all([onetown(installation.env, 'migrate'), onetown(installation.env, 'migrate')])
  for (const { code, out } of migrations) assert.deepEqual([code, out], [0, 'The database was up to date.\n'])
  for (const number of [0, 1]) assert.equal((await fetch(`${addressOf(number)}/readyz`)).status, 200)
  staff = await sql('select id, email from organisation.staff')
  tokens = await tokensIn(installation, staff)
})

test('a session that began at one counts at the other, and ended there it is ended here', async () => {
  const cookie = newSecretCode(32)
  const session = { token: cookie, staffId: idOf('coordinator'), secondFactor: true }
  await inTown(installation, (town) => beginSession(town, session))
  const [here, there] = [0, 1].map((number) => visitor(overHttp(addressOf(number)), cookie))
  for (const each of [here!, there!]) assert.equal((await each.opens('/cases')).status, 200)
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await there!.opens('/cases')).text)![1]!
  assert.equal((await there!.posts('/sign-out', { _csrf: csrf })).status, 303)
  const { status, location } = await here!.opens('/cases')
  assert.deepEqual([status, location], [303, '/sign-in?to=%2Fcases'])
})

test('tries to sign in are counted for both together, and a code that was given at both at once lets one in', async () => {
  const email = `${newId()}@nowhere.example`
  for (let count = 0; count < 10; count++)
    assert.equal((await strangerAt(count).sends('/sign-in', { email, password: 'wrong' })).status, 422)
  for (const count of [0, 1])
    assert.equal((await strangerAt(count).sends('/sign-in', { email, password: 'wrong' })).status, 429)

  const mentors = [strangerAt(0), strangerAt(1)]
  for (const each of mentors) {
    const given = { email: 'mentor@exampleham.example', password: demoPassword }
    assert.equal((await each.sends('/sign-in', given)).location, '/sign-in/code')
  }
  const code = await inTown(installation, (town) => codeNow(town, { staffId: idOf('mentor') }))
  const answers = await Promise.all(mentors.map((each) => each.sends('/sign-in/code', { code })))
  assert.deepEqual(inOrder(answers.map(({ status }) => status)), [303, 422])
})

test('an act that is sent to both at once, again and again, is done once and told alike; another one under its id is refused', async () => {
  for (let round = 0; round < 10; round++) {
    const act = referralOf(tokens.teacher!)
    const answers = await Promise.all(Array.from({ length: 8 }, (_, number) => send(number, act)))
    assert.equal(answers.filter(({ repeated }) => !repeated).length, 1)
    for (const { fact } of answers) assert.deepEqual(fact, answers[0]!.fact)
    const other = await sendTo(addressOf(round), { ...act, answers: { ...act.answers, familyName: 'Another' } })
    assert.equal(other!.status, 409)
  }
  await nothingIsHalfDone()
})

test('of two who match the same referral at once, one at each, one is done and the other is told', async () => {
  const force = (
    await sql<{ agency_id: string }>('select agency_id from organisation.staff where id = $1', [idOf('officer')])
  )[0]!
  for (let round = 0; round < 5; round++) {
    const { fact } = await send(round, referralOf(tokens.teacher!))
    const answers = { answer: 'different', homeForce: force.agency_id, reason: 'Another birth date' }
    const match = () => ({
      command: 'people.match',
      key: newId(),
      token: tokens.coordinator!,
      about: { caseId: fact.caseId! },
      answers,
    })
    const statuses = await Promise.all([0, 1].map(async (number) => (await sendTo(addressOf(number), match()))!.status))
    assert.deepEqual(inOrder(statuses), [200, 409])
  }
  await nothingIsHalfDone()
})

test('what one wrote under a new key the other can read at once', async () => {
  for (let round = 0; round < 6; round++) {
    const act = referralOf(tokens.teacher!)
    const { fact } = await send(round, act)
    const about = { caseId: fact.caseId! }
    const { status, body } = await byApi(overHttp(addressOf(round + 1)), tokens.coordinator).asks(
      'referrals.referral',
      about,
    )
    assert.equal(status, 200)
    assert.match(JSON.stringify(body), new RegExp(`Words of ${act.key}`))
  }
})

test('while both write, one journal is sealed: no place twice, none left out, by one at a time', async () => {
  const sealing = new pg.Client(own.superUrl)
  await sealing.connect()
  // Whoever seals holds this lock. While another has it, neither of the two seals.
  await sealing.query('select pg_advisory_lock(8110, 3)')
  const before = await heads()
  await Promise.all(Array.from({ length: 40 }, (_, number) => send(number, referralOf(tokens.teacher!))))
  for (let tries = 0; tries < 100; tries++) {
    assert.equal(await heads(), before)
    await pause(10)
  }
  await sealing.query('select pg_advisory_unlock(8110, 3)')
  await sealing.end()
  await Promise.all(Array.from({ length: 40 }, (_, number) => send(number, referralOf(tokens.teacher!))))
  while ((await sql('select from trust.journal_tail limit 1')).length) await pause(20)
  const gaps = await sql(
    'select position from (select position, row_number() over (order by position) - 1 as place from trust.journal_seal) s where place <> position',
  )
  assert.deepEqual(gaps, [])
  const journal = await onetown(installation.env, 'journal', 'verify')
  assert.match(journal.out, /^The journal is good: /)
  assert.equal(journal.code, 0)
})

test('each mail is sent once, whichever of the two asked for it', async (t) => {
  // The demo's own mails first.
  while (!(await queueIsEmpty())) await pause(20)
  assert.equal(new Set(server.taken).size, server.taken.length)
  server.taken.length = server.connections = 0
  const invited = await Promise.all(Array.from({ length: 20 }, (_, number) => invite(number)))
  while (!(await queueIsEmpty())) await pause(20)
  assert.deepEqual(invitationsTaken(), invited.toSorted())
  t.diagnostic(`${invited.length} mails of two processes, each once`)
})

test('what a killed process was at is done by the other, and a mail server that hangs does not hold up a stop', async (t) => {
  server.mood = 'silent'
  server.taken.length = 0
  const invited = await Promise.all(Array.from({ length: 6 }, (_, number) => invite(number)))
  while ((await mailsUnderWay()) < 4) await pause(20)
  await running[0]!.stop('SIGKILL')
  server.mood = 'well'
  const began = Date.now()
  while (!(await queueIsEmpty())) await pause(20)
  t.diagnostic(
    `all ${invited.length} mails were sent ${((Date.now() - began) / 1000).toFixed(1)} seconds after the kill`,
  )
  assert.deepEqual(invitationsTaken(), invited.toSorted())

  server.mood = 'silent'
  await inviteAt(running[1]!.address)
  while (!(await mailsUnderWay())) await pause(20)
  assert.equal(await running[1]!.stop(), 0)
  assert.equal(await mailsUnderWay(), 0)
})

test('after all that the journal and what the doctor looks at are good', async () => {
  const examined = await onetown(installation.env, 'doctor')
  assert.doesNotMatch(examined.out, /^BAD(?!.*fsync is off)/m)
  await nothingIsHalfDone()
})

const inOrder = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)
const strangerAt = (number: number) => visitor(overHttp(addressOf(number)))

async function send(number: number, act: Act): Promise<Done> {
  const answer = (await sendTo(addressOf(number), act))!
  assert.equal(answer.status, 200, await answer.clone().text())
  return (await answer.json()) as Done
}

const invite = (number: number) => inviteAt(addressOf(number))

/** Gives the Message-ID of the mail that must come. */
async function inviteAt(address: string): Promise<string> {
  const [agency] = await sql<{ id: string }>("select id from organisation.agency where kind = 'council'")
  const email = `${newId()}@joiner.example`
  const answers = { name: 'Jo Joiner', email, jobTitle: 'Nurse', roles: [], agencyId: agency!.id }
  const act = { command: 'staff.invite', key: newId(), token: tokens.administrator!, about: {}, answers }
  assert.equal((await sendTo(address, act))!.status, 200)
  const [row] = await sql<{ id: string }>(
    'select i.id from organisation.invitation i join organisation.staff s on s.id = i.staff_id where s.email = $1',
    [email],
  )
  return `invitation-${row!.id}@127.0.0.1`
}

const mailsUnderWay = async () =>
  (await sql("select from graphile_worker.jobs where task_identifier ~ '^(send|tell)-' and locked_at is not null"))
    .length
/** The demo tells people of other things too. */
const invitationsTaken = () => server.taken.filter((id) => id.startsWith('invitation-')).toSorted()
const queueIsEmpty = async () =>
  (await sql("select from graphile_worker.jobs where task_identifier = 'send-invitation'")).length === 0
const heads = async () => (await sql('select from trust.journal_head')).length

async function nothingIsHalfDone() {
  for (const [what, query] of Object.entries(halfDone)) assert.deepEqual(await sql(query), [], what)
}

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await superuser.query<Row>(text, values)).rows
}
