import { roleNames } from '../../src/platform/db/roles.ts'
import type { World } from '../world.ts'

export const schemas = ['platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy']
const inSchemas = schemas.map((schema) => `'${schema}'`).join(', ')

/** A view that a policy asks for its reader, of ids that the reader sees anyway: no table of its own to adopt. */
const inPolicies = {
  'casework.grant_to_viewer': 'casework_broad',
  'casework.meeting_on_viewers_case': 'casework_broad',
  'casework.person_in_full_to_viewer': 'casework_broad',
  'casework.person_to_viewer': 'casework_broad',
  'casework.tabled_before_viewer': 'casework_broad',
}

interface Registered {
  name: string
  seen_through: string
  retention: string
  changes: 'append' | 'update' | 'replace'
  readers: string[]
  writers: string[]
}

/** The register of adoptions, with the roles that each way of seeing lets in; roles without the installation's prefix. */
export async function registered(world: World): Promise<Registered[]> {
  const rows =
    await world.sql<Registered>(`select a.name, a.seen_through, a.retention, a.changes, string_to_array(a.written_by, '|') as writers,
    coalesce((select array_agg(w.role_name) from platform.way_of_seeing w where w.name = a.seen_through), '{}') as readers
    from platform.adopted a order by a.name`)
  const bareAll = (roles: readonly string[]) => roles.map((role) => bare(world, role))
  return rows.map((row) => ({ ...row, readers: bareAll(row.readers), writers: bareAll(row.writers) }))
}

/** Tables that nobody adopted. */
export async function orphans(world: World): Promise<string[]> {
  const rows = await world.sql<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in (${inSchemas})
       and not exists (select from platform.adopted a where a.name = n.nspname || '.' || c.relname) order by 1`,
  )
  return rows.map(({ name }) => name).filter((name) => !Object.hasOwn(inPolicies, name))
}

/** `reader select casework.case`: what the register says that each role may do with each table. */
export async function expectedGrants(world: World): Promise<Set<string>> {
  const verbs = { append: ['insert'], update: ['insert', 'update'], replace: ['insert', 'update', 'delete'] }
  const grants = (await registered(world)).flatMap(({ name, readers, writers, changes }) => [
    ...readers.map((role) => `${role} select ${name}`),
    ...writers.flatMap((role) => ['select', ...verbs[changes]].map((verb) => `${role} ${verb} ${name}`)),
  ])
  return new Set([...grants, ...Object.entries(inPolicies).map(([name, role]) => `${role} select ${name}`)])
}

/** What the database lets each role do with each table or any column of it, other than what the register says. */
export async function strayGrants(world: World): Promise<string[]> {
  const rows = await world.sql<{ role: string; verb: string; name: string }>(
    `select coalesce(r.rolname, 'public') as role, lower(x.privilege_type) as verb, n.nspname || '.' || c.relname as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     cross join lateral (
       select * from aclexplode(c.relacl) union all
       select x.* from pg_attribute k cross join lateral aclexplode(k.attacl) x where k.attrelid = c.oid
     ) x left join pg_roles r on r.oid = x.grantee
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in (${inSchemas}) and x.grantee <> c.relowner`,
  )
  return differences(
    await expectedGrants(world),
    rows.map(({ role, verb, name }) => `${bare(world, role)} ${verb} ${name}`),
  )
}

/** Policies other than the one for each reader and the one for each writer that adoption makes. */
export async function strayPolicies(world: World): Promise<string[]> {
  const expected = (await registered(world)).flatMap(({ name, readers, writers }) => [
    ...readers.map((role) => `${name}: seen by ${role}, select`),
    ...writers.map((role) => `${name}: written by ${role}, all`),
  ])
  const rows = await world.sql<{ name: string; policy: string; verb: string; roles: string }>(
    `select schemaname || '.' || tablename as name, policyname as policy, lower(cmd) as verb, array_to_string(roles, '|') as roles
     from pg_policies where schemaname in (${inSchemas})`,
  )
  const there = rows.map(({ name, policy, verb, roles }) =>
    policy.endsWith(` by ${roles}`)
      ? `${name}: ${policy.replace(roles, bare(world, roles))}, ${verb}`
      : `${name}: ${policy} for ${roles}`,
  )
  return differences(new Set(expected), there)
}

/** Roles of this installation that are members of another of them, or let anybody but the service become them. */
export async function strayMemberships(world: World): Promise<string[]> {
  const { prefix } = world.town.database
  const rows = await world.sql<{ role: string; member: string }>(
    `select r.rolname as role, m.rolname as member from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
     where r.rolname = any ($1) and m.rolname not in ($2, $3)`,
    [roleNames.map((name) => `${prefix}_${name}`), `${prefix}_service`, `${prefix}_owner`],
  )
  return rows.map(({ role, member }) => `${member} may become ${role}`)
}

/** Foreign keys that lead no index, but for those to rows of a retention class that is never cleared. */
export async function keysWithoutIndex(world: World, neverCleared: Record<string, string>): Promise<string[]> {
  const rows = await world.sql<{ key: string; retention: string | null }>(
    `select k.conrelid::regclass || ' (' || a.attname || ') → ' || k.confrelid::regclass as key, t.retention
     from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     left join platform.adopted t on t.name::regclass = k.confrelid
     where k.contype = 'f' and k.connamespace::regnamespace::text in (${inSchemas}) and not exists (
       select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1]
         and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
     order by 1`,
  )
  return rows.filter(({ retention }) => !Object.hasOwn(neverCleared, retention ?? '')).map(({ key }) => key)
}

const bare = (world: World, role: string) => role.replace(`${world.town.database.prefix}_`, '')

/** What is missing and what is too much, named as such. */
function differences(expected: ReadonlySet<string>, there: readonly string[]): string[] {
  const found = new Set(there)
  return [
    ...[...found].filter((each) => !expected.has(each)).map((each) => `not in the register: ${each}`),
    ...[...expected].filter((each) => !found.has(each)).map((each) => `missing: ${each}`),
  ].toSorted()
}
