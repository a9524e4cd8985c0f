import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../../db/types.ts'
import { SettingsProblem } from '../settings.ts'
import type { Viewer } from '../viewer.ts'
import { whyNotReached } from './away.ts'
import { prefixOf, roleNames } from './roles.ts'

// Instants reach the program as ISO 8601 text in UTC, days as 'YYYY-MM-DD', counts as numbers.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** For a connection, be it that the server does not answer or that all of the pool are in use. */
const longestWaitMs = 10_000

/** A transaction: queries on one connection, as the viewer's role. */
export type Tx = Kysely<DB>

export interface Database {
  pool: pg.Pool
  prefix: string
  close(): Promise<void>
}

export interface Entering {
  viewer: Viewer
  /** The role to become, without the installation's prefix. */
  role: string
  act?: string
  command?: string
  purpose?: string
  /** The town's time, where the act or the look has one; otherwise the database's. */
  now?: Date
  serializable?: boolean
}

/**
 * Opens the pool with the service's login. Throws `SettingsProblem` when that login could bypass row security:
 * a superuser, one with BYPASSRLS or CREATEROLE, one that owns a table or is a member of the owner.
 */
export async function openDatabase(serviceUrl: string, size = 12): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: serviceUrl,
    max: size,
    application_name: 'onetown',
    connectionTimeoutMillis: longestWaitMs,
  })
  pool.on('error', () => {})
  try {
    const { rows } =
      await pool.query(`select pg_get_userbyid(n.nspowner) as owner, r.rolsuper or r.rolbypassrls or r.rolcreaterole
        or pg_has_role(current_user, n.nspowner, 'member')
        or exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')) as mighty
      from pg_roles r, pg_namespace n where r.rolname = current_user and n.nspname = 'platform'`)
    if (!rows[0])
      throw new SettingsProblem(
        'The database has not been prepared: run "npx onetown migrate" with ONETOWN_OWNER_URL set.',
      )
    if (rows[0].mighty)
      throw new SettingsProblem(
        'The login in DATABASE_URL could bypass row security: give Onetown a login that is no superuser, owns no table and may create no role.',
      )
    return { pool, prefix: prefixOf(rows[0].owner), close: () => pool.end() }
  } catch (error) {
    await pool.end()
    throw whyNotReached(error, 'DATABASE_URL')
  }
}

/**
 * Runs work in one transaction as the viewer, in the role given. Commits what it gives, rolls back what it throws.
 * Everything a policy or the journal needs to know of the viewer is set in the same round trip as BEGIN.
 */
export async function inTransaction<T>(
  database: Database,
  entering: Entering,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await onOneConnection(database, entering, work)
  } catch (error) {
    if (!isOutdated(error)) throw error
    return onOneConnection(database, entering, work)
  }
}

async function onOneConnection<T>({ pool, prefix }: Database, entering: Entering, work: (tx: Tx) => Promise<T>) {
  const client = await pool.connect()
  let broken: Error | undefined
  const whenBroken = (error: Error) => {
    broken = error
  }
  client.on('error', whenBroken)
  try {
    await client.query(opening(prefix, entering))
    const result = await work(kyselyOn(client, entering.role))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    if (isOutdated(error)) broken = error as Error
    throw error
  } finally {
    client.off('error', whenBroken)
    client.release(broken)
  }
}

/** A migration changed a table under a prepared statement: the connection is given up, and another one knows no better. */
const isOutdated = (error: unknown) => {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}

/** Changes the role for the rest of the transaction. */
export async function become(database: Database, tx: Tx, role: string): Promise<void> {
  const connection = connections.get(tx)!
  await connection.client.query(`set local role ${identifier(database.prefix, role)}`)
  connection.role = role
}

/** What db/always keeps of a viewer's sight: it begins empty, whatever was left on the connection. */
const nothingKept = Object.fromEntries(
  ['hidden', 'seen', 'in_full', 'seated', 'attended'].map((what) => [`kept_${what}`, '']),
)

function opening(prefix: string, { viewer, role, act, command, purpose, now, serializable }: Entering) {
  const settings = {
    viewer_kind: viewer.kind,
    viewer: viewer.id,
    agency: viewer.agencyId ?? '',
    roles: viewer.roles.join('|'),
    link_to: viewer.link?.to ?? '',
    link_id: viewer.link?.id ?? '',
    act: act ?? '',
    command: command ?? '',
    purpose: purpose ?? '',
    now: now?.toISOString() ?? '',
    images: '',
    ...nothingKept,
  }
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('app.${name}', ${pg.escapeLiteral(value)}, true)`,
  )
  return `begin${serializable ? ' isolation level serializable' : ''}; set local role ${identifier(prefix, role)}; select ${set.join(', ')}`
}

function identifier(prefix: string, role: string) {
  if (!roleNames.includes(role)) throw new Error(`there is no role called ${role}`)
  return `"${prefix}_${role}"`
}

interface Connection {
  client: pg.PoolClient
  role: string
}

const transactions = new WeakMap<pg.PoolClient, Tx>()
const connections = new WeakMap<Tx, Connection>()

function kyselyOn(client: pg.PoolClient, role: string): Tx {
  let tx = transactions.get(client)
  if (!tx) {
    const connection = { client, role }
    tx = new Kysely<DB>({ dialect: new PostgresDialect({ pool: onePool(connection) }) })
    transactions.set(client, tx)
    connections.set(tx, connection)
  }
  connections.get(tx)!.role = role
  return tx
}

/** Kysely asks for a pool: this one always lends the connection of the transaction. */
const onePool = (connection: Connection) => {
  const query = (text: string, values: unknown[]) =>
    connection.client.query({ name: nameFor(connection.role, text), text, values } as pg.QueryConfig)
  return { connect: async () => ({ query: query as never, release: () => {} }), end: async () => {}, options: {} }
}

/** Lists of many lengths make many texts: what is not asked again and again is not worth the server's memory. */
const askedAtLeast = 3
const mostNames = 1000
const asked = new Map<string, number>()
const names = new Map<string, string>()

/**
 * What the server keeps a prepared statement under: with policies, planning costs more than running. Each role has its
 * own, because a plan holds the policies of the role that it was made for.
 */
function nameFor(role: string, text: string): string | undefined {
  const key = `${role} ${text}`
  const known = names.get(key)
  if (known || names.size >= mostNames) return known
  const times = (asked.get(key) ?? 0) + 1
  if (times < askedAtLeast) {
    if (asked.size >= mostNames) asked.clear()
    asked.set(key, times)
    return undefined
  }
  asked.delete(key)
  const name = `${role} ${names.size}`
  names.set(key, name)
  return name
}
