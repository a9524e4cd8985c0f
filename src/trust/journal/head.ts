import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { KeyStore } from '../../platform/keys.ts'

/** A signed checkpoint: all entries up to `size` and their order follow from `root`. Hashes are hexadecimal. */
export interface Head {
  size: number
  root: string
  chain: string
  frontier: string[]
  /** ISO 8601, UTC. */
  at: string
  signature: string
}

// RFC 8410: the bytes before the 32-byte seed of an Ed25519 key in PKCS #8.
const before = Buffer.from('302e020100300506032b657004220420', 'hex')

export const signed = (keys: KeyStore, head: Omit<Head, 'signature'>): Head => ({
  ...head,
  signature: sign(null, canonical(head), signingKey(keys)).toString('hex'),
})

export const isSigned = (head: Head, publicKey: KeyObject): boolean =>
  verify(null, canonical(head), publicKey, Buffer.from(head.signature, 'hex'))

/** The key that the journal's heads are checked with (PEM): give it to whoever keeps heads or exports. */
export const journalPublicKey = (keys: KeyStore): string =>
  createPublicKey(signingKey(keys)).export({ type: 'spki', format: 'pem' }).toString()

const signingKey = (keys: KeyStore) =>
  createPrivateKey({ key: Buffer.concat([before, keys.secret('journal signing')]), format: 'der', type: 'pkcs8' })

const canonical = ({ size, root, chain, frontier, at }: Omit<Head, 'signature'>) =>
  Buffer.from(JSON.stringify(['onetown journal head', 1, size, root, chain, frontier, at]))
