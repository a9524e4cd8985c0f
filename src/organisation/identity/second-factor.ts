import { sql } from 'kysely'
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'
import QRCode from 'qrcode'
import type { Tx } from '../../platform/db/database.ts'
import type { Town } from '../../platform/town.ts'

const stepSeconds = 30
const purpose = 'second factor'

/** A new secret for an authenticator app: 160 bits in base 32. */
export const newSecret = (): string => generateSecret()

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/** The code of a secret in a step of 30 seconds (RFC 6238). */
export const codeIn = (secret: string, step: number): string => generateSync({ secret, epoch: step * stepSeconds })

/** The step that a code belongs to, within one step of now either way; undefined when it is none of the three. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const found = verifySync({ secret, token, epoch: Math.floor(now.getTime() / 1000), epochTolerance: stepSeconds })
  return found.valid && 'epoch' in found ? Math.floor(found.epoch / stepSeconds) : undefined
}

/** The secret as a picture to be scanned: an SVG in a data address. */
export async function pictureOf(town: Town, email: string, secret: string): Promise<string> {
  const uri = generateURI({ issuer: town.name, label: email, secret })
  const svg = await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** Seals a secret under the key of its holder, which is made with it. */
export function sealSecret(town: Town, staffId: string, secret: string): Buffer {
  town.keys.create(staffId)
  return town.keys.seal(staffId, purpose, secret)
}

export const openSecret = (town: Town, staffId: string, sealed: Buffer): string =>
  town.keys.open(staffId, purpose, sealed)

/** Uses up a step and all before it; false when it was used already, so that a code seen over a shoulder is worth nothing. */
export async function useStep(tx: Tx, staffId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisation.credential')
    .set({ totp_last_step: step, totp_confirmed_at: sql`coalesce(totp_confirmed_at, now())` })
    .where('staff_id', '=', staffId)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
