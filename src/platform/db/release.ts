import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { SettingsProblem } from '../settings.ts'
import type { Town } from '../town.ts'
import { aProcess } from '../viewer.ts'
import { type Database, inTransaction } from './database.ts'

const root = join(import.meta.dirname, '../../..')

/** What a database says of itself: the migrations that were applied to it, and the latest release that brought it up. */
export interface BroughtUp {
  names: readonly string[]
  release: string | null
}

/** For a query that gives `BroughtUp` in one row; the release is written where the migrations are. */
export const broughtUp = `select (select coalesce(array_agg(name order by name), '{}') from platform.migration) as names,
  obj_description('platform.migration'::regclass, 'pg_class') as release`

/** The release of this program. */
export const thisRelease = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** The names of all migrations of this release, in order. */
export const migrationNames = () =>
  readdirSync(join(root, 'db/migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()

/**
 * For a database that a later release has brought up. Whoever runs on goes on, for a release keeps what the one before
 * it needs; but one that starts would undo what the later one made of policies and functions.
 */
export function whyTooNew({ names, release }: BroughtUp): SettingsProblem | undefined {
  const unknown = names.find((name) => !migrationNames().includes(name))
  const isLater = release !== null && compare(release, thisRelease()) > 0
  if (!unknown && !isLater) return undefined
  const why = isLater ? `release ${release} was here, this is ${thisRelease()}` : `${unknown} was applied to it`
  return new SettingsProblem(
    `The database is of a later release (${why}): start that release, or restore a backup from before the upgrade.`,
  )
}

/** For a database that nobody has brought up to this release yet. */
export function whyTooOld({ names }: BroughtUp): SettingsProblem | undefined {
  const missing = migrationNames().find((name) => !names.includes(name))
  if (!missing) return undefined
  return new SettingsProblem(
    `The database is of an earlier release (${missing} is missing): run "npx onetown migrate" with ONETOWN_OWNER_URL set, then start again.`,
  )
}

/** A column, a table, a function or a right that is not there any more, or a column that must be given now. */
const missed = /^(42703|42P01|42883|42501|23502)$/

/**
 * Whether something failed because a later release took away or asks for what this program does not know: then it has
 * run on for too long, and somebody must start the later one.
 */
export async function isOutgrown({ database }: Pick<Town, 'database'>, error: unknown): Promise<boolean> {
  if (!missed.test((error as { code?: string }).code ?? '')) return false
  return brought(database).then(
    (by) => whyTooNew(by) !== undefined,
    () => false,
  )
}

/** What the database says of itself, asked by the service. */
export const brought = (database: Database): Promise<BroughtUp> =>
  inTransaction(database, { viewer: aProcess('release'), role: 'organisation_reader' }, async (tx) => {
    const { rows } = await sql<BroughtUp>`${sql.raw(broughtUp)}`.execute(tx)
    return rows[0]!
  })

/** Two versions as 1.20.3: positive when the first is later. */
export function compare(one: string, other: string): number {
  const numbers = (version: string) => version.split(/[.-]/).map(Number)
  const [first, second] = [numbers(one), numbers(other)]
  const at = first.findIndex((number, index) => number !== (second[index] ?? 0))
  return at === -1 ? 0 : first[at]! - (second[at] ?? 0)
}
