import type { Writing } from '../../platform/town.ts'

interface Confirming {
  caseId: string
  outcomeId: string
  trackerReference: string
  trackerOn: string
  cameBy: 'entry' | 'import'
}

/** The tracker's reference and date beside a result, which stays as it was recorded. */
export const keepConfirmation = (writing: Writing, each: Confirming) =>
  writing.tx
    .insertInto('casework.gateway_confirmation')
    .values({
      id: writing.newId(),
      case_id: each.caseId,
      outcome_id: each.outcomeId,
      tracker_reference: each.trackerReference,
      tracker_on: each.trackerOn,
      came_by: each.cameBy,
      confirmed_by: writing.viewer.id,
      confirmed_at: writing.now,
    })
    .onConflict((it) => it.column('outcome_id').doNothing())
    .execute()
