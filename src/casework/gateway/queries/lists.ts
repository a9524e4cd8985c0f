import { z } from 'zod'
import { isFormat } from '../../../platform/documents/formats.ts'
import { option } from '../../../platform/options.ts'
import { columnOptions } from '../../../platform/pure/columns.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { keptColumns, keptMappingsOf } from '../../moving-in/index.ts'
import { guessedInList, isWhole, linesBy, type ListMapping } from '../list-columns.ts'
import { gatewayPolicy } from '../policy.ts'
import type { Line } from '../tracker-list.ts'
import { judged } from './judging.ts'

const pageSize = 100
const steps = ['reading', 'not readable', 'to map', 'checked', 'recorded'] as const
export const lineStates = ['matches', 'does not match', 'without a reference'] as const

/** What is sealed of a list: the names of its columns, its lines, and of a recorded one why each was left over. */
export interface ListRead {
  header: string[]
  lines: (Line & { why?: string })[]
}

const summary = z.object({
  listId: z.uuid(),
  file: z.string(),
  sentAt: z.string(),
  recorded: z.int().nullable().describe('How many references were recorded from it'),
})

/** The lists that somebody sent, the newest first. */
export const trackerLists = query({
  name: 'gateway.lists',
  zone: 'casework',
  summary: 'The lists of the national tracker that one sent as files, and how far each is',
  about: z.object({}),
  gives: z.object({ lists: z.array(summary) }),
  allows: gatewayPolicy.importList,
  async read(reading) {
    const rows = await listsOf(reading).orderBy('t.sent_at', 'desc').limit(50).execute()
    return { lists: rows.map((row) => summaryOf(reading, row)) }
  },
})

const one = z.object({
  ...summary.shape,
  step: z.enum(steps),
  version: z.int(),
  wrong: z.string().nullable(),
  header: z.array(z.string()),
  suggested: z.record(z.string(), z.int()),
  keptMappings: z.array(option),
  counts: z.record(z.enum(lineStates), z.int()),
  lines: z.array(
    z.object({ line: z.int(), reference: z.string(), state: z.enum(lineStates), why: z.string().nullable() }),
  ),
  next: z.int().nullable(),
  compared: z.array(z.uuid()).describe('The cases that its lines were compared with'),
  options: z.object({ columns: z.array(option) }),
})
export type TrackerListShown = z.infer<typeof one>

/** One list: how far it is, its columns, and what each line says beside what is recorded here now; 100 lines a page. */
export const trackerList = query({
  name: 'gateway.list',
  zone: 'casework',
  summary: 'A list of the national tracker that was sent as a file: its columns, and a report by line',
  about: z.object({
    listId: id(),
    after: z.coerce.number().int().min(0).max(10_000_000).optional(),
    use: z.uuid().toLowerCase().optional(),
  }),
  gives: one,
  allows: gatewayPolicy.importList,
  async read(reading, { listId, after = 0, use }) {
    const row = await listWith(reading, listId)
    if (!row) return undefined
    const [keptMappings, suggested, report] = await Promise.all([
      keptMappingsOf(reading, 'tracker list'),
      row.mapping ?? guessOf(reading, row.header, use),
      reportOf(reading, row),
    ])
    const shown = report.lines.filter(({ line }) => line > after)
    return {
      ...summaryOf(reading, row),
      step: stepOf(row),
      version: row.version,
      wrong: row.wrong,
      header: row.header,
      suggested,
      keptMappings,
      ...report,
      lines: shown.slice(0, pageSize),
      next: shown.length > pageSize ? shown[pageSize - 1]!.line : null,
      options: { columns: columnOptions(row.header) },
    }
  },
  subjects: ({ compared }) => compared,
})

type ListRow = Awaited<ReturnType<ReturnType<typeof listsOf>['execute']>>[number]
export type ListInHand = NonNullable<Awaited<ReturnType<typeof listWith>>>

const listsOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.tracker_list as t')
    .innerJoin('casework.tracker_list_lines as l', 'l.tracker_list_id', 't.id')
    .select(['t.id', 't.version', 't.sent_at', 't.mapping', 't.recorded_at', 't.recorded', 't.sealed'])
    .select(['l.wrong', 'l.read_at', 'l.sealed as lines'])

const summaryOf = (reading: Reading, row: Pick<ListRow, 'id' | 'sealed' | 'sent_at' | 'recorded'>) => ({
  listId: row.id,
  file: reading.open<{ name: string }>(row.id, 'tracker_list', row.sealed).name,
  sentAt: row.sent_at,
  recorded: row.recorded,
})

/** How far a list is, from what was decided and done. */
function stepOf({ wrong, read_at, mapping, recorded_at }: ListInHand): (typeof steps)[number] {
  if (recorded_at) return 'recorded'
  if (wrong) return 'not readable'
  if (!read_at) return 'reading'
  return mapping ? 'checked' : 'to map'
}

/** A list with its lines; undefined for one that is not the viewer's. */
export async function listWith(reading: Reading, listId: string) {
  const row = await listsOf(reading).where('t.id', '=', listId).executeTakeFirst()
  if (!row) return undefined
  const nothing: ListRead = { header: [], lines: [] }
  const { header, lines } = row.lines ? reading.open<ListRead>(listId, 'tracker_list_lines', row.lines) : nothing
  const guess = await guessOf(reading, header, undefined)
  // columns that are called as the template or a kept mapping calls them need nobody to say which is which
  const mapping = (row.mapping as ListMapping | null) ?? (isWhole(guess) ? guess : null)
  return { ...row, header, lines, mapping }
}

const guessOf = async (reading: Reading, header: readonly string[], use: string | undefined) =>
  guessedInList(header, await keptColumns(reading, 'tracker list', header, use))

/** What a list's lines say now; of a recorded one, what was left over then. */
export async function readNow(reading: Reading, { mapping, recorded_at, lines }: ListInHand) {
  const none = { matched: [], subjects: [] as string[] }
  if (!mapping) return { ...none, mismatched: [] }
  if (recorded_at) return { ...none, mismatched: lines.map(({ line, why = '' }) => ({ line, why })) }
  return judged(reading, linesBy(mapping, lines))
}

async function reportOf(reading: Reading, list: ListInHand) {
  const { matched, mismatched, subjects } = await readNow(reading, list)
  const why = new Map(mismatched.map((each) => [each.line, each.why]))
  const matches = new Set(matched.map(({ line }) => line))
  const lines = linesBy(list.mapping ?? {}, list.mapping ? list.lines : []).map(({ line, cells }) => ({
    line,
    reference: cells[0]!.slice(0, 60),
    state: matches.has(line) ? lineStates[0] : why.has(line) ? lineStates[1] : lineStates[2],
    why: why.get(line) ?? null,
  }))
  const count = (state: (typeof lineStates)[number]) => lines.filter((each) => each.state === state).length
  return {
    counts: Object.fromEntries(lineStates.map((state) => [state, count(state)])) as TrackerListShown['counts'],
    lines,
    compared: subjects,
  }
}

/** The lines of a list that were not recorded, or would not be, as they came, each with its reason. */
export const linesSentBack = query({
  name: 'gateway.list-sent-back',
  zone: 'casework',
  summary: 'The lines of a list of the national tracker that do not match, as they came, each with the reason',
  about: z.object({ listId: id(), format: z.string().max(50) }),
  gives: z.object({ format: z.enum(['csv', 'xlsx']), header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  allows: gatewayPolicy.importList,
  async read(reading, { listId, format }) {
    const list = await listWith(reading, listId)
    if (!list?.mapping || !isFormat(format)) return undefined
    const { mismatched } = await readNow(reading, list)
    const cellsOf = new Map(list.lines.map(({ line, cells }) => [line, cells]))
    const rows = mismatched.map(({ line, why }) => [...list.header.map((_, at) => cellsOf.get(line)?.[at] ?? ''), why])
    return { format, header: [...list.header, 'Why it was not recorded'], rows }
  },
  journal: 'search',
})
