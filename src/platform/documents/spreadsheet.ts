import { stringify } from 'csv-stringify/sync'
import { writeXlsx } from 'hucre/xlsx'
import { timeInLondon } from '../pure/days.ts'
import type { Format } from './formats.ts'

/** A day is 'YYYY-MM-DD', an instant ISO 8601 in UTC; both leave as real dates. */
export interface Column {
  text: string
  is: 'text' | 'day' | 'instant' | 'number'
  /** In letters. */
  width?: number
}
export type Cell = string | number | null

export interface Spreadsheet {
  /** What it is, as the sheet is called. */
  title: string
  /** What is said above the table: marking, reader, when, for whom and for what. */
  above: readonly string[]
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  /** Further sheets of a workbook; text with commas has none. */
  more?: readonly Spreadsheet[]
}

export interface FileSent {
  name: string
  type: string
  body: Buffer
}

/** A spreadsheet as a file of either format. No cell of it is ever a formula, whatever was typed. */
export async function fileOf(format: Format, name: string, sheet: Spreadsheet): Promise<FileSent> {
  if (format === 'csv') return { name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: writeCsv(sheet) }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: `${name}.xlsx`, type, body: await writeWorkbook(sheet) }
}

interface AsTheyCame {
  format: Format
  header: readonly string[]
  rows: readonly (readonly string[])[]
}

/** Rows given back as they came, as a file of either format: every cell is text. */
export const givenBack = (title: string, { format, header, rows }: AsTheyCame): Promise<FileSent> =>
  fileOf(format, title.toLowerCase().replaceAll(' ', '-'), {
    title,
    above: [],
    columns: header.map((text) => ({ text, is: 'text' })),
    rows,
  })

/** UTF-8 with a byte order mark, by which Excel knows it. What would be read as a formula gets an apostrophe (OWASP). */
export function writeCsv({ above, columns, rows }: Spreadsheet): Buffer {
  const lines = [
    ...above.map((line) => [line]),
    columns.map(({ text }) => text),
    ...rows.map((row) => row.map((cell, at) => inCsv(cell, columns[at]!))),
  ]
  return Buffer.from(stringify(lines, { bom: true, escape_formulas: true, record_delimiter: 'windows' }))
}

const inCsv = (cell: Cell, { is }: Column) =>
  typeof cell === 'string' && is === 'instant' ? timeInLondon(cell).replace('T', ' ') : cell

/** Text stays text there: a workbook says of each cell what it is. */
export async function writeWorkbook(sheet: Spreadsheet): Promise<Buffer> {
  const bytes = await writeXlsx({ sheets: [sheet, ...(sheet.more ?? [])].map(inSheet) })
  return Buffer.from(bytes)
}

function inSheet({ title, above, columns, rows }: Spreadsheet) {
  const head = above.length
  const heading = new Map(columns.map((_, at) => [`${head},${at}`, { style: { font: { bold: true } } }]))
  const [marking] = above
  return {
    name: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(({ is, width }) => ({ width: width ?? 18, ...numFmt[is] })),
    rows: [
      ...above.map((line) => [plain(line)]),
      columns.map(({ text }) => plain(text)),
      ...rows.map((row) => row.map((cell, at) => inWorkbook(cell, columns[at]!))),
    ],
    cells: heading,
    freezePane: { rows: head + 1 },
    ...(marking
      ? { headerFooter: { oddHeader: `&C${marking.replaceAll('&', '&&')}`, oddFooter: '&CPage &P of &N' } }
      : {}),
  }
}

const numFmt = {
  text: {},
  number: {},
  day: { numFmt: 'dd/mm/yyyy' },
  instant: { numFmt: 'dd/mm/yyyy hh:mm' },
} as const

function inWorkbook(cell: Cell, { is }: Column) {
  if (typeof cell !== 'string') return cell
  if (is === 'day') return new Date(`${cell}T00:00:00Z`)
  if (is === 'instant') return new Date(`${timeInLondon(cell)}:00Z`)
  return plain(cell)
}

/** The most that Excel takes in a cell, without what no workbook may hold. */
const longest = 32_000
// oxlint-disable-next-line no-control-regex -- these are what XML 1.0 cannot hold
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
function plain(text: string): string {
  const clean = text.replace(notInXml, '')
  return clean.length > longest ? `${clean.slice(0, longest)} … (cut: the whole is in the system)` : clean
}
