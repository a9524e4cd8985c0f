import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'

/** What the journal says of people coming and going. */
export type Happening =
  | 'password given'
  | 'wrong password'
  | 'signed in'
  | 'signed in with a recovery code'
  | 'signed in on the walk'
  | 'wrong code'
  | 'too many tries'
  | 'signed out'
  | 'signed out everywhere'
  | 'invitation accepted'
  | 'second factor set up'
  | 'new recovery codes'
  | 'token ended'

/** One row in the journal, in the transaction of what it tells of. Never an address or an email. */
export async function noteSignIn(tx: Tx, what: Happening, staffId: string | null, purpose?: string): Promise<void> {
  const subjects = staffId ? [staffId] : null
  await sql`select platform.note('sign-in', ${what}, ${subjects}::uuid[], ${purpose ?? null})`.execute(tx)
}
