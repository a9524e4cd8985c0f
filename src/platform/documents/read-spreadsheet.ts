import { CsvError, parse } from 'csv-parse/sync'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { inspect } from '../files/inspect.ts'

export interface Line {
  /** As the file counts, from 1; of a row over several lines, its first. */
  line: number
  cells: string[]
}
export type ReadSheet = { rows: Line[] } | { wrong: string }

interface Limits {
  mostRows: number
  /** How many rows are said to be the most, where some are not counted. */
  sayMost?: number
  /** As whoever sent it calls it: asked only where the content says nothing. */
  name: string
}

const mostColumns = 200
const mostInCell = 50_000

/**
 * The rows of a spreadsheet (an Excel workbook's first sheet that is not hidden, or text with commas, semicolons or tabs), each cell as
 * text: days as 'YYYY-MM-DD'. What is wrong with it comes as a sentence without its subject ("is empty").
 */
export async function readSpreadsheet(bytes: Buffer, limits: Limits): Promise<ReadSheet> {
  if (!bytes.length) return { wrong: 'is empty' }
  const isPacked = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
  const found = isPacked ? await readWorkbook(bytes, limits) : readText(bytes, limits)
  if ('wrong' in found) return found
  if (!found.rows.length) return { wrong: 'is empty' }
  if (found.rows.length > limits.mostRows)
    return {
      wrong: `has more than ${(limits.sayMost ?? limits.mostRows).toLocaleString('en-GB')} rows. Send it in several files`,
    }
  if (found.rows.some(({ cells }) => cells.length > mostColumns))
    return { wrong: `has more than ${mostColumns} columns` }
  return found
}

async function readWorkbook(bytes: Buffer, { mostRows, name }: Limits): Promise<ReadSheet> {
  const content = {
    bytes: bytes.length,
    read: async (at: number, length: number) => bytes.subarray(at, Math.min(at + length, bytes.length)),
  }
  const inspected = await inspect(content, name)
  if ('wrong' in inspected) return inspected
  if (inspected.kind !== 'xlsx')
    return { wrong: 'is not a spreadsheet that can be read here. Save it as .xlsx or .csv' }
  const rows: Line[] = []
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: await firstShown(bytes) })) {
      const cells = withoutEmptyEnd(values.map(asText))
      if (cells.length) rows.push({ line: index + 1, cells })
      if (rows.length > mostRows || cells.length > mostColumns) break
    }
  } catch {
    return { wrong: 'cannot be read as a spreadsheet. Open it, save it again as .xlsx or .csv, and send that' }
  }
  return { rows }
}

/** Whoever opens the workbook sees this sheet first; none of them is parsed for it. */
async function firstShown(bytes: Buffer): Promise<number> {
  const sheets: { index: number; hidden?: boolean; veryHidden?: boolean }[] = []
  await readXlsx(bytes, { sheets: (info) => !sheets.push(info) })
  return sheets.find(({ hidden, veryHidden }) => !hidden && !veryHidden)?.index ?? 0
}

function asText(value: string | number | boolean | Date | null | undefined): string {
  if (value instanceof Date) return dayAndTime(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return value === null || value === undefined ? '' : clean(String(value))
}

/** A workbook's date has no place: its clock is read as it stands. */
function dayAndTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day, time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00:00') ? day! : `${day} ${time.slice(0, 5)}`
}

function readText(bytes: Buffer, { mostRows }: Limits): ReadSheet {
  const text = decoded(bytes)
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 10_000)))
    return { wrong: 'is not a spreadsheet that can be read here. Save it as .xlsx or .csv' }
  const [, said] = /^sep=([,;\t|])\r?\n/i.exec(text) ?? []
  const delimiter = said ?? delimiterOf(text)
  const rows: Line[] = []
  let next = 1
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: mostColumns * mostInCell,
      to: mostRows + 2,
      on_record: (record: string[], { lines }: { lines: number }) => {
        const cells = withoutEmptyEnd(record.map(clean))
        if (cells.length && !(said && lines === 1)) rows.push({ line: next, cells })
        next = lines + 1
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { wrong: `cannot be read as a spreadsheet from line ${next} on: a quotation mark may be missing there` }
  }
  return { rows }
}

/** UTF-8 where it is, with or without its mark; UTF-16 by its mark; otherwise what Excel on Windows writes. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Whichever stands most often outside quotation marks in the first lines. */
function delimiterOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .slice(0, 5)
    .join('\n')
  const counted = [',', ';', '\t', '|'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).sign
}

/** As it was before a spreadsheet was made safe; without what has no width and turns the line. */
const clean = (cell: string) =>
  cell
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .replace(/[\u0000\u200b\u2060\ufeff]/g, '')
    .trim()
    .slice(0, mostInCell)

function withoutEmptyEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}
