import { type Fact, problem, type Problems, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import { chosenColumns, isProblems } from '../../platform/pure/columns.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import { noSpreadsheet } from '../../platform/pure/spreadsheet-received.ts'
import { type ListMapping, listColumns } from './list-columns.ts'
import type { Confirmation, Import, listColumnQuestions, sendQuestions } from './questions.ts'
import {
  type Line,
  type Matched,
  type Mismatched,
  linesOf,
  readLines,
  type Standing,
  standsBeside,
  type Taken,
  type Unconfirmed,
} from './tracker-list.ts'

const mostNamed = 50

interface ToConfirm {
  caseId: string
  outcomeId: string
  confirmed: boolean
}

export interface Elsewhere {
  taken: readonly Taken[]
}

/** The problem where a reference was typed that stands beside another case; undefined where it may stand here. */
export function problemElsewhere({ taken }: Elsewhere, standing: Standing): Problems | undefined {
  const elsewhere = standsBeside(taken, standing)
  return elsewhere ? problem('trackerReference', `This reference ${elsewhere}: check it with the tracker`) : undefined
}

/** Entered once: what is confirmed is not asked for again (casework.md, Gateway). */
export function confirmOutcome({ caseId, outcomeId, confirmed }: ToConfirm, answers: Confirmation, found: Elsewhere) {
  if (confirmed) return refuse('This result is confirmed already: the tracker’s reference stands beside it')
  const { trackerReference } = answers
  return (
    problemElsewhere(found, { trackerReference, caseId }) ?? {
      is: 'gateway outcome confirmed' as const,
      caseId,
      outcomeId,
      ...answers,
    }
  )
}

export interface TrackerListImported extends Fact {
  is: 'tracker list imported'
  matched: Matched[]
  mismatched: Mismatched[]
}

/** A list never records half of a line, and never leaves one out without naming it. */
export function importTheList(
  { unconfirmed }: { unconfirmed: Unconfirmed[] },
  { lines, how }: Import,
  { today, found: { taken } }: { today: string; found: Elsewhere },
): TrackerListImported | Problems | Refusal {
  const { matched, mismatched } = readLines(linesOf(lines), { unconfirmed, today, taken })
  const named = mismatched.slice(0, mostNamed).map((each) => ({ at: 'lines', message: inWords(each) }))
  if (how !== 'those that match' && named.length) return { is: 'problems', problems: named }
  if (!matched.length)
    return { is: 'problems', problems: [...named, { at: 'lines', message: 'No line can be recorded' }] }
  if (how === 'check') return refuse(`${counted(matched.length)} and nothing was recorded yet.`)
  return { is: 'tracker list imported', matched, mismatched }
}

const counted = (lines: number) => (lines === 1 ? 'The one line matches,' : `All ${lines} lines match,`)
export const inWords = ({ line, why }: Mismatched) => `Line ${line}: ${why}`

export interface ListSent extends Fact {
  is: 'tracker list sent'
  uploadId: string
  listId?: string
}

/** What it holds is read by a job: here is only asked what it is. */
export function sendTheList({ spreadsheet }: Answers<typeof sendQuestions>): ListSent | Problems {
  return noSpreadsheet('spreadsheet', spreadsheet) ?? { is: 'tracker list sent', uploadId: spreadsheet.uploadId }
}

interface ListKnown {
  listId: string
  step: string
}

export interface ListColumnsChosen extends Fact {
  is: 'tracker list columns chosen'
  listId: string
  mapping: ListMapping
  keepAs: string | undefined
}

/** Which column holds what; it may be said again until the lines are recorded. */
export function chooseListColumns(
  { listId, step }: ListKnown,
  { keepAs, ...chosen }: Answers<typeof listColumnQuestions>,
): ListColumnsChosen | Refusal | Problems {
  const notNow = whyNoColumns(step)
  if (notNow) return refuse(notNow)
  const mapping = chosenColumns(listColumns, chosen)
  return isProblems(mapping) ? mapping : { is: 'tracker list columns chosen', listId, mapping, keepAs }
}

/** Why the columns of a list cannot be chosen; undefined where they can. */
export const whyNoColumns = (step: string): string | undefined =>
  step === 'to map' || step === 'checked' ? undefined : 'The columns of this list cannot be chosen, or not any more.'

interface ListFound {
  list: { lines: readonly Line[]; mapping: ListMapping | null }
  matched: Matched[]
  mismatched: readonly Mismatched[]
}

export interface TrackerListRecorded extends Fact {
  is: 'tracker list recorded'
  listId: string
  mapping: ListMapping
  matched: Matched[]
  /** The lines that were not recorded, each with the reason. */
  left: (Line & { why: string })[]
}

/** The lines that match are recorded once; of the others, those that give a reference are kept with the reason. */
export function recordTheList(
  { listId, step }: ListKnown,
  { list: { lines, mapping }, matched, mismatched }: ListFound,
): TrackerListRecorded | Refusal {
  const notNow = whyNothingToRecord(step, matched.length)
  if (notNow || !mapping) return refuse(notNow ?? 'The lines of this list are not checked yet.')
  const why = new Map(mismatched.map((each) => [each.line, each.why]))
  const left = lines.flatMap((each) => (why.has(each.line) ? [{ ...each, why: why.get(each.line)! }] : []))
  return { is: 'tracker list recorded', listId, mapping, matched, left }
}

/** Why nothing of a list can be recorded; undefined where something can. */
export function whyNothingToRecord(step: string, matches: number): string | undefined {
  if (step === 'recorded') return 'The lines of this list were recorded already.'
  if (step !== 'checked') return 'The lines of this list are not checked yet.'
  return matches ? undefined : 'No line of this list can be recorded.'
}
