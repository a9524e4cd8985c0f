import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bucket } from './bucket.ts'
import type { Scanner } from './clamd.ts'
import { type Opened, openSealed, placeOnDisk, type Written, writeSealed } from './sealed-file.ts'

/**
 * Where the town's files lie, sealed, and who looks them over for viruses, where somebody does. They lie in a folder; where
 * there is a bucket, the folder holds what is not there yet, and each is found wherever it lies.
 */
export interface Files {
  /** Writes what comes to a file of a random name in the folder, sealed; see `writeSealed`. */
  write(source: AsyncIterable<Buffer>, most: number): Promise<Written & { storedAs: string }>
  /** Takes back what was written and nobody has named. */
  discard(storedAs: string): Promise<void>
  /**
   * Brings a file from the folder into the bucket, where there is one. `isNamed` is asked once it lies there: what nobody
   * names any more was destroyed meanwhile, and is taken out again. Throws `BucketAway`, and the file stays in the folder.
   */
  settle(storedAs: string, isNamed?: () => Promise<boolean>): Promise<void>
  /** Opens a file by the name that writing gave and its key. Close it after reading. */
  open(storedAs: string, key: Buffer): Promise<Opened>
  has(storedAs: string): Promise<boolean>
  /** Takes a file away wherever it lies; one that is gone already is no fault. */
  remove(storedAs: string): Promise<void>
  /** The names of all files that there are, a folder or a page at a time. */
  all(): AsyncGenerator<string[]>
  /** The names of those that lie in the folder and belong into the bucket. */
  unsettled(): AsyncGenerator<string[]>
  bucket: Bucket | undefined
  scanner: Scanner | undefined
}

export interface Behind {
  bucket?: Bucket | undefined
  scanner?: Scanner | undefined
}

export function filesIn(folder: string, { bucket, scanner }: Behind = {}): Files {
  const shelf = (storedAs: string) => join(folder, storedAs.slice(0, 2))
  const pathOf = (storedAs: string) => join(shelf(storedAs), storedAs)
  const discard = (storedAs: string) => rm(pathOf(storedAs), { force: true })
  const lies = (storedAs: string) =>
    access(pathOf(storedAs)).then(
      () => true,
      () => false,
    )
  async function* inFolder() {
    for (const name of await readdir(folder).catch(() => [])) yield await readdir(join(folder, name))
  }
  /** The folder first: what is on its way is in both, and leaves the folder last. */
  async function placeOf(storedAs: string) {
    if (!bucket) return placeOnDisk(pathOf(storedAs))
    return placeOnDisk(pathOf(storedAs)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return bucket.open(storedAs)
      throw error
    })
  }
  return {
    bucket,
    scanner,
    discard,
    async write(source, most) {
      const storedAs = randomUUID()
      await mkdir(shelf(storedAs), { recursive: true, mode: 0o700 })
      return { ...(await writeSealed(pathOf(storedAs), source, most)), storedAs }
    },
    async settle(storedAs, isNamed = async () => true) {
      if (!bucket) return
      await bucket.put(storedAs, pathOf(storedAs))
      if (!(await isNamed())) await bucket.remove(storedAs)
      await discard(storedAs)
    },
    open: async (storedAs, key) => openSealed(await placeOf(storedAs), key),
    has: async (storedAs) => (await lies(storedAs)) || ((await bucket?.has(storedAs)) ?? false),
    async remove(storedAs) {
      await discard(storedAs)
      await bucket?.remove(storedAs)
    },
    async *all() {
      yield* inFolder()
      if (bucket) yield* bucket.all()
    },
    async *unsettled() {
      if (bucket) yield* inFolder()
    },
  }
}
