import { showDay } from '../../platform/pure/days.ts'
import { dayWritten } from '../../platform/pure/days-written.ts'

/** A result of the gateway that the police's own record has not confirmed yet. */
export interface Unconfirmed {
  outcomeId: string
  caseId: string
  /** The reference of the case: it names nobody. */
  reference: string
  outcome: string
  recordedOn: string
}

/** A reference of the tracker that is to stand beside a result of this case. */
export interface Standing {
  trackerReference: string
  caseId: string
}

/** One that cannot, because it stands beside another case already: which, where the reader may know it. */
export interface Taken extends Standing {
  beside: string | null
}

/** Where a reference stands that was to stand beside this case; undefined where it may. The same case may carry it again. */
export function standsBeside(taken: readonly Taken[], { trackerReference, caseId }: Standing): string | undefined {
  const found = taken.find((each) => same(each.trackerReference, trackerReference) && each.caseId === caseId)
  return found && `stands beside ${found.beside ? `the case ${found.beside}` : 'another case'} already`
}

export const columns = ['case', 'outcome', 'recorded on', 'tracker reference', 'tracker date'] as const
const mostCharacters = 60

/** A line of a list, with its cells in the order of the columns. */
export interface Line {
  line: number
  cells: readonly string[]
}
export interface Matched {
  line: number
  result: Unconfirmed
  trackerReference: string
  trackerOn: string
}
export interface Mismatched {
  line: number
  why: string
}

/** The template: a line for each result that is not confirmed, with the last two columns empty. Nobody is named in it. */
export const template = (unconfirmed: readonly Unconfirmed[]): string =>
  [
    columns.join(','),
    ...unconfirmed.map(({ reference, outcome, recordedOn }) => [reference, outcome, recordedOn, '', ''].join(',')),
  ].join('\n')

/** What a list is read against. */
export interface Against {
  unconfirmed: readonly Unconfirmed[]
  today: string
  taken: readonly Taken[]
}

/**
 * Reads a list: dates as 2026-03-31 or 31/03/2026. Every line with a tracker reference either matches exactly one result,
 * or is named with its number and the reason; lines without one are left out.
 */
export function readLines(lines: readonly Line[], { unconfirmed, today, taken }: Against) {
  const context = { today, taken, here: Map.groupBy(unconfirmed, ({ reference }) => reference.toLowerCase()) }
  const matched: Matched[] = []
  const mismatched: Mismatched[] = []
  const before: Before = { results: new Set(), given: new Map() }
  for (const { line, cells } of lines) {
    const read = readLine(cells, context, before)
    if (!read) continue
    if (typeof read === 'string') {
      mismatched.push({ line, why: read })
      continue
    }
    matched.push({ line, ...read })
    before.results.add(read.result.outcomeId)
    const given = read.trackerReference.toLowerCase()
    if (!before.given.has(given)) before.given.set(given, { line, caseId: read.result.caseId })
  }
  return { matched, mismatched }
}

/** Every reference that lines would have stand beside a case, be the rest of the line right or not. */
export function standingsOf(lines: readonly Line[], unconfirmed: readonly Unconfirmed[]): Standing[] {
  const here = new Map(unconfirmed.map(({ reference, caseId }) => [reference.toLowerCase(), caseId]))
  return lines.flatMap(({ cells: [reference = '', , , trackerReference = ''] }) => {
    const caseId = here.get(reference.toLowerCase())
    return caseId && trackerReference ? [{ trackerReference, caseId }] : []
  })
}

/** The lines of a list that was pasted, with commas, semicolons or tabs; without the names of the columns. */
export function linesOf(text: string): Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((written, index) => {
    const cells = written.split(/[,;\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    if (cells.every((cell) => !cell) || cells[0]?.toLowerCase() === columns[0]) return []
    return [{ line: index + 1, cells }]
  })
}

interface Context {
  today: string
  taken: readonly Taken[]
  /** The results by the reference of their case. */
  here: ReadonlyMap<string, readonly Unconfirmed[]>
}

/** What the lines above this one took: results, and references of the tracker. */
interface Before {
  results: Set<string>
  given: Map<string, { line: number; caseId: string }>
}

/** What a line says, or why it does not match; undefined for one that the tracker has no reference for yet. */
function readLine(cells: readonly string[], { today, taken, here }: Context, before: Before) {
  const [reference = '', outcome = '', recordedOn = '', trackerReference = '', date = ''] = cells
  if (cells.length > columns.length) return `it has ${cells.length} columns, and the template has ${columns.length}`
  if (!trackerReference && !date) return undefined
  if (!trackerReference) return 'it has a date and no tracker reference'
  if (trackerReference.length > mostCharacters)
    return `the tracker reference is longer than ${mostCharacters} characters`
  const ofCase = here.get(reference.toLowerCase())
  if (!ofCase) return `no unconfirmed result belongs to the case ${reference || '(none given)'}`
  const result = ofCase.find((each) => each.recordedOn === dayWritten(recordedOn) && same(each.outcome, outcome))
  if (!result) {
    const recorded = ofCase.map((each) => `${each.outcome} on ${showDay(each.recordedOn)}`).join(', ')
    return `it says ${outcome || 'no outcome'} on ${recordedOn || 'no day'}, and here is recorded: ${recorded}`
  }
  const trackerOn = dayWritten(date)
  if (!trackerOn) return `“${date}” is not a date such as 2026-03-31 or 31/03/2026`
  if (trackerOn > today) return 'its tracker date is in the future'
  const standing = { trackerReference, caseId: result.caseId }
  return whyNotBeside(standing, result, { taken, before }) ?? { result, trackerReference, trackerOn }
}

function whyNotBeside(
  standing: Standing,
  { outcomeId }: Unconfirmed,
  found: { taken: readonly Taken[]; before: Before },
) {
  const { results, given } = found.before
  if (results.has(outcomeId)) return 'the same result stands in an earlier line'
  const twice = given.get(standing.trackerReference.toLowerCase())
  if (twice && twice.caseId !== standing.caseId)
    return `line ${twice.line} gives the same tracker reference to another case`
  const elsewhere = standsBeside(found.taken, standing)
  return elsewhere && `the tracker reference ${elsewhere}`
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
