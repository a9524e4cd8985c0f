import type { Reading } from '../../../platform/town.ts'

const atMost = 50

/** The columns that were kept under a name. */
export const keptMappingsOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.column_mapping')
    .select(['id as value', 'name as label'])
    .orderBy('name')
    .limit(atMost)
    .execute()

type Kept = Partial<Record<string, string>>

/** The kept columns that were chosen, or those that this file has all of. */
export async function keptColumns({ tx }: Reading, header: readonly string[], use: string | undefined): Promise<Kept> {
  const rows = await tx
    .selectFrom('casework.column_mapping')
    .select(['id', 'columns'])
    .orderBy('saved_at', 'desc')
    .limit(atMost)
    .execute()
  const all = rows.map(({ id: value, columns }) => ({ value, columns: columns as Record<string, string> }))
  const chosen =
    all.find(({ value }) => value === use) ??
    all.find(({ columns }) => Object.values(columns).every((name) => header.includes(name)))
  return chosen?.columns ?? {}
}
