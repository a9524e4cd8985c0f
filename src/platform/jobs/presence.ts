import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const prefix = 'onetown jobs of'
const againAfterMs = 1000

export interface Presence {
  /** Whose jobs this process is at, by the name under which they are locked. */
  sayThat(worker: string): void
  end(): Promise<void>
}

/**
 * Keeps a connection open that carries the worker's name: it ends with this process, however that ends, and then
 * everybody can tell that the worker is dead. One that is cut is opened again.
 */
export function keepPresent(login: pg.ClientConfig): Presence {
  const ending = new AbortController()
  let client: pg.Client | undefined
  let name = prefix

  async function keep() {
    while (!ending.signal.aborted) {
      const gone = Promise.withResolvers<void>()
      client = new pg.Client({ ...login, application_name: name })
      client.on('error', () => {})
      client.on('end', () => gone.resolve())
      await client.connect().then(() => gone.promise, leave(client))
      await pause(againAfterMs, undefined, { signal: ending.signal }).catch(() => {})
    }
  }

  const kept = keep()
  return {
    sayThat(worker) {
      name = `${prefix} ${worker}`
      void client?.query("select set_config('application_name', $1, false)", [name]).catch(() => {})
    },
    async end() {
      ending.abort()
      await client?.end().catch(() => {})
      await kept
    },
  }
}

const leave = (client: pg.Client) => () => client.end().catch(() => {})

/**
 * Jobs that a killed process was at would stay locked for four hours. Whoever locked them and is not present is dead,
 * and they are free: at worst one runs twice, which tasks must bear anyway.
 */
export async function takeBackAbandoned(pool: pg.Pool): Promise<void> {
  const isDead = `not exists (select from pg_stat_activity where datname = current_database()
    and application_name = '${prefix} ' || locked_by)`
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await pool.query(
      `update graphile_worker.${table} set locked_at = null, locked_by = null where locked_at is not null and ${isDead}`,
    )
  }
}
