import { newId } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { apiTokenHash, asIdentity, sessionHash } from './identify.ts'

export interface NewSession {
  token: string
  staffId?: string
  /** True once the second factor was given. */
  secondFactor?: boolean
  /** For the holder of a one-record link whose code was confirmed. */
  link?: { to: string; id: string }
  device?: string
}

/** Begins a session for a visit token; the token itself is never stored. Gives the session's id. */
export async function beginSession(
  town: Town,
  { token, staffId, secondFactor, link, device }: NewSession,
): Promise<string> {
  const id = newId()
  const now = new Date()
  await asIdentity(town, (tx) =>
    tx
      .insertInto('organisation.session')
      .values({
        id,
        token_hash: sessionHash(town, token),
        staff_id: staffId ?? null,
        link_to: link?.to ?? null,
        link_id: link?.id ?? null,
        second_factor_at: secondFactor ? now : null,
        device: device?.slice(0, 200) ?? null,
      })
      .execute(),
  )
  return id
}

/** Makes a token for the API, shown once; it acts as that member of staff until it ends. */
export async function makeApiToken(
  town: Town,
  staffId: string,
  { label, days }: { label: string; days: number },
): Promise<string> {
  const { newSecretCode } = await import('../../platform/pure/reference.ts')
  const token = `ot_${newSecretCode(32)}`
  await asIdentity(town, (tx) =>
    tx
      .insertInto('organisation.api_token')
      .values({
        id: newId(),
        staff_id: staffId,
        token_hash: apiTokenHash(town, token),
        label,
        expires_at: new Date(Date.now() + days * 86_400_000),
      })
      .execute(),
  )
  return token
}
