import type { Files } from '../files/store.ts'
import { type Line, readSpreadsheet } from './read-spreadsheet.ts'

const headAtMost = 10

interface Stored {
  storedAs: string
  /** Of the file itself, in base64. */
  key: string
  name: string
}

interface Expected {
  mostRows: number
  /** How many of the columns that are looked for a row names. */
  names: (cells: readonly string[]) => number
}

export type StoredRead = { wrong: string } | { header: string[]; rows: Line[] }

/**
 * Reads a spreadsheet that an act has kept: the names of its columns, and the rows below them. A title may stand above:
 * the names are in the row, of the first ten, that names most of what is looked for; where none names any, in the first that
 * is more than a title. What is wrong comes as a sentence without its subject.
 */
export async function readStored(files: Files, stored: Stored, { mostRows, names }: Expected): Promise<StoredRead> {
  const opened = await files.open(stored.storedAs, Buffer.from(stored.key, 'base64'))
  const bytes = await opened.read(0, opened.bytes).finally(() => opened.close())
  const limits = { mostRows: mostRows + headAtMost, sayMost: mostRows, name: stored.name }
  const found = await readSpreadsheet(bytes, limits)
  if ('wrong' in found) return found
  const [first, ...rows] = found.rows.slice(headOf(found.rows, names))
  if (rows.length > mostRows)
    return { wrong: `has more than ${mostRows.toLocaleString('en-GB')} rows. Send it in several files` }
  return first && rows.length ? { header: first.cells, rows } : { wrong: 'has no row below the names of its columns' }
}

function headOf(rows: readonly Line[], names: Expected['names']): number {
  const first = rows.slice(0, headAtMost)
  const named = first.map(({ cells }) => names(cells))
  const most = Math.max(...named)
  const at = most > 0 ? named.indexOf(most) : first.findIndex(({ cells }) => cells.filter(Boolean).length > 1)
  return Math.max(0, at)
}
