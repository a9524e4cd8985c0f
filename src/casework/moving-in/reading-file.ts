import { readStored, type StoredRead } from '../../platform/documents/stored-spreadsheet.ts'
import { newId } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { guessed } from './mapping.ts'
import { batch, inCasework, type Kept, note, type Work } from './working.ts'

const mostRows = 10_000
/** The file goes once its rows are here, sealed, or it is known that it cannot be read. */
export async function readFile(town: Town, work: Work, kept: Kept): Promise<void> {
  const read = await readStored(town.files, { storedAs: work.stored_as, ...kept }, { mostRows, names })
  if ('wrong' in read) await note(town, work.id, read)
  else await keepRows(town, work, read)
  await town.files.remove(work.stored_as)
}

const names = (cells: readonly string[]) => Object.keys(guessed(cells)).length

type Read = Exclude<StoredRead, { wrong: string }>

async function keepRows(town: Town, { id }: Work, { header: first, rows }: Read): Promise<void> {
  const sealed = (cells: readonly string[]) => town.keys.seal(id, 'moving_in_row', JSON.stringify(cells))
  const header = town.keys.seal(id, 'moving_in_work', JSON.stringify(first))
  const row = ({ line, cells }: Read['rows'][number]) => ({
    id: newId(),
    moving_in_id: id,
    line,
    state: 'waiting',
    match_act: newId(),
    sealed: sealed(cells),
  })
  await inCasework(town, async (tx) => {
    for (let at = 0; at < rows.length; at += batch)
      await tx
        .insertInto('casework.moving_in_row')
        .values(rows.slice(at, at + batch).map(row))
        .onConflict((it) => it.columns(['moving_in_id', 'line']).doNothing())
        .execute()
    await tx
      .updateTable('casework.moving_in_work')
      .set({ header, read_at: town.clock() })
      .where('moving_in_id', '=', id)
      .execute()
  })
}
