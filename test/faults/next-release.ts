import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testFolder } from '../server.ts'

const root = join(import.meta.dirname, '../..')

export interface NextRelease {
  /** The program that serves, and `npx onetown`. */
  service: string[]
  onetown: string[]
  migrations: string[]
  remove(): void
}

/**
 * This release in another folder, with a later version, further migrations by name and a further file of the present
 * truth: what an upgrade puts in the place of this one.
 */
export function nextRelease(migrations: Record<string, string>, always: string): NextRelease {
  const folder = testFolder('next-release')
  mkdirSync(folder)
  for (const part of ['bin', 'db', 'demo', 'src', 'package-lock.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, version: '99.0.0' }))
  for (const [name, text] of Object.entries(migrations)) writeFileSync(join(folder, 'db/migrations', name), text)
  writeFileSync(join(folder, 'db/always/95-next.sql'), always)
  const flags = ['--import', join(folder, 'bin/jsx-loader.js'), '--disable-warning=ExperimentalWarning']
  return {
    service: [process.execPath, ...flags, join(folder, 'src/main.ts')],
    onetown: ['node', join(folder, 'bin/onetown.js')],
    migrations: globSync('*.sql', { cwd: join(folder, 'db/migrations') }).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
