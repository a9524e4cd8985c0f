import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../src/platform/db/migrate.ts'

// A prefix of its own: tests beside an installation on the same server must not touch its roles.
const owner = 'onetown_test_owner'
const service = 'onetown_test_service'
const root = join(import.meta.dirname, '..')
const leftOverAfterMs = 2 * 60 * 60 * 1000

export interface TestDatabase {
  name: string
  /** The migrating login: owns every table. */
  ownerUrl: string
  /** The application's login: `openDatabase(serviceUrl)`. */
  serviceUrl: string
  /** May do anything: for tests that alter rows behind the application's back. */
  superUrl: string
  drop(): Promise<void>
}

/**
 * A migrated, empty database of its own, cloned from the template in some 50 ms. Close what you opened on it, then
 * `drop()` it. Needs TEST_OWNER_URL, the address of a superuser on the server under test (npm test sets it).
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const template = await templateDatabase()
  const name = `onetown_test_${Date.now().toString(36)}_${randomBytes(5).toString('hex')}`
  await asAdmin((admin) => clone(admin, name, template))
  return {
    name,
    ownerUrl: urlFor(name, owner),
    serviceUrl: urlFor(name, service),
    superUrl: urlFor(name),
    drop: () => asAdmin(async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  }
}

let template: Promise<string> | undefined

/** The name of the migrated template of this release; made once per content of db/, whoever asks first. */
export function templateDatabase(): Promise<string> {
  template ??= asAdmin(async (admin) => {
    // Released when the connection ends. Test files run in parallel: one of them makes the template, the others wait.
    await admin.query('select pg_advisory_lock(8110, 2)')
    await createLogins(admin)
    await sweep(admin)
    return makeTemplate(admin)
  })
  return template
}

async function createLogins(admin: pg.Client) {
  for (const [name, may] of [
    [owner, 'createrole'],
    [service, 'noinherit'],
  ] as const) {
    const { rows } = await admin.query('select from pg_roles where rolname = $1', [name])
    const verb = rows.length ? 'alter' : 'create'
    await admin.query(`${verb} role ${name} login ${may} password '${passwordOf(name)}'`)
  }
}

async function makeTemplate(admin: pg.Client) {
  const name = `onetown_template_${hashOfSchema()}`
  const { rows } = await admin.query(
    "select shobj_description(oid, 'pg_database') as made from pg_database where datname = $1",
    [name],
  )
  if (rows[0]?.made) return name
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name} owner ${owner} template template0`)
  await migrate({ ownerUrl: urlFor(name, owner), service })
  await admin.query(`comment on database ${name} is '${Date.now()}'`)
  return name
}

async function clone(admin: pg.Client, name: string, from: string) {
  for (let tries = 1; ; tries++) {
    try {
      await admin.query(`create database ${name} owner ${owner} template ${from} strategy wal_log`)
      return
    } catch (error) {
      // Autovacuum, or the migration's last connection on its way out, is still in the template.
      if ((error as pg.DatabaseError).code !== '55006' || tries === 100) throw error
      await pause(50)
    }
  }
}

/** On a server that outlives the run: drops what killed tests and earlier releases left behind. */
async function sweep(admin: pg.Client) {
  const { rows } = await admin.query(`select datname as name, shobj_description(oid, 'pg_database') as made
    from pg_database where datname ~ '^onetown_(test|template)_'`)
  for (const { name, made } of rows) {
    const at = name.startsWith('onetown_test_') ? Number.parseInt(name.split('_')[2], 36) : Number(made ?? Date.now())
    if (at < Date.now() - leftOverAfterMs) await admin.query(`drop database if exists ${name} with (force)`)
  }
}

function hashOfSchema() {
  const hash = createHash('sha256')
  for (const folder of ['db/migrations', 'db/always']) {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.sql'))
    for (const name of names.sort()) hash.update(`${name}\n`).update(readFileSync(join(root, folder, name)))
  }
  hash.update(readFileSync(join(root, 'src/platform/db/roles.ts')))
  return hash.digest('hex').slice(0, 16)
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl(), application_name: 'onetown tests' })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

function urlFor(database: string, login?: string) {
  const url = new URL(adminUrl())
  url.pathname = `/${database}`
  if (!login) return url.href
  // As parameters, since an address of a unix socket has no host to put a user before.
  url.username = ''
  url.password = ''
  url.searchParams.set('user', login)
  url.searchParams.set('password', passwordOf(login))
  return url.href
}

/** The same in every test process, and as hard to guess as the address it comes from. */
const passwordOf = (login: string) => createHash('sha256').update(`${login} ${adminUrl()}`).digest('base64url')

function adminUrl() {
  const url = process.env.TEST_OWNER_URL
  if (!url)
    throw new Error('TEST_OWNER_URL is not set: run npm test, or give the address of a superuser of a test server.')
  return url
}
