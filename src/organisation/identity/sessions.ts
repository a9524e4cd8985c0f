import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { newSecretCode } from '../../platform/pure/reference.ts'
import { newId } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { accountOf } from './accounts.ts'
import { apiTokenHash, asIdentity, idleMinutes, longestHours, sessionHash } from './identify.ts'

export interface NewSession {
  token: string
  staffId?: string
  /** True once the second factor was given. */
  secondFactor?: boolean
  /** For the holder of a one-record link whose code was confirmed. */
  link?: { to: string; id: string }
  device?: string | undefined
}

/** Begins a session for a visit token; the token itself is never stored. Gives the session's id. */
export const beginSession = (town: Town, session: NewSession): Promise<string> =>
  asIdentity(town, (tx) => beginSessionIn(town, tx, session))

export async function beginSessionIn(town: Town, tx: Tx, session: NewSession): Promise<string> {
  const { token, staffId, secondFactor, link, device } = session
  const id = newId()
  await tx
    .insertInto('organisation.session')
    .values({
      id,
      token_hash: sessionHash(town, token),
      staff_id: staffId ?? null,
      link_to: link?.to ?? null,
      link_id: link?.id ?? null,
      second_factor_at: secondFactor ? sql`now()` : null,
      device: device ?? null,
    })
    .execute()
  return id
}

/** Ends one session, or every session of somebody: what holds them is worth nothing from the next request on. */
export async function endSessions(tx: Tx, which: { sessionId: string } | { staffId: string }): Promise<void> {
  const ending = tx.updateTable('organisation.session').set({ ended_at: sql`now()` }).where('ended_at', 'is', null)
  if ('sessionId' in which) await ending.where('id', '=', which.sessionId).execute()
  else await ending.where('staff_id', '=', which.staffId).execute()
}

/** Somebody's sessions that are open now, the newest first. */
export const sessionsOf = (tx: Tx, staffId: string) =>
  tx
    .selectFrom('organisation.session')
    .select(['id', 'device', 'started_at as startedAt', 'seen_at as seenAt'])
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('second_factor_at', 'is not', null)
    .where('seen_at', '>', sql<string>`now() - make_interval(mins => ${idleMinutes})`)
    .where('started_at', '>', sql<string>`now() - make_interval(hours => ${longestHours})`)
    .orderBy('started_at', 'desc')
    .execute()

export interface NewToken {
  label: string
  days: number
}

/** Makes a token for the API, shown once; it acts as that member of staff until it ends. */
export async function makeApiToken(town: Town, staffId: string, { label, days }: NewToken): Promise<string> {
  const token = `ot_${newSecretCode(32)}`
  const expires_at = sql<string>`now() + make_interval(days => ${days})`
  await asIdentity(town, (tx) =>
    tx
      .insertInto('organisation.api_token')
      .values({ id: newId(), staff_id: staffId, token_hash: apiTokenHash(town, token), label, expires_at })
      .execute(),
  )
  return token
}

/** Somebody's tokens that still work. */
export const tokensOf = (tx: Tx, staffId: string) =>
  tx
    .selectFrom('organisation.api_token')
    .select(['id', 'label', 'made_at as madeAt', 'expires_at as expiresAt'])
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .orderBy('made_at', 'desc')
    .execute()

/** Ends every token of somebody: whoever sets a new password may have lost the old one to somebody else. */
export async function endTokens(tx: Tx, staffId: string): Promise<void> {
  await tx
    .updateTable('organisation.api_token')
    .set({ ended_at: sql<string>`now()` })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends one token; false when it is not theirs, or ended already. */
export async function endToken(tx: Tx, staffId: string, tokenId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisation.api_token')
    .set({ ended_at: sql`now()` })
    .where('id', '=', tokenId)
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * A token for whoever signs in with this email address, for `npx onetown token`. Throws an Error with a sentence when
 * nobody does.
 */
export async function apiTokenFor(town: Town, email: string, token: NewToken): Promise<string> {
  const account = await asIdentity(town, (tx) => accountOf(tx, { email }))
  if (!account?.conductAcceptedAt) throw new Error('Nobody who has joined signs in with this email address.')
  return makeApiToken(town, account.staffId, token)
}
