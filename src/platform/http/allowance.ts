import { sql } from 'kysely'
import { inTransaction } from '../db/database.ts'
import { keyedHash } from '../keys.ts'
import type { Town } from '../town.ts'
import { aProcess } from '../viewer.ts'

/**
 * Counts one try of something from somewhere (`what`, `from`), for all processes together; true while at most `most`
 * were made in `seconds`. What is stored is a keyed hash, never an address or an account.
 */
export async function withinAllowance(
  town: Town,
  what: string,
  from: string,
  most: number,
  seconds: number,
): Promise<boolean> {
  const name = keyedHash(town.keys, 'allowance', `${what} ${from}`).toString('base64')
  const entering = { viewer: aProcess('allowance'), role: 'organisation_guest' }
  return inTransaction(town.database, entering, async (tx) => {
    const { rows } = await sql<{
      within: boolean
    }>`select platform.take_allowance(${name}, ${most}, ${seconds}) as within`.execute(tx)
    return rows[0]!.within
  })
}
