import { z } from 'zod'
import type { Column, Spreadsheet } from '../../platform/documents/spreadsheet.ts'
import { showInstant } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import {
  casePolicy,
  chronology,
  chronologyFilters,
  chronologySentence,
  kinds,
  mistakenMark,
  protectiveMarking,
} from '../cases/index.ts'
import { concernsOn, meaningsOfChronology, meaningsOfColumns, meaningsOfStages } from './meanings.ts'
import { purposes } from './questions.ts'
import { mostCases } from './rules.ts'

const said = z.object({ label: z.string(), text: z.string() })
const cell = z.union([z.string(), z.number(), z.null()])
const exported = z.object({
  exportId: z.uuid(),
  caseId: z.uuid().nullable(),
  reference: z.string().nullable(),
  format: z.enum(['xlsx', 'csv']),
  forWhom: z.string(),
  purpose: z.string(),
  endsAt: z.string(),
  name: z.string(),
  above: z.array(z.string()).describe('Marking, reader, purpose: what stands above the table'),
  columns: z.array(z.object({ text: z.string(), is: z.enum(['text', 'day', 'instant', 'number']) })),
  rows: z.array(z.array(cell)),
  about: z.array(said).describe('Who took it out, for whom, what it is narrowed to, and until when it can be fetched'),
  lists: z
    .array(z.object({ list: z.string(), word: z.string(), means: z.string() }))
    .describe('What the words in it mean'),
  cases: z.array(z.uuid()),
})
export type ExportShown = z.infer<typeof exported>

/** What an export holds now, for whoever asked for it: cases they do not see any more are not in it. */
export const exportFile = query({
  name: 'exports.file',
  zone: 'casework',
  summary: 'The file of an export, for whoever asked for it and for one day',
  about: z.object({ exportId: id() }),
  gives: exported,
  allows: casePolicy.takeExport,
  async read(reading, { exportId }) {
    const row = await exportOf(reading, exportId)
    if (!row) return undefined
    const { whom, words } = reading.open<{ whom: string; words?: string[] }>(exportId, 'export', row.sealed)
    const made =
      row.what === 'cases'
        ? await listOf(reading, exportId, words ?? [])
        : await chronologyOf(reading, exportId, row.filters)
    if (!made) return undefined
    const forWhom = `${whom}, ${row.agency}`
    const { viewer, now } = reading
    const { what, narrowed, ...table } = made
    return {
      ...table,
      exportId,
      format: row.format as 'xlsx' | 'csv',
      forWhom,
      purpose: row.purpose,
      endsAt: row.ends_at,
      name: `${row.what}-${reading.today}`,
      above: [
        protectiveMarking,
        `Read by ${viewer.name} on ${showInstant(now.toISOString())}`,
        `For ${forWhom}: ${row.purpose}. ${row.lawful_basis}`,
        narrowed ? `${what}, only ${narrowed}` : what,
      ],
      about: [
        { label: 'Marking', text: protectiveMarking },
        { label: 'What it is', text: what },
        { label: 'Narrowed to', text: narrowed || 'Nothing is left out' },
        { label: 'Rows', text: `${table.rows.length}` },
        { label: 'Taken out by', text: `${viewer.name}, ${showInstant(now.toISOString())}` },
        { label: 'For whom', text: forWhom },
        { label: 'What for', text: purposes[row.purpose as keyof typeof purposes] ?? row.purpose },
        { label: 'Lawful basis', text: row.lawful_basis },
        { label: 'Can be fetched until', text: showInstant(row.ends_at) },
        {
          label: 'Then',
          text: 'Destroy this copy once it has served what it is for. It is in the ledger of each case.',
        },
      ],
    }
  },
  subjects: ({ cases }) => cases,
})

const exportOf = ({ tx, now }: Reading, exportId: string) =>
  tx
    .selectFrom('casework.export as e')
    .innerJoin('organisation.agency as g', 'g.id', 'e.for_agency')
    .select([
      'e.what',
      'e.filters',
      'e.format',
      'e.purpose',
      'e.lawful_basis',
      'e.sealed',
      'e.ends_at',
      'g.name as agency',
    ])
    .where('e.id', '=', exportId)
    .where('e.ends_at', '>', now.toISOString())
    .executeTakeFirst()

const listColumns: Column[] = [
  { text: 'Name', is: 'text' },
  { text: 'Reference', is: 'text' },
  { text: 'Stage', is: 'text' },
  { text: 'Since', is: 'instant' },
  { text: 'Next date', is: 'day' },
  { text: 'Overdue', is: 'text' },
  { text: 'Lead professional', is: 'text' },
  { text: 'Type of concern', is: 'text' },
  { text: 'Marks', is: 'text' },
]

async function listOf({ tx, today }: Reading, exportId: string, words: readonly string[]) {
  const rows = await tx
    .selectFrom('casework.export_case as x')
    .innerJoin('casework.case_state as s', 's.case_id', 'x.case_id')
    .leftJoin('organisation.staff as l', 'l.id', 's.lead_id')
    .select([
      's.case_id',
      's.reference',
      's.person_name',
      's.stage',
      's.stage_since',
      's.next_due_on',
      's.concern',
      's.mistaken',
      'l.name as lead',
    ])
    .where('x.export_id', '=', exportId)
    .orderBy('x.place')
    .limit(mostCases)
    .execute()
  return {
    caseId: null,
    reference: null,
    what: rows.length === 1 ? '1 case' : `${rows.length} cases`,
    narrowed: words.join('; '),
    lists: [...meaningsOfColumns, ...meaningsOfStages, ...concernsOn(today)],
    columns: listColumns,
    rows: rows.map((row) => [
      row.person_name ?? 'Not known',
      row.reference,
      capital(row.stage),
      row.stage_since,
      row.next_due_on,
      row.next_due_on && row.next_due_on < today ? 'Yes' : 'No',
      row.lead,
      row.concern,
      row.mistaken ? capital(mistakenMark) : null,
    ]),
    cases: rows.map(({ case_id }) => case_id),
  }
}

const chronologyColumns: Column[] = [
  { text: 'Recorded', is: 'instant' },
  { text: 'About the day', is: 'day' },
  { text: 'Kind', is: 'text', width: 26 },
  { text: 'What', is: 'text', width: 60 },
  { text: 'In words', is: 'text', width: 80 },
  { text: 'By', is: 'text' },
  { text: 'Source', is: 'text', width: 26 },
]

async function chronologyOf(reading: Reading, exportId: string, address: string) {
  const row = await reading.tx
    .selectFrom('casework.export_case')
    .select('case_id')
    .where('export_id', '=', exportId)
    .executeTakeFirst()
  const filters = z.object(chronologyFilters).parse(Object.fromEntries(new URLSearchParams(address)))
  const found = row && (await chronology.read(reading, { caseId: row.case_id, ...filters }))
  if (!found?.inFull) return undefined
  const { banner, lines, unreadable, more } = found
  return {
    caseId: row!.case_id,
    reference: banner.reference,
    what: [
      `Chronology of ${banner.knownAs}, case ${banner.reference}`,
      ...banner.marks.map(capital),
      ...(more ? ['The oldest entries are not in it'] : []),
    ].join('. '),
    narrowed: chronologySentence(filters, found, unreadable).replace('Only: ', ''),
    lists: meaningsOfChronology,
    columns: chronologyColumns,
    rows: lines
      .toReversed()
      .map((line) => [line.at, line.happenedOn, kinds[line.kind], line.what, line.said, line.by, line.agency]),
    cases: [row!.case_id],
  }
}

/** The export as a spreadsheet. A workbook begins with a sheet that says what it is and what its words mean. */
export function sheetOf({ format, name, above, about, lists, columns, rows }: ExportShown): Spreadsheet {
  const table = { title: name, above, columns, rows }
  if (format === 'csv') return table
  return {
    title: 'About this file',
    above: [protectiveMarking],
    columns: [
      { text: 'About', is: 'text', width: 26 },
      { text: 'Word', is: 'text', width: 40 },
      { text: 'What it means', is: 'text', width: 100 },
    ],
    rows: [
      ...about.map(({ label, text }) => ['This file', label, text]),
      ...lists.map(({ list, word, means }) => [list, word, means]),
    ],
    more: [table],
  }
}
