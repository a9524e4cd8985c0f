import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface SmallDisk {
  /** Leaves no byte free. */
  fill(): void
  /** Gives back what filling took. */
  empty(): void
  remove(): void
}

const mounted = new Set<string>()
process.on('exit', () => {
  for (const folder of mounted) spawnSync('umount', ['--lazy', folder])
})

/**
 * A disk of its own, of some megabytes, in a folder that belongs to a user. Gives a sentence instead where this machine
 * does not let us mount one.
 */
export function smallDisk(folder: string, megabytes: number, owner = { uid: 0, gid: 0 }): SmallDisk | string {
  mkdirSync(folder, { recursive: true })
  const options = `size=${megabytes}m,mode=0700,uid=${owner.uid},gid=${owner.gid}`
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) return `no small disk can be mounted here: ${(error?.message ?? stderr).trim()}`
  mounted.add(folder)
  const ballast = join(folder, 'ballast')
  return {
    fill: () => fill(ballast),
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', [folder])
      mounted.delete(folder)
    },
  }
}

function fill(ballast: string) {
  const file = openSync(ballast, 'a')
  for (const size of [1_000_000, 4096]) {
    const block = Buffer.alloc(size)
    try {
      for (;;) writeSync(file, block)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
}
