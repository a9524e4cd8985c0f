import { type Mapping, namedColumns } from '../../platform/pure/columns.ts'
import type { Reading, Writing } from '../../platform/town.ts'

const atMost = 50

/** Of which kind of spreadsheet columns are kept: a town's caseload, or the list of the police's tracker. */
export type UsedFor = 'caseload' | 'tracker list'

/** The columns that were kept under a name, as options. */
export const keptMappingsOf = ({ tx }: Reading, usedFor: UsedFor) =>
  tx
    .selectFrom('casework.column_mapping')
    .select(['id as value', 'name as label'])
    .where('used_for', '=', usedFor)
    .orderBy('name')
    .limit(atMost)
    .execute()

/** The kept columns that were chosen by their id, or those that this file has all of: a column's name by each field. */
export async function keptColumns(
  { tx }: Reading,
  usedFor: UsedFor,
  header: readonly string[],
  use: string | undefined,
): Promise<Partial<Record<string, string>>> {
  const rows = await tx
    .selectFrom('casework.column_mapping')
    .select(['id', 'columns'])
    .where('used_for', '=', usedFor)
    .orderBy('saved_at', 'desc')
    .limit(atMost)
    .execute()
  const all = rows.map(({ id: value, columns }) => ({ value, columns: columns as Record<string, string> }))
  const chosen =
    all.find(({ value }) => value === use) ??
    all.find(({ columns }) => Object.values(columns).every((name) => header.includes(name)))
  return chosen?.columns ?? {}
}

interface ToKeep {
  usedFor: UsedFor
  name: string
  mapping: Mapping
  header: readonly string[]
}

/** Keeps columns under a name, in `saves`: those that were kept under it before are replaced. */
export async function keepColumns(writing: Writing, { usedFor, name, mapping, header }: ToKeep): Promise<void> {
  const { tx, viewer, now } = writing
  await tx
    .deleteFrom('casework.column_mapping')
    .where('used_for', '=', usedFor)
    .where((where) => where(where.fn('lower', ['name']), '=', name.toLowerCase()))
    .execute()
  await tx
    .insertInto('casework.column_mapping')
    .values({
      id: writing.newId(),
      used_for: usedFor,
      name,
      columns: JSON.stringify(namedColumns(mapping, header)),
      staff_id: viewer.id,
      saved_at: now,
    })
    .execute()
}
