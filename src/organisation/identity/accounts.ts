import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { newSecret, openSecret, sealSecret } from './second-factor.ts'
import type { Town } from '../../platform/town.ts'

/** What sign-in knows of somebody who is here. */
export interface Account {
  staffId: string
  name: string
  email: string
  passwordHash: string | null
  totpSealed: Buffer | null
  totpConfirmedAt: string | null
  lastStep: number | null
  conductAcceptedAt: string | null
}

/** The account of an email address or of a member of staff; undefined for whoever is unknown or has left. */
export function accountOf(tx: Tx, whose: { email: string } | { staffId: string }): Promise<Account | undefined> {
  const here = tx
    .selectFrom('organisation.staff as s')
    .leftJoin('organisation.credential as c', 'c.staff_id', 's.id')
    .select(['s.id as staffId', 's.name', 's.email', 's.conduct_accepted_at as conductAcceptedAt'])
    .select(['c.password_hash as passwordHash', 'c.totp_sealed as totpSealed'])
    .select(['c.totp_confirmed_at as totpConfirmedAt', 'c.totp_last_step as lastStep'])
    .where('s.left_at', 'is', null)
  const found =
    'email' in whose
      ? here.where(sql`lower(s.email)`, '=', whose.email.toLowerCase())
      : here.where('s.id', '=', whose.staffId)
  return found.executeTakeFirst()
}

/** Sets a password; the second factor and the recovery codes before it are void, and must be set up anew. */
export async function setPassword(tx: Tx, staffId: string, password_hash: string): Promise<void> {
  const fresh = {
    password_hash,
    totp_sealed: null,
    totp_confirmed_at: null,
    totp_last_step: null,
    changed_at: sql<string>`now()`,
  }
  await tx
    .insertInto('organisation.credential')
    .values({ staff_id: staffId, ...fresh })
    .onConflict((it) => it.column('staff_id').doUpdateSet(fresh))
    .execute()
  await tx.deleteFrom('organisation.recovery_code').where('staff_id', '=', staffId).execute()
}

/** The secret that is being set up: the one shown before, or a new one. */
export async function secretToSetUp(town: Town, tx: Tx, { staffId, totpSealed }: Account): Promise<string> {
  if (totpSealed) return openSecret(town, staffId, totpSealed)
  const secret = newSecret()
  await tx
    .updateTable('organisation.credential')
    .set({ totp_sealed: sealSecret(town, staffId, secret) })
    .where('staff_id', '=', staffId)
    .execute()
  return secret
}

/** For a demo's people and for tests: a password and a second factor in one step. Gives the secret. */
export async function giveCredential(town: Town, tx: Tx, staffId: string, passwordHash: string): Promise<string> {
  await setPassword(tx, staffId, passwordHash)
  const secret = newSecret()
  await tx
    .updateTable('organisation.credential')
    .set({ totp_sealed: sealSecret(town, staffId, secret), totp_confirmed_at: sql`now()` })
    .where('staff_id', '=', staffId)
    .execute()
  return secret
}
