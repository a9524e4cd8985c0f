import { type Fact, problem, type Problems, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { Confirmation, Import } from './questions.ts'
import {
  type Matched,
  type Mismatched,
  readList,
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
  const { matched, mismatched } = readList(lines, unconfirmed, today, taken)
  const named = mismatched.slice(0, mostNamed).map((each) => ({ at: 'lines', message: inWords(each) }))
  if (how !== 'those that match' && named.length) return { is: 'problems', problems: named }
  if (!matched.length)
    return { is: 'problems', problems: [...named, { at: 'lines', message: 'No line can be recorded' }] }
  if (how === 'check') return refuse(`${counted(matched.length)} and nothing was recorded yet.`)
  return { is: 'tracker list imported', matched, mismatched }
}

const counted = (lines: number) => (lines === 1 ? 'The one line matches,' : `All ${lines} lines match,`)
export const inWords = ({ line, why }: Mismatched) => `Line ${line}: ${why}`
