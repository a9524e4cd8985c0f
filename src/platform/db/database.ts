import type { Writable } from 'node:stream'
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
export async function openDatabase(serviceUrl: string, size = 10): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: serviceUrl,
    max: size,
    application_name: 'onetown',
    connectionTimeoutMillis: longestWaitMs,
    // what is asked in one go is sent in one go
    pipeline: true,
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
 * What a policy or the journal needs to know of the viewer goes with the first question, and what `lastly` asks goes
 * with the commit, so that neither is a round trip of its own.
 */
export async function inTransaction<T>(
  database: Database,
  entering: Entering,
  work: (tx: Tx) => Promise<T>,
  lastly: (tx: Tx, result: T) => Promise<unknown> | undefined = () => undefined,
): Promise<T> {
  const once = () => onOneConnection(database, entering, async (tx) => ({ result: await work(tx) }), lastly)
  // Every connection may have prepared it: each that tells so is given up, and the last one is new.
  for (let spare = database.pool.options.max; ; spare--) {
    try {
      return await once()
    } catch (error) {
      if (!isOutdated(error) || spare <= 0) throw error
    }
  }
}

async function onOneConnection<T>(
  { pool, prefix }: Database,
  entering: Entering,
  work: (tx: Tx) => Promise<{ result: T }>,
  lastly: (tx: Tx, result: T) => Promise<unknown> | undefined,
) {
  const client = await pool.connect()
  let broken: Error | undefined
  const whenBroken = (error: Error) => {
    broken = error
  }
  client.on('error', whenBroken)
  const connection: Connection = { client, role: entering.role, opening: opening(prefix, entering) }
  const tx = transactionOn(connection)
  try {
    const { result } = await work(tx)
    const last = lastly(tx, result)
    if (connection.opened) await Promise.all([last, connection.opened, client.query('commit')])
    return result
  } catch (error) {
    const cause = (await connection.opened?.catch((first: Error) => first)) ?? error
    if (connection.opened)
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
    if (isOutdated(cause)) broken = cause as Error
    throw cause
  } finally {
    connection.isOver = true
    client.off('error', whenBroken)
    client.release(broken)
  }
}

/** A migration changed a table under a prepared statement: the connection is given up. */
const isOutdated = (error: unknown) => {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}

/** Changes the role for the rest of the transaction: what is asked from here on is asked in it. */
export function become(database: Database, tx: Tx, role: string): void {
  const connection = connections.get(tx)!
  unawaited(connection, sendOn(connection, `set local role ${identifier(database.prefix, role)}`))
  connection.role = role
}

/** The role, without the installation's prefix, that a transaction asks in: the same sight is cheap in one way or another. */
export const roleOf = (tx: Tx): string => connections.get(tx)!.role

/**
 * Asks in a transaction without waiting for what was asked before: what is sent in one go travels together. Gives the
 * rows. Statements of the platform's own go this way; everything else is built with `tx`.
 */
export async function ask<Row extends object>(tx: Tx, text: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await sendOn(connections.get(tx)!, text, values)
  return rows as Row[]
}

/** One statement in a role, in a transaction and a round trip of its own. `text` holds its values as literals. */
export async function askOnce<Row extends object>(
  { pool, prefix }: Database,
  role: string,
  text: string,
): Promise<Row[]> {
  const client = await pool.connect()
  let broken: Error | undefined
  const whenBroken = (error: Error) => {
    broken = error
  }
  // Lent out, a connection tells nobody else that it is lost: unheard, that would end the program.
  client.on('error', whenBroken)
  try {
    const results = await client.query(`begin; set local role ${identifier(prefix, role)}; ${text}; commit`)
    return (results as unknown as pg.QueryResult[])[2]!.rows as Row[]
  } catch (error) {
    // its transaction is still open
    broken = error as Error
    throw error
  } finally {
    client.off('error', whenBroken)
    client.release(broken)
  }
}

function opening(prefix: string, { viewer, role, act, command, purpose, now, serializable }: Entering) {
  const told = [
    viewer.kind,
    viewer.id,
    viewer.agencyId ?? '',
    viewer.roles.join('|'),
    viewer.link?.to ?? '',
    viewer.link?.id ?? '',
    act ?? '',
    command ?? '',
    purpose ?? '',
    now?.toISOString() ?? '',
  ]
  const begin = serializable ? 'begin isolation level serializable' : 'begin'
  return `${begin}; set local role ${identifier(prefix, role)}; select platform.enter(${told.map(pg.escapeLiteral).join(', ')})`
}

function identifier(prefix: string, role: string) {
  if (!roleNames.includes(role)) throw new Error(`there is no role called ${role}`)
  return `"${prefix}_${role}"`
}

interface Connection {
  client: pg.PoolClient
  role: string
  /** What begins the transaction, sent before the first question. */
  opening: string
  /** The opening, and whatever else nobody waits for. */
  opened?: Promise<unknown>
  isOver?: boolean
}

const connections = new WeakMap<Tx, Connection>()

function transactionOn(connection: Connection): Tx {
  const tx = new Kysely<DB>({ dialect: new PostgresDialect({ pool: onePool(connection) }) })
  connections.set(tx, connection)
  return tx
}

/** Kysely asks for a pool: this one always lends the connection of the transaction. */
const onePool = (connection: Connection) => {
  const query = (text: string, values: unknown[]) => sendOn(connection, text, values)
  return { connect: async () => ({ query: query as never, release: () => {} }), end: async () => {}, options: {} }
}

function sendOn(connection: Connection, text: string, values?: readonly unknown[]): Promise<pg.QueryResult> {
  const { client, role } = connection
  if (connection.isOver) throw new Error('this transaction is over')
  if (!connection.opened) {
    together(client)
    unawaited(connection, client.query(connection.opening))
  }
  return client.query(values ? { name: nameFor(role, text), text, values: [...values] } : text)
}

/** Whoever asks next learns that it failed, and the transaction's end tells why. */
function unawaited(connection: Connection, asked: Promise<unknown>) {
  connection.opened = Promise.all([connection.opened, asked]).then(() => undefined)
  connection.opened.catch(() => {})
}

/** What is sent until the program is idle leaves as one packet. */
function together(client: pg.PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  setImmediate(() => stream.uncork())
}

/** Lists of many lengths make many texts: what is not asked again and again is not worth the server's memory. */
const askedAtLeast = 3
const mostNames = 1000
const asked = new Map<string, number>()
const names = new Map<string, Map<string, string>>()
let named = 0

/**
 * What the server keeps a prepared statement under: with policies, planning costs more than running. Each role has its
 * own, because a plan holds the policies of the role that it was made for.
 */
function nameFor(role: string, text: string): string | undefined {
  const ofRole = names.get(role) ?? new Map<string, string>()
  names.set(role, ofRole)
  const known = ofRole.get(text)
  if (known || named >= mostNames) return known
  const key = `${role} ${text}`
  const times = (asked.get(key) ?? 0) + 1
  if (times < askedAtLeast) {
    if (asked.size >= mostNames) asked.clear()
    asked.set(key, times)
    return undefined
  }
  asked.delete(key)
  const name = `${role} ${named++}`
  ofRole.set(text, name)
  return name
}
