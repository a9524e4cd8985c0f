import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The id under which the town's own things (no case's, no person's) are sealed. */
export const townKey = '00000000-0000-0000-0000-000000000000'

const format = 1
const cachedFor = 60_000
const cachedAtMost = 5_000

export class KeyIsGone extends Error {}

export interface KeyStore {
  /** Makes a data key for a record; does nothing when there is one. On disk before it returns. */
  create(keyId: string): void
  /** Makes the data keys of many records with one write to the disk. */
  createMany(keyIds: readonly string[]): void
  has(keyId: string): boolean
  /** Encrypts with the record's data key (AES-256-GCM), bound to the key's id and the purpose. */
  seal(keyId: string, purpose: string, plain: string): Buffer
  /** The reverse; throws `KeyIsGone` when the key was destroyed, and an error when the bytes were altered. */
  open(keyId: string, purpose: string, sealed: Buffer): string
  /** Destroys a data key: everything sealed with it, in every copy and backup, is unreadable from then on. */
  forget(keyId: string): void
  /** 32 bytes for a named use (a hash key, a signing seed), the same in every process of the installation. */
  secret(name: string): Buffer
  /** The same, in the form that a keyed hash takes at once. */
  hashKey(name: string): KeyObject
  close(): void
}

/**
 * Opens the key store in a folder of its own, apart from the database and its backups. Each record has a data key,
 * wrapped by the master key in `master.key`. SQLite keeps the wrapped keys: durable, shared by several processes of
 * one machine, and overwritten when deleted.
 */
export function openKeyStore(folder: string): KeyStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const master = masterKey(join(folder, 'master.key'))
  const store = new DatabaseSync(join(folder, 'keys.sqlite'))
  store.exec(`pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;
    create table if not exists data_key (id text primary key, wrapped blob not null) without rowid`)
  for (const name of ['keys.sqlite', 'keys.sqlite-wal', 'keys.sqlite-shm'])
    if (existsSync(join(folder, name))) chmodSync(join(folder, name), 0o600)
  const insert = store.prepare('insert into data_key (id, wrapped) values (?, ?) on conflict do nothing')
  const select = store.prepare('select wrapped from data_key where id = ?')
  const remove = store.prepare('delete from data_key where id = ?')
  const cache = new Map<string, { key: KeyObject; until: number }>()

  const create = (keyId: string) => {
    insert.run(keyId, encrypt(master, keyId, randomBytes(32)))
  }
  create(townKey)

  const createMany = (keyIds: readonly string[]) => {
    store.exec('begin immediate')
    try {
      for (const each of keyIds) create(each)
      store.exec('commit')
    } catch (error) {
      store.exec('rollback')
      throw error
    }
  }

  const dataKey = (keyId: string) => {
    const cached = cache.get(keyId)
    if (cached && cached.until > performance.now()) return cached.key
    const row = select.get(keyId) as { wrapped: Uint8Array } | undefined
    if (!row) throw new KeyIsGone(`there is no key for ${keyId}`)
    const key = createSecretKey(decrypt(master, keyId, Buffer.from(row.wrapped)))
    if (cache.size >= cachedAtMost) cache.delete(cache.keys().next().value!)
    cache.set(keyId, { key, until: performance.now() + cachedFor })
    return key
  }

  const secret = (name: string) => Buffer.from(hkdfSync('sha256', master, '', `onetown ${name}`, 32))
  const hashKeys = new Map<string, KeyObject>()
  const hashKey = (name: string) => {
    const known = hashKeys.get(name) ?? createSecretKey(secret(name))
    hashKeys.set(name, known)
    return known
  }

  return {
    create,
    createMany,
    has: (keyId) => select.get(keyId) !== undefined,
    seal: (keyId, purpose, plain) => encrypt(dataKey(keyId), `${keyId}:${purpose}`, Buffer.from(plain, 'utf8')),
    open: (keyId, purpose, sealed) => decrypt(dataKey(keyId), `${keyId}:${purpose}`, sealed).toString('utf8'),
    forget(keyId) {
      remove.run(keyId)
      cache.delete(keyId)
      store.exec('pragma wal_checkpoint(truncate)')
    },
    secret,
    hashKey,
    close: () => store.close(),
  }
}

/** A keyed hash: for codes, tokens and inputs, so that a stolen database cannot be searched by guessing. */
export function keyedHash(keys: KeyStore, use: string, value: string): Buffer {
  return createHmac('sha256', keys.hashKey(use)).update(value).digest()
}

function masterKey(file: string): Buffer {
  if (!existsSync(file)) {
    // It gets its name only when it is whole: another process that starts at the same moment reads it, or makes it.
    const mine = `${file}.${process.pid}`
    writeFileSync(mine, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(mine, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(mine)
  }
  chmodSync(file, 0o600)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32)
    throw new Error('The master key in the key store is damaged: put back master.key from its copy.')
  return key
}

function encrypt(key: Buffer | KeyObject, context: string, plain: Buffer): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer | KeyObject, context: string, sealed: Buffer): Buffer {
  if (sealed[0] !== format) throw new Error('this was sealed by a later release')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}
