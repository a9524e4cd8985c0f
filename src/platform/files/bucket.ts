import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { askingIn, BucketAway, bodyOf, type BucketLogin, type Patience } from './s3.ts'
import { type Place, sealedBytes } from './sealed-file.ts'

/** So much of a file is fetched at once: some chunks of it, so that a long one is not asked for in thousands of pieces. */
const windowBytes = 16 * sealedBytes

/**
 * A bucket of an S3-compatible store, in which files lie under the names that they have in the folder. Everything in it
 * may be done twice. Each function throws `BucketAway` when the store does not do what it is asked.
 */
export interface Bucket {
  /** Brings a sealed file into it; there before this returns. It is asked once: whoever brings it comes again. */
  put(storedAs: string, path: string): Promise<void>
  /** Throws an error with the code ENOENT when there is no such file. */
  open(storedAs: string): Promise<Place>
  has(storedAs: string): Promise<boolean>
  remove(storedAs: string): Promise<void>
  /** The names of all files in it, a page at a time. */
  all(): AsyncGenerator<string[]>
  /** Writes, reads, lists and deletes; whether the store keeps what is deleted, where it says so. */
  check(): Promise<{ keepsVersions: boolean | undefined }>
}

const atOf = (storedAs: string) => `/${storedAs.slice(0, 2)}/${storedAs}`
const listed = /<Key>([^<]*)<\/Key>/g
const ourName = /^[\da-f]{2}\/([\da-f]{8}-[\da-f-]{27})$/

export function bucketAt(login: BucketLogin, patience?: Patience): Bucket {
  const ask = askingIn(login, patience)

  async function pageAfter(last: string) {
    const answer = await ask({ method: 'GET', at: `?list-type=2&start-after=${encodeURIComponent(last)}` })
    const text = answer?.body.toString('utf8') ?? ''
    const keys = Array.from(text.matchAll(listed), ([, key]) => unescaped(key!))
    return { keys, isLast: !text.includes('<IsTruncated>true<') || !keys.length }
  }
  async function* all() {
    for (let last = '', isOver = false; !isOver; ) {
      const { keys, isLast } = await pageAfter(last)
      yield keys.flatMap((key) => ourName.exec(key)?.[1] ?? [])
      last = keys.at(-1) ?? last
      isOver = isLast
    }
  }
  async function keepsVersions() {
    const answer = await ask({ method: 'GET', at: '?versioning' }).catch(() => undefined)
    return answer?.body.toString('latin1').includes('<Status>Enabled<')
  }
  return {
    all,
    async put(storedAs, path) {
      const file = await open(path, 'r')
      const read = () => file.createReadStream({ start: 0, autoClose: false })
      try {
        const body = { bytes: (await file.stat()).size, sha256: await digestOf(read()), read }
        await ask({ method: 'PUT', at: atOf(storedAs), body, tries: 1 })
      } finally {
        await file.close()
      }
    },
    open: (storedAs) => placeIn(ask, atOf(storedAs)),
    has: async (storedAs) => (await ask({ method: 'GET', at: atOf(storedAs), range: 'bytes=0-0' })) !== undefined,
    async remove(storedAs) {
      await ask({ method: 'DELETE', at: atOf(storedAs) })
    },
    async check() {
      const [at, bytes] = [`/probe/${randomUUID()}`, randomBytes(64)]
      await ask({ method: 'PUT', at, body: bodyOf(bytes) })
      const found = await ask({ method: 'GET', at })
      await ask({ method: 'DELETE', at })
      if (!found?.body.equals(bytes)) throw new BucketAway('what was written is not what is read')
      if (await ask({ method: 'GET', at })) throw new BucketAway('what was deleted can still be read')
      await pageAfter('')
      return { keepsVersions: await keepsVersions() }
    },
  }
}

async function digestOf(source: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of source) hash.update(piece)
  return hash.digest('hex')
}

/** Fetches what is read window by window: whoever reads slowly holds no connection, and one that broke is asked again. */
async function placeIn(ask: ReturnType<typeof askingIn>, at: string): Promise<Place> {
  const windowFrom = async (from: number) => {
    const answer = await ask({ method: 'GET', at, range: `bytes=${from}-${from + windowBytes - 1}` })
    if (!answer)
      throw Object.assign(new Error('ENOENT: the bucket has no such file'), { code: 'ENOENT', syscall: 'open' })
    const size = Number(/^bytes \d+-\d+\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1])
    if (!size || !answer.body.length) throw new BucketAway('no part of a file where one was asked for')
    return { from, bytes: answer.body, size }
  }
  let held = await windowFrom(0)
  const { size } = held
  const read = async (from: number, length: number) => {
    const pieces: Buffer[] = []
    const end = Math.min(from + length, size)
    for (let here = from; here < end; ) {
      const window = here >= held.from && here < held.from + held.bytes.length ? held : await windowFrom(here)
      held = window
      const piece = window.bytes.subarray(here - window.from, end - window.from)
      pieces.push(piece)
      here += piece.length
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }
  return { size, read, close: async () => {} }
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (xml: string) => xml.replace(/&(\w+);/g, (whole, name: string) => signs[name] ?? whole)
