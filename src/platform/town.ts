import type { Tx, Database } from './db/database.ts'
import type { Files } from './files/store.ts'
import type { KeyStore } from './keys.ts'
import type { Fact } from './pure/outcomes.ts'
import type { Viewer } from './viewer.ts'
import type { Entrances } from './zone.ts'

/** What every act and every look needs. Made once at start; tests make their own. */
export interface Town {
  database: Database
  keys: KeyStore
  files: Files
  entrances: Entrances
  reactions: readonly Reaction[]
  clock: () => Date
  holidays: ReadonlySet<string>
  baseUrl: string
  /** Whether a town was founded in this database. */
  founded: boolean
  /** Demo towns show the second factor beside the sign-in form. */
  demo: boolean
  name: string
  colour: string
  log: Log
}

/** Structured, without personal data: a sentence, and ids or counts. */
export interface Log {
  info: (message: string, about?: Record<string, string | number | boolean>) => void
  error: (message: string, about?: Record<string, string | number | boolean>) => void
}

/** What a query may use while it reads as the viewer. */
export interface Reading {
  tx: Tx
  viewer: Viewer
  now: Date
  /** The day it is in London, 'YYYY-MM-DD'. */
  today: string
  holidays: ReadonlySet<string>
  /** Opens what was sealed under a record's key: JSON of the shape that was sealed. */
  open: <T>(keyId: string, purpose: string, sealed: Buffer) => T
  /** Whether this town has a virus scanner: then nobody opens a file that it has not looked over. */
  scansFiles: boolean
  /** A keyed hash of a code or token, to be looked up by. */
  hash: (use: string, value: string) => Buffer
}

/** What `saves` and reactions may use, as the zone's writing role. */
export interface Writing extends Reading {
  /** A new UUIDv7; the same one again when the transaction is retried. */
  newId: () => string
  newKey: (keyId: string) => void
  seal: (keyId: string, purpose: string, value: unknown) => Buffer
  /** An effect outside the database, done after commit and at least once. The payload holds ids, never content. */
  enqueue: (task: string, payload: Record<string, string>, options?: { at?: Date; key?: string }) => Promise<void>
}

/** When this happens, that follows: in the same transaction, as the zone's writing role. */
export interface Reaction {
  when: string
  then(writing: Writing, fact: Fact): Promise<void>
}

/** `when('panel decided', cases.followPanel)`; '*' follows every fact. */
export function when<F extends Fact>(is: F['is'] | '*', then: (writing: Writing, fact: F) => Promise<void>): Reaction {
  return { when: is, then }
}
