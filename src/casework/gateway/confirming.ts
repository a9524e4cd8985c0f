import type { Writing } from '../../platform/town.ts'
import type { Matched } from './tracker-list.ts'
import { holdReferences } from './tracker-references.ts'

interface Confirming {
  caseId: string
  outcomeId: string
  trackerReference: string
  trackerOn: string
}

/** The tracker's reference and date beside results, which stay as they were recorded; in `saves`. */
export async function keepConfirmations(
  writing: Writing,
  cameBy: 'entry' | 'import',
  all: readonly Confirming[],
): Promise<void> {
  await holdReferences(writing, all)
  for (const { caseId, outcomeId, trackerReference, trackerOn } of all)
    await writing.tx
      .insertInto('casework.gateway_confirmation')
      .values({
        id: writing.newId(),
        case_id: caseId,
        outcome_id: outcomeId,
        tracker_reference: trackerReference,
        tracker_on: trackerOn,
        came_by: cameBy,
        confirmed_by: writing.viewer.id,
        confirmed_at: writing.now,
      })
      .onConflict((it) => it.column('outcome_id').doNothing())
      .execute()
}

/** What the lines of a list say that match. */
export const saidBy = (matched: readonly Matched[]): Confirming[] =>
  matched.map(({ result: { caseId, outcomeId }, trackerReference, trackerOn }) => ({
    caseId,
    outcomeId,
    trackerReference,
    trackerOn,
  }))
