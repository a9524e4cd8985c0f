import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import { commandLine } from '../src/command-line.ts'
import { codeIn, stepAt } from '../src/organisation/identity/second-factor.ts'
import { isRunning, runningServer } from '../src/platform/db/embedded/server.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { whyOldServer } from '../src/platform/db/migrate.ts'
import { aDatabase as aDatabaseOfItsOwn, ask } from './own-server.ts'
import {
  anInstallation,
  begin,
  type Env,
  type Installation,
  onetown,
  overHttp,
  type Running,
  run,
  service,
  starting,
} from './programs.ts'
import { visitor } from './world.ts'

const installations: Installation[] = []
const dropping: (() => Promise<unknown>)[] = []
after(async () => {
  for (const one of installations) await one.remove()
  for (const drop of dropping) await drop()
})

function installed(name: string, env?: Env) {
  const one = anInstallation(`programs-${name}`, env)
  installations.push(one)
  return one
}

async function aDatabase() {
  const own = await aDatabaseOfItsOwn()
  dropping.push(own.drop)
  return own
}

const npmStart = ['npm', 'start']
const realTown = installed('real', { ONETOWN_DEMO: 'off', PORT: String(await freePort()) })
const demo = installed('demo')

test('npx onetown says what it can do, and so does each of its commands', async () => {
  const all = await onetown({}, '--help')
  assert.deepEqual({ code: all.code, err: all.err }, { code: 0, err: '' })
  const helped = Object.keys(commandLine).map(async (name) => {
    assert.match(all.out, new RegExp(`^  ${name} `, 'm'))
    const one = await onetown({}, ...name.split(' '), '--help')
    assert.equal(one.code, 0)
    assert.match(one.out, new RegExp(`^npx onetown ${name}`))
  })
  await Promise.all(helped)
})

test('a command that does not exist, an option that does not and one that is missing get a sentence', async () => {
  for (const [words, sentence] of [
    [['nonsense'], /^There is no command "nonsense"\.\n$/],
    [['doctor', '--frobnicate'], /^Unknown option '--frobnicate'[^\n]*\n$/],
    [['town', 'new', '--name', 'Testham'], /^town new needs --email\.\n$/],
    [['token'], /^token needs --as\.\n$/],
  ] as const) {
    const { code, err } = await onetown({}, ...words)
    assert.match(err, sentence)
    assert.notEqual(code, 0)
  }
})

test('a real town is founded on an empty folder, npm start serves it, and the link lets its administrator join', async () => {
  const founded = await onetown(realTown.env, 'town', 'new', '--name', 'Testham', '--email', 'ada@testham.example')
  assert.match(founded.out, /^Testham was founded\./)
  assert.equal(founded.code, 0, founded.err)
  const link = founded.out.trim().split('\n').at(-1)!
  const program = await starting(realTown.env, npmStart)
  assert.match(program.said(), /^Testham is ready at /m)
  assert.ok(link.startsWith(`${program.address}/join/`))
  assert.match(await joins(program.address, link), /ada@testham\.example/)
  assert.equal(await stopped(realTown, program), 'gone')
})

test('beside a town that runs, the small programs invite, make a token, migrate, verify and examine', async () => {
  const program = await starting(realTown.env)
  const doing = (...words: string[]) => onetown(realTown.env, ...words)
  const invited = await doing('invite', '--email', 'bo@testham.example', '--roles', 'Channel coordinator')
  assert.match(invited.out, new RegExp(`^${program.address}/join/[\\w-]{43}\n$`))
  assert.match(await joins(program.address, invited.out.trim()), /bo@testham\.example/)
  const token = await doing('token', '--as', 'bo@testham.example')
  const headers = { authorization: `Bearer ${token.out.trim()}` }
  assert.equal((await fetch(`${program.address}/api/v1/cases/list`, { headers })).status, 200)
  assert.deepEqual(await doing('migrate'), { code: 0, out: 'The database was up to date.\n', err: '' })
  const verified = await doing('journal', 'verify')
  assert.match(verified.out, /^The journal is good: \d+ entries sealed under \d+ heads, \d+ waiting to be sealed\.\n$/)
  const examined = await doing('doctor')
  assert.match(examined.out, /^(good {2}[^\n]+\n|warn {2}The virus scanner: none[^\n]+\n){5,}$/)
  assert.deepEqual([verified.code, examined.code], [0, 0])

  for (const [words, sentence] of [
    [['invite', '--email', 'cy@testham.example', '--roles', 'king'], 'There is no role "king". The roles are: '],
    [['token', '--as', 'nobody@testham.example'], 'Nobody who has joined signs in with this email address.'],
    [['token', '--as', 'bo@testham.example', '--days', 'soon'], '--days must be a whole number from 1.'],
    [['town', 'new', '--name', 'Another', '--email', 'di@testham.example'], 'This database already serves Testham.'],
    [['code', '--as', 'bo@testham.example'], 'Codes are shown in a demo town only.'],
    [['demo'], 'This database already serves Testham.'],
  ] as const) {
    const told = whatItTold(await doing(...words))
    assert.ok(told.startsWith(sentence), told)
  }
  assert.equal(await stopped(realTown, program), 'gone')
})

test('a small program by itself starts the database and leaves no process behind', async () => {
  assert.equal((await onetown(realTown.env, 'journal', 'verify')).code, 0)
  assert.equal(runningServer(realTown.place()), undefined)
})

test('the demo town is loaded once: a second start finds every case and the journal as they were', async () => {
  const first = await starting(demo.env, npmStart)
  assert.match(first.said(), /coordinator@exampleham\.example/)
  const code = await onetown(demo.env, 'code', '--as', 'coordinator@exampleham.example')
  assert.match(code.out, /^\d{6}\n$/)
  const before = await whatIsThere(demo)
  assert.ok(Number(before.cases) >= 10)
  assert.equal(await stopped(demo, first, 'SIGINT'), 'gone')
  const second = await starting(demo.env, npmStart)
  assert.deepEqual(await whatIsThere(demo), before)
  assert.equal(await stopped(demo, second), 'gone')
})

test('kill -9 of npm leaves no process of ours, and the next start recovers from kill -9 of the program', async () => {
  const first = await starting(demo.env, npmStart)
  const before = await whatIsThere(demo)
  assert.equal(await stopped(demo, first, 'SIGKILL'), 'gone')
  const second = await starting(demo.env)
  await second.stop('SIGKILL')
  const third = await starting(demo.env)
  assert.match(third.said(), /The database still ran and was adopted/)
  assert.deepEqual(await whatIsThere(demo), before)
  assert.equal(await stopped(demo, third), 'gone')
})

test('a first start that is broken off while it loads the demo leaves nothing of it to the next', async () => {
  const on = installed('cut-short')
  assert.equal(await cutShort(on, 'SIGINT'), 0)
  assert.equal(await cutShort(on, 'SIGKILL'), 'SIGKILL')
  const real = { ...on.env, ONETOWN_DEMO: 'off' }
  assert.match(
    whatItTold(await onetown(real, 'town', 'new', '--name', 'Testham', '--email', 'ada@testham.example')),
    /^This database holds part of a demo town whose loading was broken off: /,
  )
  const program = await starting(real)
  assert.match(program.said(), /There is no town here yet/)
  assert.deepEqual(await ask(on.superuserUrl(), 'select from organisation.staff'), [])
  assert.equal(await stopped(on, program), 'gone')
})

test('a port or a folder in use, and a setting that is wrong, end the start with one sentence', async () => {
  const program = await starting(realTown.env)
  const port = new URL(program.address).port
  const elsewhere = installed('elsewhere', { PORT: port })
  assert.equal(
    whatItTold(await run(elsewhere.env, service)),
    `Port ${port} is in use by another program: stop it, or choose another port with PORT.`,
  )
  assert.equal(existsSync(join(elsewhere.folder, 'database')), false)
  assert.match(
    whatItTold(await run({ ...realTown.env, PORT: '0' }, service)),
    /^Another Onetown already uses .* \(process \d+\): stop it first, or set ONETOWN_DATA to another folder\.$/,
  )
  assert.equal((await fetch(`${program.address}/readyz`)).status, 200)
  assert.equal(await stopped(realTown, program), 'gone')
  for (const [env, sentence] of [
    [{ PORT: 'http' }, /^PORT must be a whole number/],
    [{ HOST: '192.0.2.1' }, /^192\.0\.2\.1 is no address of this machine: choose another with HOST\.$/],
    [{ ONETOWN_DATE: '/tmp' }, /^ONETOWN_DATE is not a setting of Onetown: did you mean ONETOWN_DATA\?$/],
    [{ ONETOWN_OWNER_URL: 'postgresql://a:b@127.0.0.1/c' }, /^ONETOWN_OWNER_URL is set but DATABASE_URL is not/],
    [{ ONETOWN_DATA: join(import.meta.filename, 'town') }, /not a directory.*programs\.test\.ts\/town/],
  ] as const) {
    assert.match(whatItTold(await run({ ...elsewhere.env, PORT: '0', ...env }, service)), sentence)
  }
  assert.match(whatItTold(await onetown({ ...elsewhere.env, PORT: 'http' }, 'doctor')), /^PORT must be a whole number/)
})

test('a server that is too old gets a sentence with its version', () => {
  assert.match(
    whyOldServer({ number: 140_005, name: '14.5' })!.message,
    /^The database server is PostgreSQL 14\.5: .*15 or/,
  )
  assert.equal(whyOldServer({ number: 150_000, name: '15.0' }), undefined)
})

test('on a PostgreSQL server of one’s own a town is founded, serves and is examined', async () => {
  const own = await aDatabase()
  const folder = installed('own', { ...own.env, ONETOWN_DEMO: 'off' })
  const founded = await onetown(folder.env, 'town', 'new', '--name', 'Testham', '--email', 'ada@testham.example')
  assert.equal(founded.code, 0, founded.err)
  const program = await starting(folder.env)
  assert.match(await joins(program.address, founded.out.trim().split('\n').at(-1)!), /ada@testham\.example/)
  const examined = await onetown(folder.env, 'doctor')
  assert.doesNotMatch(examined.out, /^BAD(?!.*fsync is off)/m)
  assert.equal(await program.stop(), 0)
  assert.equal(existsSync(join(folder.folder, 'database')), false)
})

test('a login that could bypass row security is refused, as is one that the server does not let in, or a server that is not there', async () => {
  const own = await aDatabase()
  const nowhere = 'postgresql://a:b@127.0.0.1:1/c'
  const wrongPassword = own.urlOf(own.login, 'wrong')
  for (const [env, sentence] of [
    [{ DATABASE_URL: own.superUrl }, /^The login in DATABASE_URL could bypass row security/],
    [{ DATABASE_URL: own.env.ONETOWN_OWNER_URL }, /^The login in DATABASE_URL could bypass row security/],
    [{ ONETOWN_OWNER_URL: own.urlOf('nobody_at_all', 'x') }, /^The database server does not let .*ONETOWN_OWNER_URL/],
    [{ ONETOWN_OWNER_URL: nowhere }, /^The database in ONETOWN_OWNER_URL cannot be reached \(ECONNREFUSED\)/],
    [{ DATABASE_URL: nowhere.replace('a:b', `${own.login}:b`) }, /^The database in DATABASE_URL cannot be reached/],
    [{ DATABASE_URL: own.urlOf('nobody_at_all', 'x') }, /has no login "nobody_at_all", as DATABASE_URL names it/],
    // A server may be set up to trust whoever reaches it.
    ...((await isLetIn(wrongPassword))
      ? []
      : ([
          [{ DATABASE_URL: wrongPassword }, /^The database server does not let .*DATABASE_URL in \(28P01\)/],
        ] as const)),
    [
      { ONETOWN_OWNER_URL: own.urlOf(own.login, 'service') },
      /^The login in ONETOWN_OWNER_URL may not do what is needed/,
    ],
  ] as const) {
    const folder = installed(`refused-${randomBytes(3).toString('hex')}`, { ...own.env, ...env })
    assert.match(whatItTold(await run(folder.env, service)), sentence)
  }
})

test('while its database is away the town answers 503, and without a restart it goes on when it is back', async () => {
  const server = installed('away')
  const database = () => startEmbedded({ folder: join(server.folder, 'database'), log: () => {}, throwaway: true })
  let running = await database()
  const urls = { DATABASE_URL: running.serviceUrl, ONETOWN_OWNER_URL: running.ownerUrl }
  const town = installed('without', { ...urls, ONETOWN_DEMO: 'off' })
  await onetown(town.env, 'town', 'new', '--name', 'Testham', '--email', 'ada@testham.example')
  const program = await starting(town.env)
  const answers = () =>
    Promise.all(
      ['/healthz', '/readyz', '/', '/sign-in', '/api/v1/cases/list'].map(async (path) => {
        const headers = { cookie: `onetown=${'x'.repeat(43)}`, authorization: 'Bearer ot_x' }
        const answer = await fetch(program.address + path, { headers, redirect: 'manual' })
        return { path, status: answer.status, text: await answer.text() }
      }),
    )
  const statuses = async () => (await answers()).map(({ status }) => status)
  const usual = await statuses()
  assert.deepEqual(usual, [200, 200, 200, 200, 401])
  await running.stop()
  const away = await answers()
  assert.deepEqual(
    away.map(({ status }) => status),
    [200, 503, 503, 503, 503],
  )
  assert.match(away[2]!.text, /<h1[^>]*>\s*Not available for a moment/)
  assert.equal(JSON.parse(away[4]!.text).error, 'away')
  for (const { text } of away) assert.doesNotMatch(text, /ENOENT|ECONN|postgres|\/tmp|\/var/i)
  running = await database()
  while ((await fetch(`${program.address}/readyz`)).status !== 200) await pause(20)
  assert.deepEqual(await statuses(), usual)
  assert.equal(program.child.exitCode, null)
  assert.equal(await program.stop(), 0)
  await running.stop()
})

/** One sentence on standard error besides the log, nothing on standard output, and an exit code that says no. */
function whatItTold({ code, out, err }: Awaited<ReturnType<typeof run>>): string {
  assert.deepEqual([code === 0, out], [false, ''], err)
  const told = err.split('\n').filter((line) => line && !/^\S+Z info /.test(line))
  assert.equal(told.length, 1, err)
  return told[0]!
}

/** Sends a signal and waits until neither the program nor its starter nor its database is there, and no socket. */
async function stopped(on: Installation, program: Running, signal?: NodeJS.Signals) {
  const database = runningServer(on.place())!
  const holding = "select application_name as name from pg_stat_activity where application_name like 'process %'"
  const [holder] = await ask<{ name: string }>(on.superuserUrl(), holding)
  const pids = [program.child.pid!, database, Number(holder!.name.split(' ')[1])]
  await program.stop(signal)
  while (pids.some(isRunning)) await pause(10)
  assert.equal(existsSync(join(on.place().socket, '.s.PGSQL.5432')), false)
  return 'gone'
}

/** Starts the program on a new folder and ends it while it loads the demo town. */
async function cutShort(on: Installation, signal: NodeJS.Signals) {
  const child = begin(on.env, service)
  const gone = once(child, 'exit')
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data))
  while (!said.includes('Loading the demo town')) await pause(10)
  while (!(await ask(on.superuserUrl(), 'select from organisation.staff limit 1')).length) await pause(10)
  child.kill(signal)
  const [code, by] = await gone
  return code ?? by
}

const whatIsThere = async (on: Installation) =>
  (
    await ask<{ cases: string }>(
      on.superuserUrl(),
      `select (select count(*) from casework.case) as cases, (select count(*) from platform.act) as acts,
        (select string_agg(id::text, ' ' order by id) from trust.journal where kind = 'change') as changes`,
    )
  )[0]!

/** Goes from an invitation to the account page, by HTTP as a browser without script. */
async function joins(address: string, link: string): Promise<string> {
  const browser = visitor(overHttp(address))
  await browser.sends(new URL(link).pathname, { password: 'seven quiet herons wading' })
  const secret = /ot-code">([A-Z2-7 ]+)</.exec((await browser.opens('/join/second-factor')).text)![1]!
  await browser.sends('/join/second-factor', { code: codeIn(secret.replaceAll(' ', ''), stepAt(new Date())) })
  await browser.sends('/join/conduct', { agree: 'yes' })
  return (await browser.opens('/account')).text
}

const isLetIn = (url: string) =>
  ask(url, 'select').then(
    () => true,
    () => false,
  )

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
