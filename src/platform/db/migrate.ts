import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { SettingsProblem } from '../settings.ts'
import { zones } from '../zone.ts'
import { whyNotReached } from './away.ts'
import { ensureRoles, prefixOf, withRoleNames } from './roles.ts'

const folder = join(import.meta.dirname, '../../../db')
const oldestServer = 150_000
const mayNot = '42501'
const whatOwnerMustBe =
  'The login in ONETOWN_OWNER_URL may not do what is needed: it must own the database and be allowed to create roles.'

/**
 * Brings the database up to this release: roles, job tables, the ordered migrations, then the present truth in
 * db/always when it changed. Under an advisory lock, as the owner. Gives the names of the migrations it applied.
 * Throws `SettingsProblem` when the server is too old or the owner's login may not do it.
 */
export async function migrate({ ownerUrl, service }: { ownerUrl: string; service: string }): Promise<string[]> {
  const migrated = asOwner(ownerUrl, async (owner) => {
    await refuseOldServer(owner)
    await owner.query("set lock_timeout = '20s'; select pg_advisory_lock(8110, 1)")
    const { rows } = await owner.query('select current_user as name')
    const prefix = prefixOf(rows[0].name)
    await ensureRoles(owner, prefix, service)
    await migrateJobs(ownerUrl)
    const applied = await applyMigrations(owner, prefix)
    await applyPresentTruth(owner, prefix)
    return applied
  })
  return migrated.catch((error: unknown) => {
    throw (error as { code?: string }).code === mayNot ? new SettingsProblem(whatOwnerMustBe) : error
  })
}

/** Takes everything of this release out of the database, so that the next `migrate` begins anew. As the owner. */
export function emptyDatabase(ownerUrl: string): Promise<void> {
  const schemas = ['platform', 'graphile_worker', ...zones]
  return asOwner(
    ownerUrl,
    async (owner) => void (await owner.query(`drop schema if exists ${schemas.join(', ')} cascade`)),
  )
}

/** Runs work while no other process runs such work on this database; another one waits until it has ended. */
export function aloneIn<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  return asOwner(ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock(8110, 4)')
    return work()
  })
}

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'onetown migrate' })
  owner.on('error', () => {})
  try {
    await owner.connect()
  } catch (error) {
    throw whyNotReached(error, 'ONETOWN_OWNER_URL')
  }
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** The names of all migrations of this release, in order. */
export const migrationNames = () =>
  readdirSync(join(folder, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()

async function refuseOldServer(owner: pg.Client) {
  const { rows } = await owner.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  )
  const problem = whyTooOld(rows[0])
  if (problem) throw problem
}

/** For a server before PostgreSQL 15. `number` is its server_version_num, `name` its server_version. */
export function whyTooOld({ number, name }: { number: number; name: string }): SettingsProblem | undefined {
  if (number >= oldestServer) return undefined
  return new SettingsProblem(
    `The database server is PostgreSQL ${name}: Onetown needs 15 or later, so upgrade it or leave DATABASE_URL and ONETOWN_OWNER_URL unset to use the server that comes with Onetown.`,
  )
}

async function migrateJobs(ownerUrl: string) {
  const utils = await makeWorkerUtils({ connectionString: ownerUrl })
  try {
    await utils.migrate()
  } finally {
    await utils.release()
  }
}

async function applyMigrations(owner: pg.Client, prefix: string) {
  await owner.query(`create schema if not exists platform;
    create table if not exists platform.migration (name text primary key, applied_at timestamptz not null default now())`)
  const { rows } = await owner.query('select name from platform.migration')
  const present = new Set(rows.map((row) => row.name))
  const missing = migrationNames().filter((name) => !present.has(name))
  for (const name of missing) {
    await inTransaction(owner, async () => {
      await owner.query(withRoleNames(readFileSync(join(folder, 'migrations', name), 'utf8'), prefix))
      await owner.query('insert into platform.migration (name) values ($1)', [name])
    })
  }
  return missing
}

async function applyPresentTruth(owner: pg.Client, prefix: string) {
  const files = readdirSync(join(folder, 'always'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const text = files.map((name) => withRoleNames(readFileSync(join(folder, 'always', name), 'utf8'), prefix)).join('\n')
  const hash = createHash('sha256').update(text).digest('hex')
  const { rows } = await owner.query("select obj_description('platform'::regnamespace) as hash")
  if (rows[0].hash === hash) return
  await inTransaction(owner, async () => {
    await owner.query(text)
    await owner.query(`comment on schema platform is '${hash}'`)
  })
  await owner.query('analyze')
}

async function inTransaction(owner: pg.Client, work: () => Promise<void>) {
  await owner.query('begin')
  try {
    await work()
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
