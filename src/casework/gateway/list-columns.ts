import { type Column, guessColumns, type Mapping } from '../../platform/pure/columns.ts'
import type { Line } from './tracker-list.ts'

/** The columns of a list of the tracker, in the order in which its lines are read; each is needed. */
export const listColumns = [
  {
    name: 'caseReference',
    label: 'Case',
    called: ['our reference', 'case reference', 'channel reference', 'council reference'],
  },
  { name: 'outcome', label: 'Outcome', called: ['result', 'gateway outcome', 'outcome here'] },
  {
    name: 'recordedOn',
    label: 'Recorded on',
    called: ['outcome date', 'date of outcome', 'decided on', 'gateway date'],
  },
  {
    name: 'trackerReference',
    label: 'Tracker reference',
    called: ['pcmt reference', 'pcmt ref', 'pcmt', 'pcm reference', 'reference', 'urn'],
  },
  { name: 'trackerDate', label: 'Tracker date', called: ['pcmt date', 'date in the tracker', 'date'] },
] as const satisfies readonly Column[]
export type ListColumn = (typeof listColumns)[number]['name']
export type ListMapping = Mapping<ListColumn>

export const guessedInList = (header: readonly string[], kept: Partial<Record<string, string>> = {}): ListMapping =>
  guessColumns<ListColumn>(listColumns, header, kept)

/** Every column of a list is known: its lines can be read. */
export const isWhole = (mapping: ListMapping) => listColumns.every(({ name }) => mapping[name] !== undefined)

/** The lines of a file as a list is read: the cells that matter, in their order. */
export const linesBy = (mapping: ListMapping, lines: readonly Line[]): Line[] =>
  lines.map(({ line, cells }) => ({ line, cells: listColumns.map(({ name }) => cells[mapping[name] ?? -1] ?? '') }))
