import type { Client } from 'pg'
import { SettingsProblem } from '../settings.ts'
import { zones } from '../zone.ts'

/** The roles of an installation, without its prefix. Roles are cluster-wide, so each installation prefixes its own. */
export const roleNames = [
  ...zones.flatMap((zone) => [`${zone}_reader`, `${zone}_guest`, `${zone}_writer`]),
  'casework_broad',
  'casework_oversight',
  'identity',
  'draft',
  'sealer',
  'jobs',
]

/** Several roles by one name: all of them, those that viewers read with (zone.ts), and those that acts write with. */
const groups: Record<string, readonly string[]> = {
  every: roleNames,
  readers: roleNames.filter((name) => /_(reader|guest|broad|oversight)$/.test(name)),
  writers: roleNames.filter((name) => name.endsWith('_writer')),
}

/** The prefix is the name of the owner's role: one owner, one installation. */
export const prefixOf = (owner: string) => owner.replace(/_owner$/, '')

/**
 * Replaces {name} by a role's identifier, {'name'} by its literal, and {every}, {readers} or {writers} by the list of
 * them. Throws on a name that is no role, so that a misspelt role never reaches the database.
 */
export function withRoleNames(text: string, prefix: string): string {
  return text.replace(/\{('?)([a-z_]+)\1\}/g, (_, quote: string, name: string) => {
    const names = groups[name] ?? [name]
    if (!names.every((each) => roleNames.includes(each))) throw new Error(`there is no role called ${name}`)
    return names.map((each) => (quote ? `'${prefix}_${each}'` : `"${prefix}_${each}"`)).join(', ')
  })
}

/**
 * Creates the roles that are missing and lets the service's login become each of them. Throws `SettingsProblem` when
 * there is no such login.
 */
export async function ensureRoles(owner: Client, prefix: string, service: string): Promise<void> {
  if (!(await owner.query('select from pg_roles where rolname = $1', [service])).rowCount)
    throw new SettingsProblem(
      `The server of ONETOWN_OWNER_URL has no login "${service}", as DATABASE_URL names it: create it first.`,
    )
  const { rows } = await owner.query('select rolname from pg_roles where rolname = any($1)', [
    roleNames.map((name) => `${prefix}_${name}`),
  ])
  const present = new Set(rows.map((row) => row.rolname))
  for (const name of roleNames.map((each) => `${prefix}_${each}`)) {
    if (!present.has(name)) await createRole(owner, name)
    const { rows: member } = await owner.query("select pg_has_role($1::name, $2::name, 'member') as yes", [
      service,
      name,
    ])
    if (!member[0].yes) await owner.query(`grant "${name}" to "${service}"`)
  }
}

async function createRole(owner: Client, name: string) {
  try {
    await owner.query(`create role "${name}" nologin noinherit`)
  } catch (error) {
    // another database of the same installation was first
    if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}
