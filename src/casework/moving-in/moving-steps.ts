import { sql } from 'kysely'
import { perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import { whyUndone } from '../../platform/why-undone.ts'
import { moveStepIn } from './commands/move-step.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { stepsDone, stepsMovedIn } from './queries/step.ts'
import type { Step } from './stages/questions.ts'
import { asWhoever, batch, inCasework, judged, type Moving, type RowHeld, setRow, severalAtOnce } from './working.ts'

/** What was decided since the referral, of every row whose person is known; the others wait until somebody says who it is. */
export async function moveSteps(town: Town, moving: Moving): Promise<void> {
  const { work, viewer } = moving
  const lists = await asWhoever(town, viewer, listsOf)
  for (;;) {
    const rows = await rowsWithSteps(town, work.id)
    if (!rows.length) return
    const ids = rows.map(({ id }) => id)
    const done = await asWhoever(town, viewer, (reading) => stepsMovedIn(reading, ids))
    await severalAtOnce(rows, (row) => stepsOfOne(town, moving, { lists, done: done.get(row.id) ?? [] }, row))
  }
}

const rowsWithSteps = (town: Town, movingInId: string): Promise<RowHeld[]> =>
  inCasework(town, (tx) =>
    tx
      .selectFrom('casework.moving_in_row as r')
      .innerJoin('casework.case as c', 'c.id', 'r.case_id')
      .select(['r.id', 'r.line', 'r.match_act', 'r.case_id', 'r.sealed'])
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
async function stepsOfOne(town: Town, moving: Moving, { lists, done }: Before, held: RowHeld): Promise<void> {
  const { row, reasons } = judged(town, moving, lists, held)
  if (!row)
    return keepWithReason(town, held.id, `What was decided before cannot be moved in any more: ${reasons.join('; ')}`)
  const left = row.steps.filter(({ step }) => !done.includes(step))
  if (left.length) await moveStepsOf(town, moving, held, left)
  else await emptyRow(town, held.id)
}

interface Before {
  lists: Lists
  /** The steps that were moved in before the job was broken off. */
  done: readonly string[]
}

/** Moves steps in, one after the other; the last one empties the row. */
async function moveStepsOf(
  town: Town,
  { work, viewer }: Moving,
  { id, line, case_id }: RowHeld,
  steps: readonly Step[],
): Promise<void> {
  const about = { rowId: id, caseId: case_id! }
  const purpose = `moving in, line ${line} of ${work.id}`
  for (const [at, raw] of steps.entries()) {
    const ending = await perform(town, moveStepIn, { viewer, about, raw, purpose })
    if (ending.is === 'done') continue
    const { moved, recorded } = await asWhoever(town, viewer, async (reading) => ({
      moved: (await stepsMovedIn(reading, [id])).get(id) ?? [],
      recorded: await stepsDone(reading, about.caseId),
    }))
    if (moved.includes(raw.step)) continue
    if (steps.slice(at).every(({ step }) => recorded.includes(step))) return emptyRow(town, id)
    const why = whyUndone(ending, whyNot)
    return keepWithReason(town, id, `What was decided before was not moved in from “${raw.step}” on: ${why}`)
  }
}

/** Why a row stands still, where the act of it says nothing itself. */
export const whyNot = {
  notFound: 'The row is not there any more.',
  forbidden: 'Whoever moves it in may not do so any more.',
}

/** What the row held is with the case from here on. */
const emptyRow = (town: Town, rowId: string) => setRow(town, rowId, 'moved in', { sealed: null })

const keepWithReason = (town: Town, rowId: string, why: string) =>
  inCasework(town, async (tx) => {
    await tx
      .updateTable('casework.moving_in_row')
      .set({ reasons: [why] })
      .where('id', '=', rowId)
      .where('state', '=', 'moved in')
      .where('sealed', 'is not', null)
      .execute()
  })
