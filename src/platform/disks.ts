import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'

/** Less than a tenth of the disk and less than this: a busy hour may need as much for the database's log alone. */
const littleRoom = 2e9

export interface Disk {
  /** Which of the folders lie on it. */
  holds: string[]
  /** In bytes, for whoever is not root. */
  free: number
  size: number
  isNearlyFull: boolean
}

/** The disks on which folders lie, each once; a folder that is not there yet is left out. */
export async function disksOf(folders: Record<string, string>): Promise<Disk[]> {
  const disks = new Map<number, Disk>()
  for (const [name, folder] of Object.entries(folders)) {
    if (!existsSync(folder)) continue
    const { dev } = await stat(folder)
    const known = disks.get(dev)
    if (known) known.holds.push(name)
    else disks.set(dev, { holds: [name], ...(await roomIn(folder)) })
  }
  return [...disks.values()]
}

async function roomIn(folder: string) {
  const { bavail, blocks, bsize } = await statfs(folder)
  const [free, size] = [bavail * bsize, blocks * bsize]
  return { free, size, isNearlyFull: free < littleRoom && free < size / 10 }
}
