import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { SettingsProblem } from '../settings.ts'
import { zones } from '../zone.ts'
import { whyNotReached } from './away.ts'
import { type BroughtUp, broughtUp, compare, migrationNames, thisRelease, whyTooNew } from './release.ts'
import { ensureRoles, prefixOf, withRoleNames } from './roles.ts'

const folder = join(import.meta.dirname, '../../../db')
const oldestServer = 150_000
const mayNot = '42501'
const ourSchemas = ['platform', 'graphile_worker', ...zones]
/** Shorter than the second after which PostgreSQL looks for a deadlock: whoever serves is not the one to be broken off. */
const longestStandstillMs = 500
const patienceMs = 60_000
/** Told to wait for a table for too long, or two that wait for each other. */
const isInUse = new Set(['55P03', '40P01'])
const whatIsInUse =
  'The tables are in use by something that does not end, perhaps a backup: nothing was changed, so wait until it has ended and try again.'
const whatOwnerMustBe =
  'The login in ONETOWN_OWNER_URL may not do what is needed: it must own the database and be allowed to create roles.'

/**
 * Brings the database up to this release: roles, job tables, the ordered migrations, then the present truth in
 * db/always when it changed. Under an advisory lock, as the owner. Gives the names of the migrations it applied.
 * Throws `SettingsProblem` when the server is too old, the owner's login may not do it, or a later release was here.
 */
export async function migrate({ ownerUrl, service }: { ownerUrl: string; service: string }): Promise<string[]> {
  const migrated = asOwner(ownerUrl, async (owner) => {
    await refuseOldServer(owner)
    await owner.query("set lock_timeout = '20s'; select pg_advisory_lock(8110, 1)")
    const { rows } = await owner.query('select current_user as name')
    const prefix = prefixOf(rows[0].name)
    await refuseLaterRelease(owner)
    await ensureRoles(owner, prefix, service)
    await migrateJobs(ownerUrl)
    const applied = await applyMigrations(owner, prefix)
    await applyPresentTruth(owner, prefix)
    await leaveRelease(owner)
    return applied
  })
  return migrated.catch((error: unknown) => {
    throw (error as { code?: string }).code === mayNot ? new SettingsProblem(whatOwnerMustBe) : error
  })
}

/** Takes everything of this release out of the database, so that the next `migrate` begins anew. As the owner. */
export function emptyDatabase(ownerUrl: string): Promise<void> {
  return asOwner(
    ownerUrl,
    async (owner) => void (await owner.query(`drop schema if exists ${ourSchemas.join(', ')} cascade`)),
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

async function refuseOldServer(owner: pg.Client) {
  const { rows } = await owner.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  )
  const problem = whyOldServer(rows[0])
  if (problem) throw problem
}

async function refuseLaterRelease(owner: pg.Client) {
  const { rows } = await owner.query("select to_regclass('platform.migration') is not null as there")
  if (!rows[0].there) return
  const problem = whyTooNew(await whoBroughtUp(owner))
  if (problem) throw problem
}

const whoBroughtUp = async (owner: pg.Client) => (await owner.query<BroughtUp>(broughtUp)).rows[0]!

async function leaveRelease(owner: pg.Client) {
  const { release } = await whoBroughtUp(owner)
  if (release === null || compare(thisRelease(), release) > 0)
    await owner.query(`comment on table platform.migration is '${thisRelease()}'`)
}

/** For a server before PostgreSQL 15. `number` is its server_version_num, `name` its server_version. */
export function whyOldServer({ number, name }: { number: number; name: string }): SettingsProblem | undefined {
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
    await lockEveryTable(owner)
    await owner.query(text)
    await owner.query(`comment on schema platform is '${hash}'`)
  })
  await owner.query('analyze')
}

/**
 * While others serve. The gate that platform.enter holds open is closed: who is in goes out, who comes waits. Whoever
 * holds a table without it, a backup perhaps, is not waited for long: everything is let go, and begun again.
 */
async function inTransaction(owner: pg.Client, work: () => Promise<void>) {
  const until = performance.now() + patienceMs
  for (;;) {
    await owner.query(`begin; set local lock_timeout = ${longestStandstillMs}`)
    try {
      await owner.query('select pg_advisory_xact_lock(8110, 5)')
      await work()
      await owner.query('commit')
      return
    } catch (error) {
      await owner.query('rollback')
      if (!isInUse.has((error as { code?: string }).code ?? '')) throw error
      if (performance.now() > until) throw new SettingsProblem(whatIsInUse)
      await pause(Math.random() * longestStandstillMs)
    }
  }
}

/**
 * With all of them in hand nothing that follows waits for anybody. Not the views: to lock one is to lock what it reads,
 * be it the system's.
 */
async function lockEveryTable(owner: pg.Client) {
  const { rows } = await owner.query(
    `select string_agg(c.oid::regclass::text, ', ' order by c.oid) as names
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any ($1) and c.relkind in ('r', 'p')`,
    [ourSchemas],
  )
  await owner.query(`lock table ${rows[0].names} in access exclusive mode`)
}
