import { isUtf8 } from 'node:buffer'
import { type KeyStore, townKey } from '../../src/platform/keys.ts'
import type { World } from '../world.ts'

/** Format, nonce and tag of what the key store seals (src/platform/keys.ts), and at least a pair of braces. */
const shortest = 1 + 12 + 16 + 2

export interface SealedColumns {
  columns: number
  values: number
  /** Columns that hold something that was not sealed. */
  readable: string[]
}

/** Looks at every value of every column that is called sealed, as whoever steals the database would. */
export async function sealedColumns(world: World): Promise<SealedColumns> {
  const columns = await world.sql<{ place: string; name: string }>(
    `select table_schema || '.' || table_name as place, column_name as name from information_schema.columns
     where column_name like '%sealed' and table_schema in ('platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy') order by 1, 2`,
  )
  const found: SealedColumns = { columns: columns.length, values: 0, readable: [] }
  for (const { place, name } of columns) {
    const rows = await world.sql<{ value: unknown }>(`select ${name} as value from ${place} where ${name} is not null`)
    found.values += rows.length
    if (!rows.every(({ value }) => isCiphertext(value))) found.readable.push(`${place}.${name}`)
  }
  return found
}

const isCiphertext = (value: unknown) =>
  Buffer.isBuffer(value) && value.length >= shortest && value[0] === 1 && !isUtf8(value)

export interface Unsealed {
  table: string
  column: string
  row: Record<string, unknown>
  value: unknown
}

/** What a value is sealed for, where that is not the name of its table. */
const purposes: Readonly<Record<string, string>> = {
  'trust.journal_image': 'journal image',
  'organisation.credential': 'second factor',
}

/** Every value of every sealed column, opened with the key that its table's adoption names, and with no other. */
export async function unsealed(sql: World['sql'], keys: KeyStore, schemas?: readonly string[]): Promise<Unsealed[]> {
  const columns = await sql<{ table: string; column: string; key: string | null }>(
    `select a.name as table, c.column_name as column, a.sealed_by as key from information_schema.columns c
     join platform.adopted a on a.name = c.table_schema || '.' || c.table_name
     where c.data_type = 'bytea' and (c.column_name like '%sealed' or (a.name, c.column_name) = ('casework.moving_in_work', 'header'))
       and ($1::text[] is null or c.table_schema = any ($1)) order by 1, 2`,
    [schemas ?? null],
  )
  const found: Unsealed[] = []
  for (const { table, column, key } of columns) {
    if (!key) throw new Error(`the adoption of ${table} names no key, and it has a column that is sealed`)
    const rows = await sql<{ row: Record<string, unknown>; sealed: Buffer }>(
      `select to_jsonb(t) as row, t.${column} as sealed from ${table} t where t.${column} is not null`,
    )
    const purpose = purposes[table] ?? table.split('.')[1]!
    for (const { row, sealed } of rows)
      found.push({ table, column, row, value: opened(keys.open(keyNamed(key, row, keys), purpose, sealed)) })
  }
  return found
}

function keyNamed(key: string, row: Record<string, unknown>, keys: KeyStore): string {
  if (key === 'the town') return townKey
  const named = String(row[key])
  if (key !== 'form') return named
  const ids = named.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  return ids.find((each) => keys.has(each)) ?? townKey
}

/** Only the secret of a second factor is no JSON. */
function opened(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The images of the journal that lie under another key than the adoption of their table names for their row. */
export async function imagesUnderOtherKeys(sql: World['sql'], images: readonly Unsealed[]): Promise<string[]> {
  const tables = await sql<{ id: string; table: string; key: string | null }>(
    'select j.id, a.name as table, a.sealed_by as key from trust.journal j join platform.adopted a on a.name = j.about_table',
  )
  const of = new Map(tables.map((each) => [each.id, each]))
  const wrong = images.flatMap(({ row, value }) => {
    const { table, key } = of.get(String(row.entry_id))!
    const { before, after } = value as Record<'before' | 'after', Record<string, unknown> | null>
    const named = (key && (after ?? before)![key]) || townKey
    return named === row.key_id ? [] : [`${table}: ${key}`]
  })
  return [...new Set(wrong)].sort()
}
