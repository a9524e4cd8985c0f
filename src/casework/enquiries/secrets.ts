import type { Reading } from '../../platform/town.ts'

type Hash = Reading['hash']

/** The secret in the address that an agency is sent. It is derived, so that the job which mails it needs no copy. */
export const tokenOf = (hash: Hash, linkId: string): string => hash('enquiry link', linkId).toString('base64url')

/** By what a link is found; a stolen database gives no token. */
export const tokenHash = (hash: Hash, token: string): Buffer => hash('enquiry link token', token)

/** The six digits of the nth code that was sent for a link, derived for the same reason. */
export const codeOf = (hash: Hash, linkId: string, nth: number): string =>
  String(hash('enquiry code', `${linkId} ${nth}`).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
