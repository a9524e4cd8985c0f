import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyStore } from '../../src/platform/keys.ts'
import { showDay } from '../../src/platform/pure/days.ts'
import { unsealed } from '../sweeps/ciphertext.ts'
import { marksOf, runsIn } from './words.ts'

type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

/** What is looked for: each run of words, with where it comes from. */
export type Needles = Map<string, string>

/** Columns that say something of somebody and are not sealed, because they must be found. */
const open = ['given_names', 'family_name', 'person_name', 'born', 'address', 'postcode', 'telephone', 'email']
/** A single word of fewer letters is too common to tell anything. */
const shortestWord = 4
const bornBefore = '2020'

/**
 * All that the town knows of the people its cases are about, opened with their keys: names, birth dates, addresses,
 * schools, and every narrative. What are the program's own words as well, or the name of an agency or of a member of
 * staff, tells nothing, and is left out. `typed` is what was sent and never saved.
 */
export async function needlesOf(sql: Sql, keys: KeyStore, typed: readonly unknown[] = []): Promise<Needles> {
  const needles: Needles = new Map()
  const add = (where: string) => (text: string) => {
    for (const mark of marksIn(text)) needles.set(mark, where)
  }
  for (const { table, column, values } of await openColumns(sql)) {
    for (const value of values) add(`${table}.${column}`)(value)
  }
  for (const { where, given, family } of await names(sql)) {
    for (const name of [`${given} ${family}`, `${family} ${given}`]) add(where)(name)
  }
  for (const { table, column, value } of await unsealed(sql, keys, ['casework']))
    for (const text of textsIn(value)) add(`${table}.${column}`)(text)
  for (const value of typed) for (const text of textsIn(value)) add('typed and not saved')(text)
  for (const own of await ours(sql)) needles.delete(own)
  return needles
}

/** Where a text has one of the needles: each with where it comes from. */
export function findIn(text: string, needles: Needles): string[] {
  const found = new Set<string>()
  for (const run of runsIn(text)) if (needles.has(run)) found.add(`“${run}” of ${needles.get(run)}`)
  return [...found]
}

/** A birth date is written in several ways. Later days are those of meetings and statements, and tell nothing alone. */
function marksIn(text: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year && year >= bornBefore) return []
  if (!year) return marksOf(text).filter((mark) => mark.includes(' ') || mark.length >= shortestWord)
  const [m, d] = [Number(month), Number(day)]
  return [text, showDay(text), `${day}/${month}/${year}`, `${d}/${m}/${year}`, `${year}${month}${day}`].flatMap(marksOf)
}

async function openColumns(sql: Sql) {
  const columns = await sql<{ table: string; column: string }>(
    `select table_schema || '.' || table_name as table, column_name as column from information_schema.columns
     where table_schema = 'casework' and column_name = any ($1)`,
    [open],
  )
  return Promise.all(
    columns.map(async ({ table, column }) => {
      const rows = await sql<{ value: string }>(
        `select distinct ${column}::text as value from ${table} where ${column} is not null`,
      )
      return { table, column, values: rows.map(({ value }) => value) }
    }),
  )
}

async function names(sql: Sql) {
  const rows = await Promise.all(
    ['casework.person', 'casework.person_name', 'casework.referral'].map((where) =>
      sql<{ where: string; given: string; family: string }>(
        `select distinct '${where}' as where, given_names as given, family_name as family from ${where}
         where given_names is not null and family_name is not null`,
      ),
    ),
  )
  return rows.flat()
}

/** Everything that is written in a value, however deep; ids say nothing. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? [] : [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

/** The words of the program itself, and of the town's agencies and staff, who are no subject of any case. */
async function ours(sql: Sql): Promise<Set<string>> {
  const src = join(import.meta.dirname, '../../src')
  const files = globSync('**/*.{ts,tsx}', { cwd: src }).filter((file) => !/\.test\.tsx?$|\/sample\.tsx$/.test(file))
  const texts = files.map((file) => readFileSync(join(src, file), 'utf8'))
  const known = `select name || ', ' || coalesce(job_title, '') || ' ' || email as text from organisation.staff
    union all select name || ' ' || coalesce(mailbox, '') from organisation.agency union all select name from platform.town`
  for (const { text } of await sql<{ text: string }>(known)) texts.push(text)
  return new Set(texts.flatMap((text) => [...runsIn(text)]))
}
