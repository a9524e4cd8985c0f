import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import pg from 'pg'
import { testFolder } from '../../../test/server.ts'
import { placeFor } from './embedded/place.ts'
import { isRunning } from './embedded/server.ts'
import { removeEmbedded, startEmbedded } from './embedded.ts'

const embedded = new URL('embedded.ts', import.meta.url).href
const folders: string[] = []
const applications: ChildProcess[] = []

after(async () => {
  for (const application of applications) application.kill('SIGKILL')
  for (const folder of folders) await removeEmbedded(folder)
})

test('the first start makes a database, its owner and the role that is nothing by itself', async () => {
  const database = await startEmbedded({ folder: aFolder('first'), log: () => {} })
  const [owner] = await ask(database.ownerUrl, 'select * from pg_roles where rolname = current_user')
  assert.deepEqual(attributes(owner), {
    login: true,
    createdb: true,
    createrole: true,
    inherit: true,
    superuser: false,
    bypass: false,
  })
  const [service] = await ask(database.serviceUrl, 'select * from pg_roles where rolname = current_user')
  assert.deepEqual(attributes(service), {
    login: true,
    createdb: false,
    createrole: false,
    inherit: false,
    superuser: false,
    bypass: false,
  })
  const [settings] = await ask(
    database.superuserUrl,
    `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync, version() as version,
            pg_encoding_to_char(encoding) as encoding, datlocale as locale, datdba::regrole::text as owner
       from pg_database where datname = 'onetown'`,
  )
  assert.match(settings.version, /^PostgreSQL 18\./)
  assert.deepEqual(
    { ...settings, version: '' },
    { listens: '', fsync: 'on', version: '', encoding: 'UTF8', locale: 'C.UTF-8', owner: 'onetown_owner' },
  )
  await database.stop()
})

test('the owner may create databases and roles, and the service may create nothing', async () => {
  const database = await startEmbedded({ folder: aFolder('rights'), log: () => {} })
  await ask(database.ownerUrl, 'create role zone_of_a_test')
  await ask(database.ownerUrl, 'create database of_a_test')
  await ask(database.ownerUrl, 'create table of_the_owner (id int)')
  await assert.rejects(ask(database.serviceUrl, 'create table of_the_service (id int)'), /permission denied/)
  await assert.rejects(ask(database.serviceUrl, 'create temporary table passing (id int)'), /permission denied/)
  await assert.rejects(ask(database.serviceUrl, 'select * from of_the_owner'), /permission denied/)
  await database.stop()
})

test('nobody signs in without the password, and only the user of the application can read it', async () => {
  const folder = aFolder('passwords')
  const database = await startEmbedded({ folder, log: () => {} })
  const wrong = new URL(database.superuserUrl)
  wrong.password = 'guess'
  await assert.rejects(ask(wrong.href, 'select 1'), /password authentication failed/)
  assert.equal(statSync(join(folder, 'database.json')).mode & 0o777, 0o600)
  assert.equal(statSync(placeFor(folder).socket).mode & 0o777, 0o700)
  await database.stop()
})

test('a second start finds what the first one left', async () => {
  const folder = aFolder('second')
  const first = await startEmbedded({ folder, log: () => {} })
  await ask(first.ownerUrl, `create table kept as select 'still here' as words`)
  await first.stop()
  const second = await startEmbedded({ folder, log: () => {} })
  assert.equal(second.adopted, false)
  assert.equal(second.ownerUrl, first.ownerUrl)
  assert.deepEqual(await ask(second.ownerUrl, 'select words from kept'), [{ words: 'still here' }])
  await second.stop()
})

test('stopping leaves no process and no lock behind', async () => {
  const folder = aFolder('stop')
  const database = await startEmbedded({ folder, log: () => {} })
  const { pid } = database
  await Promise.all([database.stop(), database.stop()])
  assert.equal(isRunning(pid), false)
  assert.throws(() => statSync(join(placeFor(folder).cluster, 'postmaster.pid')), /ENOENT/)
})

test('an application that ends without stopping its database takes it along', async () => {
  const application = await anApplication(aFolder('uncaught'), `setTimeout(() => { throw new Error('a bug') }, 50)`)
  await once(application.process, 'exit')
  await until(() => !isRunning(application.pid))
})

test('after kill -9 of the application the next one adopts the running database with all that was acknowledged', async () => {
  const folder = aFolder('adopt')
  const killed = await anApplication(folder)
  await ask(killed.ownerUrl, `create table kept as select 'acknowledged' as words`)
  killed.process.kill('SIGKILL')
  await once(killed.process, 'exit')
  const database = await startEmbedded({ folder, log: () => {} })
  assert.equal(database.adopted, true)
  assert.equal(database.pid, killed.pid)
  assert.deepEqual(await ask(database.ownerUrl, 'select words from kept'), [{ words: 'acknowledged' }])
  await database.stop()
  assert.equal(isRunning(killed.pid), false)
})

test('a second application on the same folder is told which process holds it, and the first goes on', async () => {
  const folder = aFolder('in-use')
  const first = await anApplication(folder)
  await assert.rejects(startEmbedded({ folder, log: () => {} }), {
    name: 'FolderInUse',
    message: `Another Onetown already uses ${folder} (process ${first.process.pid}): stop it first, or set ONETOWN_DATA to another folder.`,
  })
  assert.equal((await ask(first.ownerUrl, 'select 1 as one'))[0].one, 1)
})

test('two applications that start at once on a new folder: one gets it, the other is told', async () => {
  const folder = aFolder('race')
  const outcomes = await Promise.all([anApplication(folder), anApplication(folder)].map(settle))
  assert.deepEqual(outcomes.toSorted(), ['FolderInUse', 'started'])
})

test('after kill -9 of the database the supervisor starts it again and says so', async () => {
  const lines: string[] = []
  const database = await startEmbedded({ folder: aFolder('killed'), log: (line) => lines.push(line) })
  await ask(database.ownerUrl, `create table kept as select 'acknowledged' as words`)
  const before = database.pid
  for (let time = 1; time <= 3; time++) {
    const killed = database.pid
    process.kill(killed, 'SIGKILL')
    await until(() => database.pid !== killed)
    assert.deepEqual(await ask(database.ownerUrl, 'select words from kept'), [{ words: 'acknowledged' }])
  }
  assert.notEqual(database.pid, before)
  assert.equal(lines.filter((line) => line === 'The database is down: starting it again.').length, 3)
  await database.stop()
  assert.equal(isRunning(database.pid), false)
})

test('an adopted database that is killed is started again too', async () => {
  const folder = aFolder('adopted-killed')
  const application = await anApplication(folder)
  application.process.kill('SIGKILL')
  await once(application.process, 'exit')
  const database = await startEmbedded({ folder, log: () => {} })
  process.kill(database.pid, 'SIGKILL')
  await until(() => database.pid !== application.pid)
  await database.stop()
})

test('a lock file that names a living process of something else does not stop the start', async () => {
  const folder = aFolder('stale')
  const first = await startEmbedded({ folder, log: () => {} })
  await first.stop()
  const { cluster, socket } = placeFor(folder)
  const stale = [process.pid, cluster, 1, 5432, socket, '', '', 'ready'].join('\n')
  writeFileSync(join(cluster, 'postmaster.pid'), stale)
  writeFileSync(join(socket, '.s.PGSQL.5432.lock'), stale)
  const second = await startEmbedded({ folder, log: () => {} })
  assert.equal(second.adopted, false)
  await second.stop()
})

test('a first start that was cut short is completed by the next', async () => {
  const folder = aFolder('cut-short')
  const first = await startEmbedded({ folder, log: () => {} })
  await ask(first.superuserUrl, 'drop database onetown')
  await ask(first.superuserUrl, 'drop role onetown_service')
  await first.stop()
  const file = join(folder, 'database.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"made": true', '"made": false'))
  const second = await startEmbedded({ folder, log: () => {} })
  assert.equal((await ask(second.serviceUrl, 'select 1 as one'))[0].one, 1)
  await second.stop()
})

test('a database whose files have gone is never silently replaced by an empty one', async () => {
  const folder = aFolder('lost')
  await (await startEmbedded({ folder, log: () => {} })).stop()
  const { cluster } = placeFor(folder)
  renameSync(cluster, `${cluster}-elsewhere`)
  await assert.rejects(startEmbedded({ folder, log: () => {} }), /is not in .* any more: put the folder back/)
})

test('a folder that was emptied begins anew, and what root keeps outside it is put aside, not opened and not deleted', async () => {
  const folder = aFolder('emptied')
  const lines: string[] = []
  await (await startEmbedded({ folder, log: () => {} })).stop()
  rmSync(folder, { recursive: true })
  const database = await startEmbedded({ folder, log: (line) => lines.push(line) })
  assert.equal((await ask(database.ownerUrl, 'select 1 as one'))[0].one, 1)
  await database.stop()
  if (process.getuid?.() !== 0) return
  const aside = lines.join('\n').match(/put aside as (\S+):/)![1]!
  assert.ok(statSync(join(aside, 'cluster')).isDirectory())
  rmSync(aside, { recursive: true })
})

test('a database that cannot start ends in a sentence from its log, not in waiting', async () => {
  const folder = aFolder('broken')
  await (await startEmbedded({ folder, log: () => {} })).stop()
  writeFileSync(join(placeFor(folder).cluster, 'global', 'pg_control'), 'not a control file')
  await assert.rejects(startEmbedded({ folder, log: () => {} }), /The database does not start; .*database\.log says: /)
})

function aFolder(name: string) {
  const folder = testFolder(`embedded-${name}`)
  mkdirSync(folder)
  folders.push(folder)
  return folder
}

/** A process that starts the database of a folder and stays; resolves when it is ready, rejects with what it was told. */
async function anApplication(folder: string, then = 'setInterval(() => {}, 1000)') {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(embedded)})
    try {
      const { pid, ownerUrl } = await startEmbedded({ folder: ${JSON.stringify(folder)}, log: () => {} })
      console.log(JSON.stringify({ pid, ownerUrl }))
    } catch (error) {
      console.log(JSON.stringify({ refused: error.name }))
      process.exit(1)
    }
    ${then}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  applications.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  const { refused, pid, ownerUrl } = JSON.parse(line) as { refused?: string; pid: number; ownerUrl: string }
  if (refused) throw Object.assign(new Error(refused), { name: refused })
  return { process: child, pid, ownerUrl }
}

const settle = (application: Promise<unknown>) =>
  application.then(
    () => 'started',
    (error: Error) => error.name,
  )

async function ask(connectionString: string, query: string) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

const attributes = (role: Record<string, unknown>) => ({
  login: role.rolcanlogin,
  createdb: role.rolcreatedb,
  createrole: role.rolcreaterole,
  inherit: role.rolinherit,
  superuser: role.rolsuper,
  bypass: role.rolbypassrls,
})

async function until(isSo: () => boolean) {
  while (!isSo()) await pause(10)
}
