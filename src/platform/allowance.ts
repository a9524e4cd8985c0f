import { sql } from 'kysely'
import { inTransaction } from './db/database.ts'
import { keyedHash } from './keys.ts'
import type { Reading, Town } from './town.ts'
import { aProcess } from './viewer.ts'

/** How often something may be tried from somewhere: at most `most` times in `seconds`, for all processes together. */
export interface Allowance {
  what: string
  /** An address, an account, a reference: only its keyed hash is stored. */
  from: string
  most: number
  seconds: number
}

/** Counts one try, in a transaction of its own: it stays counted whatever follows. True while within the allowance. */
export function withinAllowance({ database, keys }: Town, allowance: Allowance): Promise<boolean> {
  const hash: Reading['hash'] = (use, value) => keyedHash(keys, use, value)
  const entering = { viewer: aProcess('allowance'), role: 'organisation_guest' }
  return inTransaction(database, entering, (tx) => takeAllowance({ tx, hash }, allowance))
}

/** The same within an act, whose undoing undoes the count. */
export async function takeAllowance(
  { tx, hash }: Pick<Reading, 'tx' | 'hash'>,
  { what, from, most, seconds }: Allowance,
): Promise<boolean> {
  const name = hash('allowance', `${what} ${from}`).toString('base64')
  const { rows } = await sql<{
    within: boolean
  }>`select platform.take_allowance(${name}, ${most}, ${seconds}) as within`.execute(tx)
  return rows[0]!.within
}
