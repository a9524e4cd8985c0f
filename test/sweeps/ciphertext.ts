import { isUtf8 } from 'node:buffer'
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
