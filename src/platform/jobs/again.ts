import { sql } from 'kysely'
import { type Database, inTransaction } from '../db/database.ts'
import { aProcess } from '../viewer.ts'

/** Puts every job that was given up after its last try back at the beginning. Gives how many there were. */
export const tryAgain = (database: Database): Promise<number> =>
  inTransaction(database, { viewer: aProcess('jobs again'), role: 'jobs' }, async (tx) => {
    const { rows } = await sql`select graphile_worker.reschedule_jobs(
      array(select id from graphile_worker._private_jobs where attempts >= max_attempts), now(), attempts => 0)`.execute(
      tx,
    )
    return rows.length
  })
