import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import pg from 'pg'
import { beginSession } from '../../src/organisation/identity/sessions.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { newId } from '../../src/platform/road.ts'
import { anInstallation, onetown, type Running, starting } from '../programs.ts'
import { referralFields } from '../referral.ts'
import { hiddenFields } from '../world.ts'
import { type Done, halfDone, inTown, referralOf, sendTo, tokensIn } from './acts.ts'
import { type SmallDisk, smallDisk } from './disk.ts'

// The built-in server, the keys and the mail of a real town each lie on a small disk, which is filled to the last byte
// while people write and read.

const installation = anInstallation('full')
const { cluster, runAs } = installation.place()
const mails = join(installation.folder, 'mail')
const database = smallDisk(dirname(cluster), 450, runAs)
const skip = typeof database === 'string' ? database : false
const disks = skip
  ? []
  : [database, smallDisk(installation.keys, 8), smallDisk(mails, 1)].map((one) => one as SmallDisk)
const [ofDatabase, ofKeys, ofMail] = disks as [SmallDisk, SmallDisk, SmallDisk]

let program: Running | undefined
let superuser: pg.Pool
let tokens: Record<string, string>
let cookie: string
after(async () => {
  if (program?.child.exitCode === null) await program.stop()
  await superuser?.end()
  for (const disk of disks) disk.remove()
  await installation.remove()
})

test('a town starts on small disks, and the doctor finds room on each', { skip }, async () => {
  program = await starting(installation.env)
  superuser = new pg.Pool({ connectionString: installation.superuserUrl(), max: 1 })
  superuser.on('error', () => {})
  const staff = await sql<{ id: string; email: string }>('select id, email from organisation.staff')
  tokens = await tokensIn(installation, staff)
  cookie = newSecretCode(32)
  const staffId = staff.find(({ email }) => email.startsWith('coordinator@'))!.id
  await inTown(installation, (town) => beginSession(town, { token: cookie, staffId, secondFactor: true }))
  const { code, out } = await onetown(installation.env, 'doctor')
  for (const holds of ['keys', 'database'])
    assert.match(out, new RegExp(`^good {2}The disk of the ${holds}: \\d+ MB of \\d+ MB free$`, 'm'))
  assert.equal(code, 0, out)
})

test('while the disk of the database is full nothing is saved by halves or shown unjournalled; with room again all goes on', {
  skip,
}, async (t) => {
  const [{ id: caseId }] = (await sql<{ id: string }>('select id from casework.case order by id limit 1')) as [
    { id: string },
  ]
  const form = await get('/refer')
  const looksBefore = await looksAt(caseId)
  ofDatabase.fill()
  const examined = await onetown(installation.env, 'doctor')
  assert.match(examined.out, /^BAD {3}The disk of the database: 0 MB of \d+ MB free\. It is nearly full/m)
  assert.equal(examined.code, 1)
  // There is room in pages that were begun: both go on until it is used up.
  const [done, refused] = await actsUntil(503)
  assert.equal((await refused.answer.json()).error, 'full')
  let shown = 0
  let look = await get(`/api/v1/cases/banner?caseId=${caseId}`)
  for (; look.status === 200; look = await get(`/api/v1/cases/banner?caseId=${caseId}`)) shown++
  assert.equal(look.status, 503)
  assert.match(look.text, /^\{"error":"full","message":"A disk of the system is full: nothing was saved/)
  assert.doesNotMatch(look.text, new RegExp(caseId))
  assert.equal((await looksAt(caseId)) - looksBefore, shown, 'each look that was shown stands in the journal')
  const typed = await postReferral({
    ...hiddenFields(form.text),
    ...referralFields({ 'statements-0-words': 'He drew <weapons> & "more"' }),
  })
  assert.equal(typed.status, 503)
  assert.match(typed.text, /<h1[^>]*>\s*There is no room to save this/)
  const again = fieldsOf(typed.text)
  assert.equal(again['statements-0-words'], 'He drew <weapons> & "more"')
  await nothingIsHalfDone()
  for (const path of ['/healthz', '/readyz']) assert.equal((await get(path)).status, 200, path)

  ofDatabase.empty()
  const same = (await sendTo(program!.address, refused.act))!
  assert.equal(same.status, 200)
  assert.equal(((await same.json()) as Done).repeated, false)
  assert.deepEqual([(await post(again)).status, (await post(again)).status], [200, 303], 'sent again it is done, once')
  assert.equal((await get(`/api/v1/cases/banner?caseId=${caseId}`)).status, 200)
  const [saved] = await sql<{ count: number }>('select count(*)::int from platform.act where id = $1', [again._act])
  assert.equal(saved!.count, 1)
  await nothingIsHalfDone()
  t.diagnostic(`${done} acts and ${shown} looks found room in pages that were begun, the next was refused`)
})

test('a database that its full disk brought down comes back by itself once there is room, with all that it said was done', {
  skip,
}, async (t) => {
  const [before] = await sql<{ count: number }>('select count(*)::int from platform.act')
  ofDatabase.fill()
  await fillTheLog()
  while ((await get('/readyz')).status !== 503) await pause(20)
  const act = referralOf(tokens.teacher!)
  const away = (await sendTo(program!.address, act))!
  assert.deepEqual([away.status, (await away.json()).error], [503, 'away'])
  assert.match((await get('/')).text, /Not available for a moment/)
  while (!program!.said().includes('The database does not start')) await pause(20)
  assert.match(program!.said(), /The database does not start; .* says: .*No space left on device/)
  const examined = await onetown(installation.env, 'doctor')
  assert.match(examined.out, /^BAD {3}The disk of the database: 0 MB/m)
  assert.notEqual(examined.code, 0)

  // Somebody looks at what is wrong at that very moment: their program may be the first to start the database.
  const looking = [onetown(installation.env, 'doctor'), onetown(installation.env, 'doctor')]
  await pause(500)
  ofDatabase.empty()
  const began = Date.now()
  while ((await get('/readyz')).status !== 200) await pause(20)
  const seconds = (Date.now() - began) / 1000
  await Promise.all(looking)
  while ((await get('/readyz')).status !== 200) await pause(20)
  assert.equal((await sendTo(program!.address, act))!.status, 200)
  const [now] = await sql<{ count: number }>('select count(*)::int from platform.act')
  assert.equal(now!.count, before!.count + 1)
  await nothingIsHalfDone()
  t.diagnostic(`the database answered ${seconds.toFixed(1)} seconds after there was room`)
})

test('while the disk of the keys is full no case is begun, what is there can be read, and with room again all goes on', {
  skip,
}, async () => {
  ofKeys.fill()
  const [, refused] = await actsUntil(503)
  assert.equal((await refused.answer.json()).error, 'full')
  assert.deepEqual(await sql('select from platform.act where id = $1', [refused.act.key]), [])
  assert.equal((await get('/api/v1/cases/list')).status, 200)
  ofKeys.empty()
  assert.equal((await sendTo(program!.address, refused.act))!.status, 200)
  await nothingIsHalfDone()
})

test('while the disk of the mail folder is full no half mail lies there; the job is tried again and the mail is written', {
  skip,
}, async () => {
  ofMail.fill()
  const answers = { name: 'Jo Joiner', email: `${newId()}@joiner.example`, jobTitle: 'Nurse', roles: [] }
  const [agency] = await sql<{ id: string }>("select id from organisation.agency where kind = 'council'")
  const act = { command: 'staff.invite', key: newId(), token: tokens.administrator!, about: {} }
  assert.equal((await sendTo(program!.address, { ...act, answers: { ...answers, agencyId: agency!.id } }))!.status, 200)
  const job =
    "select last_error as error from graphile_worker.jobs where task_identifier = 'send-invitation' and attempts > 0"
  while (!(await sql<{ error: string }>(job)).some(({ error }) => error)) await pause(20)
  assert.match((await sql<{ error: string }>(job))[0]!.error, /^ENOSPC/)
  const files = () => readdirSync(mails).filter((name) => name !== 'ballast')
  assert.deepEqual(
    files().filter((name) => name.endsWith('.part')),
    [],
  )
  const toJo = () => files().filter((name) => readFileSync(join(mails, name), 'utf8').includes(`To: ${answers.email}`))
  assert.deepEqual(toJo(), [])
  ofMail.empty()
  while ((await sql("select from graphile_worker.jobs where task_identifier = 'send-invitation'")).length)
    await pause(50)
  assert.equal(toJo().length, 1)
})

test('after all that the journal and everything that the doctor looks at are good, and the program was never started again', {
  skip,
}, async () => {
  const examined = await onetown(installation.env, 'doctor')
  assert.doesNotMatch(examined.out, /^BAD/m)
  assert.equal(examined.code, 0, examined.out + examined.err)
  assert.equal(program!.child.exitCode, null)
  assert.doesNotMatch(program!.said(), /Words of|Sample|weapons/)
  assert.equal(await program!.stop(), 0)
})

/** Refers until an answer has this status. Gives how many were done before it, and that one. */
async function actsUntil(status: number) {
  for (let done = 0; ; done++) {
    const act = referralOf(tokens.teacher!)
    const answer = (await sendTo(program!.address, act))!
    if (answer.status === status) return [done, { act, answer }] as const
    assert.equal(answer.status, 200, await answer.text())
  }
}

/** Makes the server need a new file for its own log, which it cannot do without. */
async function fillTheLog() {
  for (;;) {
    const filled = await sql("select pg_logical_emit_message(false, 'test', repeat('x', 8000000))").catch(() => 'down')
    if (filled === 'down') return
  }
}

const looksAt = async (caseId: string) => {
  const [row] = await sql<{ count: number }>(
    "select count(*)::int from trust.journal where kind = 'look' and what = 'cases.banner' and $1 = any (subject_ids)",
    [caseId],
  )
  return row!.count
}

async function nothingIsHalfDone() {
  for (const [what, query] of Object.entries(halfDone)) assert.deepEqual(await sql(query), [], what)
}

async function get(path: string) {
  const headers = { authorization: `Bearer ${tokens.coordinator}`, cookie: `onetown=${cookie}` }
  const answer = await fetch(`${program!.address}${path}`, { headers, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

async function post(fields: Record<string, string>) {
  const answer = await fetch(`${program!.address}/refer`, {
    method: 'POST',
    headers: { cookie: `onetown=${cookie}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text() }
}

/** Sends a form, each time as another act, until there is no room for one. */
async function postReferral(fields: Record<string, string>) {
  for (;;) {
    const answer = await post({ ...fields, _act: newId() })
    if (answer.status === 503) return answer
    assert.equal(answer.status, 200)
  }
}

/** The hidden fields as a browser reads them. */
const fieldsOf = (page: string) =>
  Object.fromEntries(
    Object.entries(hiddenFields(page)).map(([name, value]) => [
      name,
      value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  )

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await superuser.query<Row>(text, values)).rows
}
