import { readSpreadsheet } from '../../platform/documents/read-spreadsheet.ts'
import { newId } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { guessed } from './mapping.ts'
import { batch, inCasework, type Kept, note, type Work } from './working.ts'

const mostRows = 10_000
const headAtMost = 10

interface Line {
  line: number
  cells: readonly string[]
}

/** The file goes once its rows are here, sealed, or it is known that it cannot be read. */
export async function readFile(town: Town, work: Work, kept: Kept): Promise<void> {
  const read = await linesOf(town, work, kept)
  if ('wrong' in read) await note(town, work.id, read)
  else await keepRows(town, work, read)
  await town.files.remove(work.stored_as)
}

async function linesOf(town: Town, { stored_as }: Work, { name, key }: Kept) {
  const opened = await town.files.open(stored_as, Buffer.from(key, 'base64'))
  const bytes = await opened.read(0, opened.bytes).finally(() => opened.close())
  const found = await readSpreadsheet(bytes, { mostRows: mostRows + headAtMost, sayMost: mostRows, name })
  if ('wrong' in found) return found
  const [first, ...rows] = found.rows.slice(headOf(found.rows))
  if (rows.length > mostRows)
    return { wrong: `has more than ${mostRows.toLocaleString('en-GB')} rows. Send it in several files` }
  return first && rows.length ? { first, rows } : { wrong: 'has no row below the names of its columns' }
}

/** A title may stand above the names of the columns: they are in the row, of the first ten, that names most of ours. */
function headOf(rows: readonly Line[]): number {
  const named = rows.slice(0, headAtMost).map(({ cells }) => Object.keys(guessed(cells)).length)
  return Math.max(0, named.indexOf(Math.max(...named)))
}

async function keepRows(town: Town, { id }: Work, { first, rows }: { first: Line; rows: Line[] }): Promise<void> {
  const sealed = (cells: readonly string[]) => town.keys.seal(id, 'moving_in_row', JSON.stringify(cells))
  const header = town.keys.seal(id, 'moving_in_work', JSON.stringify(first.cells))
  const row = ({ line, cells }: Line) => ({
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
