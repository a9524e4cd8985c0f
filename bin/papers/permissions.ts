import { roles as staffRoles } from '../../src/organisation/staff/roles.ts'
import { commandsOf, type Module, queriesOf } from '../../src/platform/module.ts'
import type { Policy } from '../../src/platform/policy.ts'
import { cell, introduced, table } from './markdown.ts'

/** Everything somebody may be: a role, somebody signed in without one, the holder of a link, the public, a process. */
export const everyRole = [...staffRoles, 'staff', 'link holder', 'public', 'process'] as const
export type AnyRole = (typeof everyRole)[number]

export interface Permission {
  /** `cases.record-section36-decision`, unique among commands and queries together. */
  name: string
  kind: 'command' | 'query'
  module: string
  summary: string
  /** Those who may, and whether a rule narrows it to some records. */
  roles: readonly AnyRole[]
  rule: boolean
}

/** The permission matrix: who may do and see what, read from the policies of every command and query. */
export function permissionsOf(modules: readonly Module[]): Permission[] {
  const all = modules.flatMap((module) => [
    ...commandsOf([module]).map((command) => permission(module, 'command', command)),
    ...queriesOf([module]).map((query) => permission(module, 'query', query)),
  ])
  // a query that pages of several modules look at stands with the first
  return [...new Map(all.toReversed().map((each) => [each.name, each])).values()].toReversed()
}

/** Whoever holds a staff role is signed in: what everybody signed in may, they may. */
export const mayBy = (policy: Pick<Policy, 'roles'>, role: AnyRole): boolean =>
  policy.roles.includes(role) ||
  (policy.roles.includes('staff') && role !== 'public' && role !== 'link holder' && role !== 'process')

export function permissionsPaper(modules: readonly Module[]): string {
  const permissions = permissionsOf(modules)
  const parts = modules.flatMap(({ name }) => {
    const own = permissions.filter(({ module }) => module === name)
    return own.length === 0 ? [] : `## ${name}\n\n${table(['', ...everyRole.map(heading)], own.map(row))}`
  })
  return introduced(
    'Who may do what',
    `Every command (in bold) and every query, and who may use it: ${permissions.length} in all. *yes*: the role is enough, and row ` +
      'security still decides which records there are. *rule*: the role may, and a rule of the policy narrows it to some records. ' +
      'An empty cell: 403, whether the record exists or not. *staff* is anybody signed in, without any role; a *process* is the ' +
      "system itself and whoever runs its command line. Each cell is tried through HTTP in the project's tests.",
    parts,
  )
}

function permission(
  module: Module,
  kind: Permission['kind'],
  { name, summary, allows }: { name: string; summary: string; allows: Policy<never> },
): Permission {
  const roles = everyRole.filter((role) => mayBy(allows, role))
  return { name, kind, module: module.name, summary, roles, rule: allows.rule !== undefined }
}

const heading = (role: string) => role.replace(/ /g, '<br>')

function row({ name, kind, summary, roles, rule }: Permission) {
  const title = kind === 'command' ? `**${name}**` : name
  return [
    `${title}<br>${cell(summary)}`,
    ...everyRole.map((role) => (roles.includes(role) ? (rule ? 'rule' : 'yes') : '')),
  ]
}
