import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scanner } from './clamd.ts'
import { type Opened, openSealed, type Written, writeSealed } from './sealed-file.ts'

/** Where the town's files lie, sealed, and who looks them over for viruses, where somebody does. */
export interface Files {
  /** Writes what comes to a file of a random name, sealed; see `writeSealed`. */
  write(source: AsyncIterable<Buffer>, most: number): Promise<Written & { storedAs: string }>
  /** Opens a file by the name that writing gave and its key. Close it after reading. */
  open(storedAs: string, key: Buffer): Promise<Opened>
  has(storedAs: string): Promise<boolean>
  /** Takes a file off the disk; one that is gone already is no fault. */
  remove(storedAs: string): Promise<void>
  /** The names of all files that there are, a folder at a time. */
  all(): AsyncGenerator<string[]>
  scanner: Scanner | undefined
}

export function filesIn(folder: string, scanner?: Scanner): Files {
  const shelf = (storedAs: string) => join(folder, storedAs.slice(0, 2))
  const pathOf = (storedAs: string) => join(shelf(storedAs), storedAs)
  return {
    scanner,
    async write(source, most) {
      const storedAs = randomUUID()
      await mkdir(shelf(storedAs), { recursive: true, mode: 0o700 })
      return { ...(await writeSealed(pathOf(storedAs), source, most)), storedAs }
    },
    has: (storedAs) =>
      access(pathOf(storedAs)).then(
        () => true,
        () => false,
      ),
    open: (storedAs, key) => openSealed(pathOf(storedAs), key),
    remove: (storedAs) => rm(pathOf(storedAs), { force: true }),
    async *all() {
      for (const name of await readdir(folder).catch(() => [])) yield await readdir(join(folder, name))
    },
  }
}
