import { showDay } from '../../platform/pure/days.ts'

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

/** Every reference that a list would have stand beside a case, be the rest of its line right or not. */
export const standingsIn = (text: string, unconfirmed: readonly Unconfirmed[]): Standing[] =>
  linesOf(text).flatMap(({ cells: [reference = '', , , trackerReference = ''] }) => {
    const of = unconfirmed.find((each) => same(each.reference, reference))
    return of && trackerReference ? [{ trackerReference, caseId: of.caseId }] : []
  })

export const columns = ['case', 'outcome', 'recorded on', 'tracker reference', 'tracker date'] as const
const mostCharacters = 60

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

/**
 * Reads a list as it was pasted: commas, semicolons or tabs; dates as 2026-03-31 or 31/03/2026. Every line with a tracker
 * reference either matches exactly one result, or is named with its number and the reason; lines without one are left out.
 */
export function readList(
  text: string,
  unconfirmed: readonly Unconfirmed[],
  today: string,
  taken: readonly Taken[] = [],
) {
  const matched: Matched[] = []
  const mismatched: Mismatched[] = []
  for (const { line, cells } of linesOf(text)) {
    const read = readLine(cells, { unconfirmed, matched, today, taken })
    if (!read) continue
    if (typeof read === 'string') mismatched.push({ line, why: read })
    else matched.push({ line, ...read })
  }
  return { matched, mismatched }
}

function linesOf(text: string) {
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
  unconfirmed: readonly Unconfirmed[]
  matched: readonly Matched[]
  today: string
  taken: readonly Taken[]
}

/** What a line says, or why it does not match; undefined for one that the tracker has no reference for yet. */
function readLine(cells: readonly string[], { unconfirmed, matched, today, taken }: Context) {
  const [reference = '', outcome = '', recordedOn = '', trackerReference = '', date = ''] = cells
  if (cells.length > columns.length) return `it has ${cells.length} columns, and the template has ${columns.length}`
  if (!trackerReference && !date) return undefined
  if (!trackerReference) return 'it has a date and no tracker reference'
  if (trackerReference.length > mostCharacters)
    return `the tracker reference is longer than ${mostCharacters} characters`
  const ofCase = unconfirmed.filter((each) => same(each.reference, reference))
  if (!ofCase.length) return `no unconfirmed result belongs to the case ${reference || '(none given)'}`
  const result = ofCase.find((each) => each.recordedOn === day(recordedOn) && same(each.outcome, outcome))
  if (!result) {
    const here = ofCase.map((each) => `${each.outcome} on ${showDay(each.recordedOn)}`).join(', ')
    return `it says ${outcome || 'no outcome'} on ${recordedOn || 'no day'}, and here is recorded: ${here}`
  }
  const trackerOn = day(date)
  if (!trackerOn) return `“${date}” is not a date such as 2026-03-31 or 31/03/2026`
  if (trackerOn > today) return 'its tracker date is in the future'
  if (matched.some((each) => each.result === result)) return 'the same result stands in an earlier line'
  const twice = matched.find(
    (each) => same(each.trackerReference, trackerReference) && each.result.caseId !== result.caseId,
  )
  if (twice) return `line ${twice.line} gives the same tracker reference to another case`
  const elsewhere = standsBeside(taken, { trackerReference, caseId: result.caseId })
  if (elsewhere) return `the tracker reference ${elsewhere}`
  return { result, trackerReference, trackerOn }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** A day as spreadsheets write it; undefined when there is no such day. */
function day(written: string): string | undefined {
  const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written) ?? []
  const iso = y ? `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}` : written
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return undefined
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}
