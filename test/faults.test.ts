import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import pg from 'pg'
import { runningServer } from '../src/platform/db/embedded/server.ts'
import { openKeyStore } from '../src/platform/keys.ts'
import { newId } from '../src/platform/road.ts'
import { type Act, type Done, halfDone, referralOf, sendTo, tokensIn } from './faults/acts.ts'
import { anInstallation, onetown, type Running, starting } from './programs.ts'

/** A town is killed again and again while people write; what it told them was done must be there, whole. */
const rounds = 20
const writers = 8
const referrers = ['teacher', 'coordinator', 'health', 'officer']

const installation = anInstallation('faults')
let program: Running = await starting(installation.env)
const keys = openKeyStore(installation.keys)
const superuser = new pg.Pool({ connectionString: installation.superuserUrl(), max: 2 })
// Its connections fall with the server.
superuser.on('error', () => {})
after(async () => {
  isOver = true
  keys.close()
  await superuser.end()
  await installation.remove()
})

const acknowledged = new Map<string, { act: Act; done: Done }>()
const unexpected: string[] = []
let isOver = false

const staff = await sql<{ id: string; email: string; agency_id: string }>(
  'select id, email, agency_id from organisation.staff',
)
const tokens = await tokensIn(installation, staff)
const force = staff.find(({ email }) => email.startsWith('officer@'))!.agency_id

const match = (caseId: string, key = newId()): Act => ({
  command: 'people.match',
  key,
  token: tokens.coordinator!,
  about: { caseId },
  answers: { answer: 'different', homeForce: force, reason: `Words of ${key}` },
})

test(`in ${rounds} kills of service and database during writes nothing acknowledged is lost and nothing is half-done`, async () => {
  const writing = Array.from({ length: writers }, (_, number) => write(number))
  for (let round = 0; round < rounds; round++) {
    await nextAcknowledged(2 * writers)
    await pause(Math.random() * 60)
    if (round % 2 === 0) await killService()
    else await killDatabase()
    await nextAcknowledged(writers)
    await everythingIsWhole()
  }
  await killBoth()
  await nextAcknowledged(writers)
  isOver = true
  await Promise.all(writing)
  await everythingIsWhole()
  assert.deepEqual(unexpected, [])
  await everyRepeatGivesTheFirstOutcome()
})

test('after all that the journal is good, and so is everything that the doctor looks at', async () => {
  const journal = await onetown(installation.env, 'journal', 'verify')
  assert.match(journal.out, /^The journal is good: \d+ entries/)
  assert.deepEqual({ code: journal.code, err: journal.err }, { code: 0, err: '' })
  const doctor = await onetown(installation.env, 'doctor')
  assert.doesNotMatch(doctor.out, /BAD/)
  assert.equal(doctor.code, 0, doctor.out + doctor.err)
})

test('an entry of the journal that is altered by hand is found and named, and so is what it keeps of before and after', async () => {
  const [entry] = await sql<{ position: number; id: string }>(`select s.position, s.entry_id as id
    from trust.journal_seal s join trust.journal j on j.id = s.entry_id where j.commitment is not null order by s.position offset 40 limit 1`)
  const place = new RegExp(`^Position ${entry!.position}, entry ${entry!.id} .*(altered|not what it committed to)`, 'm')
  for (const [spoil, restore] of [
    [
      "update trust.journal set what = what || '.' where id = $1",
      'update trust.journal set what = trim(trailing $$.$$ from what) where id = $1',
    ],
    [
      'update trust.journal_image set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) where entry_id = $1',
      'update trust.journal_image set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) where entry_id = $1',
    ],
  ] as const) {
    await sql(spoil, [entry!.id])
    const found = await onetown(installation.env, 'journal', 'verify')
    assert.match(found.out, place)
    assert.match(found.out, /THE JOURNAL IS NOT GOOD/)
    assert.equal(found.code, 1)
    await sql(restore, [entry!.id])
  }
  assert.equal((await onetown(installation.env, 'journal', 'verify')).code, 0)
})

test('neither the program nor its database wrote into a log what people wrote', async () => {
  const log = readFileSync(installation.place().log, 'utf8')
  assert.match(log, /database system is ready to accept connections/)
  assert.equal(await program.stop(), 0)
  for (const said of [log, program.said()]) assert.doesNotMatch(said, /Words of|Sample|drew weapons/)
})

/** Refers, and every other time matches what was referred, until it is over. */
async function write(number: number) {
  for (let count = number; !isOver; count++) {
    const done = await send(referralOf(tokens[referrers[count % referrers.length]!]!))
    if (done && count % 2) await send(match(done.fact.caseId!))
    // Every act is checked after every kill: more of them would make the test longer, not better.
    await pause(60)
  }
}

/** As a client should: the same key again until there is an answer. Away is a lost connection or 503, nothing else. */
async function send(act: Act): Promise<Done | undefined> {
  for (;;) {
    const answer = await post(act)
    if (answer?.status === 200) {
      const done = (await answer.json()) as Done
      acknowledged.set(act.key, { act, done })
      return done
    }
    if (answer && answer.status !== 503) {
      unexpected.push(`${act.command}: ${answer.status} ${await answer.text()}`)
      return undefined
    }
    await answer?.arrayBuffer()
    await pause(20)
  }
}

const post = (act: Act) => sendTo(program.address, act)

async function nextAcknowledged(count: number) {
  const before = acknowledged.size
  while (acknowledged.size < before + count && unexpected.length === 0) await pause(5)
  assert.deepEqual(unexpected, [])
}

async function killService() {
  await program.stop('SIGKILL')
  program = await starting(installation.env)
  assert.match(program.said(), /The database still ran and was adopted/)
}

/** Its supervisor must bring it back by itself. */
async function killDatabase() {
  const killed = runningServer(installation.place())!
  process.kill(killed, 'SIGKILL')
  while ((runningServer(installation.place()) ?? killed) === killed || !(await isReady())) await pause(10)
}

async function killBoth() {
  process.kill(runningServer(installation.place())!, 'SIGKILL')
  await program.stop('SIGKILL')
  program = await starting(installation.env)
}

const isReady = async () => (await fetch(`${program.address}/readyz`)).status === 200

const opened = new Set<string>()

async function everythingIsWhole() {
  const known = [...acknowledged.values()]
  for (const [what, query] of Object.entries(halfDone)) assert.deepEqual(await sql(query), [], what)
  const acts = new Map(
    (
      await sql<{ id: string; fact: Record<string, string> }>('select id, fact from platform.act where id = any ($1)', [
        known.map(({ act }) => act.key),
      ])
    ).map(({ id, fact }) => [id, fact]),
  )
  for (const { act, done } of known) assert.deepEqual(acts.get(act.key), done.fact, `${act.command} ${act.key} is lost`)
  const words = await sealedWords(known.filter(({ act }) => !opened.has(act.key)))
  for (const [key, text] of words) {
    assert.ok(text?.includes(`Words of ${key}`), `what was written in ${key} cannot be read`)
    opened.add(key)
  }
}

/** What opens with the key of its case, by act. */
async function sealedWords(known: { act: Act; done: Done }[]) {
  const rows = await sql<{ case_id: string; referral: Buffer; match: Buffer | null }>(
    `select r.case_id, r.sealed as referral, m.sealed as match from casework.referral r
      left join casework.match_answer m on m.case_id = r.case_id where r.case_id = any ($1)`,
    [known.map(({ done }) => done.fact.caseId)],
  )
  const byCase = new Map(rows.map((row) => [row.case_id, row]))
  return known.map(({ act, done }) => {
    const caseId = done.fact.caseId!
    const row = byCase.get(caseId)
    const [purpose, sealed] =
      act.command === 'people.match' ? (['match_answer', row?.match] as const) : (['referral', row?.referral] as const)
    return [act.key, sealed && keys.open(caseId, purpose, sealed)] as const
  })
}

async function everyRepeatGivesTheFirstOutcome() {
  const known = [...acknowledged.values()]
  for (let from = 0; from < known.length; from += writers) {
    await Promise.all(
      known.slice(from, from + writers).map(async ({ act, done }) => {
        const again = (await (await post(act))!.json()) as Done
        assert.deepEqual({ ...again, shownOnce: {} }, { act: act.key, fact: done.fact, shownOnce: {}, repeated: true })
      }),
    )
  }
}

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await superuser.query<Row>(text, values)).rows
}
