import { sql } from 'kysely'
import { perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { whyUndone } from '../../platform/why-undone.ts'
import { moveStepIn } from './commands/move-step.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { rowToMove } from './queries/row.ts'
import type { Step } from './stages/questions.ts'
import { asWhoever, batch, inCasework, judged, type Moving, type RowHeld, setRow, severalAtOnce } from './working.ts'

/** What was decided since the referral, of every row whose person is known; the others wait until somebody says who it is. */
export async function moveSteps(town: Town, moving: Moving): Promise<void> {
  const lists = await asWhoever(town, moving.viewer, listsOf)
  for (;;) {
    const rows = await rowsWithSteps(town, moving.work.id)
    if (!rows.length) return
    await severalAtOnce(rows, (row) => stepsOfOne(town, moving, lists, row))
  }
}

const rowsWithSteps = (town: Town, movingInId: string): Promise<RowHeld[]> =>
  inCasework(town, (tx) =>
    tx
      .selectFrom('casework.moving_in_row as r')
      .innerJoin('casework.case as c', 'c.id', 'r.case_id')
      .select(['r.id', 'r.line', 'r.match_act', 'r.sealed'])
      .where('r.moving_in_id', '=', movingInId)
      .where('r.state', '=', 'moved in')
      .where('r.sealed', 'is not', null)
      // what could not be moved in says why, and waits for a person
      .where('r.reasons', '=', sql<string[]>`'{}'`)
      .where('c.person_id', 'is not', null)
      .orderBy('r.line')
      .limit(batch)
      .execute(),
  )

/**
 * Every step is an act of its own. What was recorded here meanwhile stands. Where a step cannot be moved in, the row keeps
 * what it says of it and of what follows, with the reason, until somebody says what becomes of it: nothing is lost in silence.
 */
async function stepsOfOne(town: Town, moving: Moving, lists: Lists, held: RowHeld): Promise<void> {
  const { row, reasons } = judged(town, moving, lists, held)
  const why = row
    ? await whyNotMovedIn(town, moving, held, row.steps)
    : `What was decided before cannot be moved in any more: ${reasons.join('; ')}`
  if (why) await keepWithReason(town, held.id, why)
  // what the row held is with the case from here on
  else await setRow(town, held.id, 'moved in', { sealed: null })
}

/** Moves the steps in that are not yet; why it stopped, or undefined where all that is told is recorded. */
async function whyNotMovedIn(
  town: Town,
  { work, viewer }: Moving,
  { id, line }: RowHeld,
  steps: readonly Step[],
): Promise<string | undefined> {
  const done = await stepsMovedIn(town, viewer, id)
  const left = steps.filter(({ step }) => !done.includes(step))
  for (const [at, raw] of left.entries()) {
    const purpose = `moving in, line ${line} of ${work.id}`
    const ending = await perform(town, moveStepIn, { viewer, about: { rowId: id }, raw, purpose })
    if (ending.is === 'done' || (await stepsMovedIn(town, viewer, id)).includes(raw.step)) continue
    const recorded = await stepsRecorded(town, viewer, id)
    if (left.slice(at).every(({ step }) => recorded.includes(step))) return undefined
    return `What was decided before was not moved in from “${raw.step}” on: ${whyUndone(ending, whyNot)}`
  }
  return undefined
}

/** Why a row stands still, where the act of it says nothing itself. */
export const whyNot = {
  notFound: 'The row is not there any more.',
  forbidden: 'Whoever moves it in may not do so any more.',
}

/** The steps that were moved in before the job was broken off. */
const stepsMovedIn = (town: Town, viewer: Viewer, rowId: string): Promise<string[]> =>
  asWhoever(town, viewer, async ({ tx }) => {
    const { rows } = await sql<{ step: string }>`select a.fact ->> 'stepWord' as step from platform.act a
      join casework.moving_in_row r on r.case_id = a.subject_id
      where r.id = ${rowId} and a.command = ${moveStepIn.name} and a.fact is not null`.execute(tx)
    return rows.map(({ step }) => step)
  })

/** What is recorded of the case, moved in or done here. */
const stepsRecorded = (town: Town, viewer: Viewer, rowId: string): Promise<string[]> =>
  asWhoever(town, viewer, async (reading) => (await rowToMove.read(reading, { rowId }))?.done ?? [])

const keepWithReason = (town: Town, rowId: string, why: string) =>
  inCasework(town, (tx) =>
    tx
      .updateTable('casework.moving_in_row')
      .set({ reasons: [why] })
      .where('id', '=', rowId)
      .where('state', '=', 'moved in')
      .where('sealed', 'is not', null)
      .execute(),
  )
