/**
 * What the bench measures beside, in a folder of its own: `npm run bench:rivals` installs it, and nothing of it is ever
 * part of the product.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const folder = join(import.meta.dirname, '..', 'rivals')
const versions = { postgraphile: '5.1.5', directus: '12.4.0' }

export const areInstalled = () =>
  Object.keys(versions).every((name) => existsSync(join(folder, 'node_modules', name, 'package.json')))

/** Installs them, and builds the one part without which Directus does not start. */
export function installRivals(): boolean {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: versions }))
  const npm = (...given: string[]) => spawnSync('npm', given, { cwd: folder, stdio: 'inherit' }).status === 0
  return (
    npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock') && npm('rebuild', 'isolated-vm')
  )
}

/** A module of theirs, whose types are theirs too. */
// oxlint-disable-next-line typescript/no-explicit-any -- it is not there when this is compiled
export const fromRivals = async (name: string): Promise<any> =>
  import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)
