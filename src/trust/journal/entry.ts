import { createHash } from 'node:crypto'
import { leafHash } from './merkle.ts'

/** Bumped when the fields below change: an entry is checked in the form it was sealed in. */
const format = 1

const fields = [
  'id',
  'at',
  'act_id',
  'kind',
  'what',
  'viewer_kind',
  'viewer_id',
  'agency_id',
  'about_table',
  'about_id',
  'subject_id',
  'subject_ids',
  'columns',
  'purpose',
  'commitment',
] as const

/** A journal row: text as the database gives it, `at` to the microsecond in UTC, `commitment` in hexadecimal. */
export type Entry = Record<Exclude<(typeof fields)[number], 'id' | 'subject_ids' | 'columns'>, string | null> & {
  id: string
  subject_ids: string[] | null
  columns: string[] | null
}

/** What the first entry is chained to. */
export const firstChain = Buffer.alloc(32)

/** The bytes that are sealed: a JSON array of the fields in their order, the format first. */
export const canonicalBytes = (entry: Entry): Buffer =>
  Buffer.from(JSON.stringify([format, ...fields.map((field) => entry[field] ?? null)]), 'utf8')

export const leafOf = (entry: Entry): Buffer => leafHash(canonicalBytes(entry))

/** Each entry's chain value depends on all entries before it. */
export const link = (chain: Uint8Array, leaf: Uint8Array): Buffer =>
  createHash('sha256').update(chain).update(leaf).digest()

/** What a change entry says of its image without telling it: SHA-256 of the salt and the image's text. */
export const commitmentTo = (salt: Uint8Array, image: string): string =>
  createHash('sha256').update(salt).update(image, 'utf8').digest('hex')
