import { sql } from 'kysely'
import type { Writing } from '../../platform/town.ts'
import { asOf, asRecordedBefore, type Before } from '../cases/index.ts'
import type { DecisionWords } from './queries/items.ts'

/** Where a meeting was that the record before tells of: the day is known, and no more. It is told by `came_by` alone. */
const place = 'As the record before has it'

interface DecisionBefore extends Before {
  panelId: string
  outcome: 'adopted' | 'not adopted' | 'more information'
}

/**
 * Keeps what a panel decided before this town had the system, in `saves`: an item of the meeting of that day, which is
 * over and has no minutes to be approved. Nobody is invited, and no pack opens.
 */
export async function keepDecisionMovedIn(writing: Writing, before: DecisionBefore): Promise<void> {
  const { caseId, outcome } = before
  const then = asOf(writing, before)
  const meetingId = await meetingOf(then, before)
  const itemId = writing.newId()
  await writing.tx
    .insertInto('casework.panel_item')
    .values({
      id: itemId,
      meeting_id: meetingId,
      case_id: caseId,
      kind: 'new case',
      listed_by: writing.viewer.id,
      listed_at: then.now,
    })
    .execute()
  const words = { reasons: asRecordedBefore(before) } satisfies DecisionWords
  await writing.tx
    .insertInto('casework.panel_decision')
    .values({
      id: writing.newId(),
      item_id: itemId,
      case_id: caseId,
      outcome,
      rung: 'not recorded',
      other_support: outcome === 'not adopted' ? 'not recorded' : null,
      decided_by: before.byId ?? null,
      decided_at: then.now,
      sealed: writing.seal(caseId, 'panel_decision', words),
    })
    .execute()
}

/** The meeting of that day that was moved in with another case, or a new one. */
async function meetingOf({ tx, newId, viewer, now }: Writing, { panelId, on }: DecisionBefore): Promise<string> {
  // two files that are moved in at once make one meeting of a day
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${panelId} ${on}`}, 0))`.execute(tx)
  const already = await tx
    .selectFrom('casework.meeting')
    .select('id')
    .where('panel_id', '=', panelId)
    .where('meets_on', '=', on)
    .where('came_by', '=', 'moved in')
    .executeTakeFirst()
  if (already) return already.id
  const id = newId()
  const over = { opened_at: now, roll_called_at: now, closed_at: now, minutes_approved_at: now }
  await tx
    .insertInto('casework.meeting')
    .values({
      id,
      panel_id: panelId,
      kind: 'ordinary',
      meets_on: on,
      meets_at: '00:00',
      place,
      called_by: viewer.id,
      came_by: 'moved in',
      ...over,
    })
    .execute()
  return id
}
