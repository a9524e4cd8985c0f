import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import pg from 'pg'
import { newId } from '../../src/platform/road.ts'
import { aDatabase } from '../own-server.ts'
import { anInstallation, onetown, overHttp, type Running, run, service, starting } from '../programs.ts'
import { byApi } from '../world.ts'
import { type Done, halfDone, referralOf, sendTo, tokensIn } from './acts.ts'
import { nextRelease } from './next-release.ts'

// Programs are replaced one after another: those of this release go on while the next one changes the tables.

const next = nextRelease(
  {
    '9998-next.sql': `
      alter table casework.case add column next_note text;
      alter table casework.referral add column next_kind text not null default 'usual';
      alter table casework.gateway_outcome add column next_kind text;
      alter table organisation.staff add column next_number integer not null default 0;
      create table casework.next_thing (id uuid primary key, case_id uuid not null references casework.case (id), sealed bytea not null);`,
  },
  `call platform.adopt('casework.next_thing', seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', key => 'case_id');`,
)
const own = await aDatabase()
const installation = anInstallation('releases', own.env)
const { ONETOWN_OWNER_URL: _, ...serving } = installation.env
const superuser = new pg.Pool({ connectionString: own.superUrl, max: 1 })
superuser.on('error', () => {})
let present: Running
let later: Running | undefined
after(async () => {
  for (const each of [present, later]) if (each?.child.exitCode === null) each.child.kill('SIGKILL')
  await installation.remove()
  await superuser.end()
  await own.drop()
  next.remove()
})

let tokens: Record<string, string>
let cases: string[]

test('a program that runs goes on through the migration of the next release: every act and every look that is sent meanwhile is done', async (t) => {
  present = await starting(installation.env)
  const staff = await sql<{ id: string; email: string }>('select id, email from organisation.staff')
  tokens = await tokensIn(installation, staff)
  cases = (await sql<{ id: string }>('select id from casework.case order by id')).map(({ id }) => id)
  const busy = keepBusy()
  // More than three times, so that the server has prepared each statement, on every connection.
  await busy.rounds(6)
  const began = performance.now()
  const { code, out, err } = await run(installation.env, [...next.onetown, 'migrate'])
  assert.deepEqual([code, out], [0, 'Applied: 9998-next.sql\n'], err)
  const seconds = (performance.now() - began) / 1000
  await busy.rounds(6)
  const { counts, unexpected } = await busy.end()
  assert.deepEqual(unexpected, [])
  t.diagnostic(
    `${counts.acts} acts and ${counts.looks} looks before, during and after, none failed; the migration took ${seconds.toFixed(1)} seconds with its program's start, the longest wait for an answer ${(counts.longestMs / 1000).toFixed(1)}`,
  )
  await nothingIsHalfDone()
})

test('a program of this release that starts after that says so, and neither serves nor changes anything; so do doctor and migrate', async () => {
  const before = await truth()
  const sentence =
    /^The database is of a later release \(release 99\.0\.0 was here, this is \d[\d.]*\): start that release, or restore a backup from before the upgrade\.$/
  for (const env of [installation.env, serving]) {
    assert.match(whatItTold(await run(env, service)), sentence)
    assert.match(whatItTold(await onetown(env, 'doctor')), sentence)
  }
  assert.match(whatItTold(await onetown(installation.env, 'migrate')), sentence)
  assert.deepEqual(await truth(), before)
})

test('both releases serve beside each other, and what one writes the other reads', async () => {
  later = await starting(installation.env, next.service)
  for (const [writes, reads] of [
    [present, later],
    [later, present],
  ] as const) {
    const act = referralOf(tokens.teacher!)
    const done = (await (await sendTo(writes.address, act))!.json()) as Done
    const seen = await byApi(overHttp(reads.address), tokens.coordinator).asks('referrals.referral', {
      caseId: done.fact.caseId!,
    })
    assert.equal(seen.status, 200)
    assert.match(JSON.stringify(seen.body), new RegExp(`Words of ${act.key}`))
    const again = (await (await sendTo(reads.address, act))!.json()) as Done
    assert.deepEqual([again.repeated, again.fact], [true, done.fact])
  }
  const examined = await run(installation.env, [...next.onetown, 'doctor'])
  assert.doesNotMatch(examined.out, /^BAD(?!.*fsync is off)/m)
})

test('what this release still needs and a later one took away is refused in a sentence, with nothing saved; all else goes on', async () => {
  await sql('alter table casework.referral rename column sector to next_sector')
  const api = byApi(overHttp(present.address), tokens.coordinator)
  const act = referralOf(tokens.teacher!)
  for (const { status, body } of [
    await api.asks('referrals.referral', { caseId: cases[0]! }),
    await byApi(overHttp(present.address), tokens.teacher).does(act.command, { answers: act.answers, key: act.key }),
  ]) {
    assert.equal(status, 503, JSON.stringify(body))
    assert.equal(body.error, 'outdated')
    assert.match(body.message, /^This part of the system is older than its database/)
  }
  assert.deepEqual(await sql('select from platform.act where id = $1', [act.key]), [])
  assert.equal((await api.asks('cases.list')).status, 200)
  assert.match(present.said(), /error a request failed \{.*"code":"42703".*\}/)
  await sql('alter table casework.referral rename column next_sector to sector')
  assert.equal((await sendTo(present.address, act))!.status, 200)
  await nothingIsHalfDone()
  assert.deepEqual([await present.stop(), await later!.stop()], [0, 0])
})

/** Acts and looks as many people send them, until the end; anything but 200 is unexpected. */
function keepBusy() {
  const counts = { acts: 0, looks: 0, longestMs: 0 }
  const timed = async <T>(answer: Promise<T>): Promise<T> => {
    const began = performance.now()
    const given = await answer
    counts.longestMs = Math.max(counts.longestMs, performance.now() - began)
    return given
  }
  const unexpected: string[] = []
  let isOver = false
  const looks: [string, Record<string, string>][] = [
    ['cases.list', {}],
    ['referrals.referral', { caseId: cases[0]! }],
    ['cases.banner', { caseId: cases[1]! }],
    ['cases.chronology', { caseId: cases[2]! }],
  ]
  const look = async (number: number) => {
    while (!isOver) {
      const [query, about] = looks[number % looks.length]!
      const { status, body } = await timed(byApi(overHttp(present.address), tokens.coordinator).asks(query, about))
      if (status === 200) counts.looks++
      else unexpected.push(`${query}: ${status} ${JSON.stringify(body)}`)
    }
  }
  const act = async () => {
    while (!isOver) {
      const answer = (await timed(sendTo(present.address, referralOf(tokens.teacher!, newId()))))!
      if (answer.status === 200) counts.acts++
      else unexpected.push(`act: ${answer.status} ${await answer.text()}`)
      await pause(5)
    }
  }
  const working = [...Array.from({ length: 8 }, (_, number) => look(number)), act(), act(), act()]
  return {
    /** Until every one of them was done so often again, or something went wrong. */
    async rounds(count: number) {
      const [acts, all] = [counts.acts + 3 * count, counts.looks + 8 * count]
      while ((counts.acts < acts || counts.looks < all) && !unexpected.length) await pause(10)
    },
    async end() {
      isOver = true
      await Promise.all(working)
      return { counts, unexpected }
    },
  }
}

/** What a release leaves in the database. */
const truth = () =>
  sql(`select obj_description('platform'::regnamespace, 'pg_namespace') as truth, (select array_agg(name order by name) from platform.migration) as names,
    (select count(*)::int from pg_policies) as policies`)

/** One sentence on standard error besides the log, and an exit code that says no. */
function whatItTold({ code, err }: Awaited<ReturnType<typeof run>>): string {
  assert.notEqual(code, 0)
  const told = err.split('\n').filter((line) => line && !/^\S+Z info /.test(line))
  assert.equal(told.length, 1, err)
  return told[0]!
}

async function nothingIsHalfDone() {
  for (const [what, query] of Object.entries(halfDone)) assert.deepEqual(await sql(query), [], what)
}

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await superuser.query<Row>(text, values)).rows
}
