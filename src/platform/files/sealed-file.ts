import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'

/** So much of a file is sealed by itself: what is read or sent is never held whole. */
const chunkBytes = 64 * 1024
const tagBytes = 16
export const sealedBytes = chunkBytes + tagBytes

/** More was sent than may be kept; nothing of it was. */
export class TooLong extends Error {}

export interface Written {
  /** The key of this one file, 32 bytes: whoever keeps it seals it with the key of a record. */
  key: Buffer
  /** Of what was sealed, in bytes. */
  bytes: number
  /** Of what was sealed: SHA-256. */
  digest: Buffer
}

/** Where the bytes of a sealed file lie. */
export interface Place {
  size: number
  /** As many of `length` bytes from `at` as there are. */
  read(at: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** A file as whoever holds its key reads it. */
export interface Opened {
  bytes: number
  /** As many of `length` bytes from `at` as there are. Throws when they were altered. */
  read(at: number, length: number): Promise<Buffer>
  /** All of it, a chunk at a time. */
  chunks(): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/**
 * Writes what comes to a new file, sealed with a key of its own (AES-256-GCM, 64 KiB at a time) and on disk before it
 * returns. The number of a chunk, and whether it is the last, are its nonce: none can be left out or moved. Throws
 * `TooLong` above `most` bytes; whatever it throws, no file is left.
 */
export async function writeSealed(path: string, source: AsyncIterable<Buffer>, most: number): Promise<Written> {
  const key = randomBytes(32)
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let [bytes, index] = [0, 0]
  let waiting = Buffer.alloc(0)
  const put = async (chunk: Buffer, last: boolean) => file.write(sealChunk(key, index++, last, chunk))
  try {
    for await (const piece of source) {
      bytes += piece.length
      if (bytes > most) throw new TooLong()
      hash.update(piece)
      waiting = Buffer.concat([waiting, piece])
      for (; waiting.length > chunkBytes; waiting = waiting.subarray(chunkBytes))
        await put(waiting.subarray(0, chunkBytes), false)
    }
    await put(waiting, true)
    await file.sync()
    await file.close()
    return { key, bytes, digest: hash.digest() }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

/** A file on the disk. Throws ENOENT when there is none. */
export async function placeOnDisk(path: string): Promise<Place> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  const read = async (at: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  return { size, read, close: () => file.close() }
}

/** Opens a file that `writeSealed` wrote, wherever it lies. Close it after reading: that closes its place. */
export function openSealed(place: Place, key: Buffer): Opened {
  const { size } = place
  const count = Math.ceil(size / sealedBytes)
  const bytes = size - count * tagBytes
  let held: { index: number; chunk: Buffer } | undefined

  const chunkAt = async (index: number): Promise<Buffer> => {
    if (held?.index === index) return held.chunk
    const length = Math.min(sealedBytes, size - index * sealedBytes)
    const chunk = openChunk(key, index, index === count - 1, await place.read(index * sealedBytes, length))
    held = { index, chunk }
    return chunk
  }
  async function* chunks() {
    for (let index = 0; index < count; index++) yield chunkAt(index)
  }
  const read = async (at: number, length: number) => {
    const end = Math.min(at + length, bytes)
    const pieces: Buffer[] = []
    for (let here = at; here < end; ) {
      const within = here % chunkBytes
      const piece = (await chunkAt(Math.floor(here / chunkBytes))).subarray(within, within + end - here)
      pieces.push(piece)
      here += piece.length
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }
  return { bytes, read, chunks, close: () => place.close() }
}

/** No two chunks under one key have the same nonce, since no two files have the same key. */
function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes[0] = last ? 1 : 0
  bytes.writeUInt32BE(index, 8)
  return bytes
}

function sealChunk(key: Buffer, index: number, last: boolean, chunk: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(index, last))
  const body = Buffer.concat([cipher.update(chunk), cipher.final()])
  return Buffer.concat([cipher.getAuthTag(), body])
}

function openChunk(key: Buffer, index: number, last: boolean, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, last))
  decipher.setAuthTag(sealed.subarray(0, tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(tagBytes)), decipher.final()])
}
