import { keyedHash } from './keys.ts'
import type { Tx } from './db/database.ts'
import { today } from './pure/days.ts'
import type { Reading, Town, Writing } from './town.ts'
import type { Viewer } from './viewer.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'

/** What a query reads with, in a transaction that is open as the viewer. */
export function readingIn(town: Town, tx: Tx, viewer: Viewer, now: Date): Reading {
  return {
    tx,
    viewer,
    now,
    today: today(now),
    holidays: town.holidays,
    open: <T>(keyId: string, purpose: string, sealed: Buffer) =>
      JSON.parse(town.keys.open(keyId, purpose, sealed)) as T,
    scansFiles: town.files.scanner !== undefined,
    hash: (use, value) => keyedHash(town.keys, use, value),
  }
}

/** What a command saves with. `ids` is kept by the caller, so that a retried transaction makes the same ids again. */
export function writingIn(town: Town, reading: Reading, ids: string[]): Writing {
  let next = 0
  return {
    ...reading,
    newId() {
      ids[next] ??= newId()
      return ids[next++]!
    },
    newKey: (keyId) => town.keys.create(keyId),
    seal: (keyId, purpose, value) => town.keys.seal(keyId, purpose, JSON.stringify(value)),
    async enqueue(task, payload, options = {}) {
      await sql`select platform.enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.at ?? null}, ${options.key ?? null})`.execute(
        reading.tx,
      )
    },
  }
}

/** A new id: UUIDv7, so that rows made together lie together. */
export const newId = () => v7()

/** Whether something is an id as we write them: a UUID in small letters. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
