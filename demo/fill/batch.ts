import type { Client } from 'pg'
import { comesOfAge, nameKeys, standingOf } from '../../src/casework/cases/index.ts'
import { later } from './cell.ts'
import type { CopyOf } from './copies.ts'
import { copyIn, escaped } from './copy-in.ts'
import type { Table } from './table.ts'

const projections = {
  'casework.case_state': [
    'case_id',
    'reference',
    'stage',
    'stage_since',
    'next_due_on',
    'person_name',
    'lead_id',
    'concern',
    'adult_on',
  ],
  'casework.case_name': ['case_id', 'key'],
  'casework.task': [
    'id',
    'case_id',
    'what',
    'rule',
    'due_on',
    'staff_id',
    'role',
    'agency_id',
    'about_id',
    'waits_for',
  ],
} as const
const line = (values: readonly (string | null)[]) => values.map(escaped).join('\t')

/** The rows of some cases, as lines by table. */
export type Lines = Map<string, string[]>

/** Makes the rows of a copy, and what follows from them: its stage and its deadlines by the same functions as ever. */
export function addCase(lines: Lines, { pattern, copy, meets }: CopyOf, holidays: ReadonlySet<string>) {
  const add = (table: string, row: string) => lines.get(table)?.push(row) ?? lines.set(table, [row])
  for (const row of pattern.rows) if (!row.ofMeeting || meets) add(row.table, row.line(copy))
  const facts = later(pattern.facts, copy, pattern.naming)
  const { standing, due } = standingOf(facts, holidays)
  const name = `${copy.person.given} ${copy.person.family}`
  const { stage, stage_since, next_due_on, lead_id } = standing
  const { born, concern } = copy.person
  const adultOn = comesOfAge({ born, ageAbout: null, ageAboutOn: null })
  const state = [copy.caseId, copy.caseReference, stage, stage_since, next_due_on, name, lead_id, concern, adultOn]
  add('casework.case_state', line(state))
  for (const key of nameKeys([name])) add('casework.case_name', line([copy.caseId, key]))
  for (const { what, rule, dueOn, staffId, role, agencyId, aboutId, waitsFor } of due) {
    const id = copy.chance.id(Date.parse(stage_since))
    add('casework.task', line([id, copy.caseId, what, rule, dueOn, staffId, role, agencyId, aboutId, waitsFor ?? null]))
  }
}

/** Lets somebody into a case besides those whom its journey lets in, from its beginning on. */
export function letIn(lines: Lines, { pattern, copy }: CopyOf, grant: Table, staffId: string) {
  const from = Date.parse(pattern.facts.openedAt) + copy.ms
  const values: Record<string, string> = {
    id: copy.chance.id(from),
    case_id: copy.caseId,
    staff_id: staffId,
    level: 'full',
    why: 'helps with the case',
    granted_by: copy.plays('coordinator').id,
    from_at: new Date(from).toISOString(),
    version: '1',
  }
  lines.get(grant.name)!.push(line(grant.columns.map(({ name }) => values[name] ?? null)))
}

/**
 * Writes the rows in one transaction. What a journalled table would tell the journal row by row is told by one entry,
 * since a filled town was done by nobody: its triggers are off for this transaction alone, under a lock.
 */
export async function load(owner: Client, tables: readonly Table[], lines: Lines, note: string) {
  const all = [
    ...tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => `"${column.name}"`) })),
    ...Object.entries(projections).map(([name, columns]) => ({ name, columns })),
  ]
  const journalled = tables.filter((table) => table.journalled)
  await owner.query('begin')
  for (const { name } of journalled) await owner.query(`alter table ${name} disable trigger journal_change`)
  for (const { name, columns } of all) if (lines.has(name)) await copyIn(owner, name, columns, lines.get(name)!)
  // keys that wait for the commit are looked up now: a table is not altered while they wait
  await owner.query('set constraints all immediate')
  for (const { name } of journalled) await owner.query(`alter table ${name} enable trigger journal_change`)
  await owner.query(`select platform.write_entry('note', 'demo.fill', purpose => $1)`, [note])
  await owner.query('commit')
}
