import { sql } from 'kysely'
import { look } from '../../platform/look.ts'
import { perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import { matchOfReferral, matchReferral, mayBeTheSame } from '../people/index.ts'
import { moveRowIn } from './commands/move-row-in.ts'
import { moveSteps } from './moving-steps.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import {
  asWhoever,
  inCasework,
  judged,
  type Moving,
  note,
  oneAheadOfAnother,
  type RowHeld,
  rowsIn,
  setRow,
} from './working.ts'

export async function moveAll(town: Town, moving: Moving): Promise<void> {
  const { work, viewer } = moving
  const lists = await asWhoever(town, viewer, listsOf)
  for (;;) {
    const rows = await rowsIn(town, work.id, ['good'])
    if (!rows.length) break
    await oneAheadOfAnother(rows, {
      ahead: (row) => moveOne(town, moving, lists, row),
      inTurn: (row, moved) => moved && matchAlone(town, moving, row, moved),
    })
    await inCasework(town, (tx) => sql`select casework.learn_sizes()`.execute(tx))
  }
  await moveSteps(town, moving)
  await note(town, work.id, { moved_at: town.clock() })
  // somebody may have said meanwhile who a person is
  await moveSteps(town, moving)
}

interface Moved {
  caseId: string
  homeForce: string
}

/** Its case, and the force of its home, where that is known: then it may be matched. */
async function moveOne(town: Town, moving: Moving, lists: Lists, held: RowHeld): Promise<Moved | undefined> {
  const { work, viewer } = moving
  const { id, line } = held
  const { row, reasons } = judged(town, moving, lists, held)
  const ending =
    row &&
    (await perform(town, moveRowIn, {
      viewer,
      about: { rowId: id },
      raw: { ...row.raw, receivedOn: row.receivedOn, stepsFollow: row.steps.length > 0 },
      actId: id,
      purpose: `moving in, line ${line} of ${work.id}`,
    }))
  if (ending?.is !== 'done') {
    const why = ending?.is === 'problems' ? ending.problems.map(({ message }) => message) : reasons
    await setRow(town, id, 'good', { state: 'bad', reasons: why.length ? why : ['This row could not be moved in'] })
    return undefined
  }
  const homeForce = row!.homeForceId ?? work.home_force_id
  return homeForce ? { caseId: ending.fact.caseId!, homeForce } : undefined
}

/**
 * A new person where nobody may be the same, of those who were recorded before this row too; otherwise a human says who it
 * is, as with every referral.
 */
async function matchAlone(
  town: Town,
  { viewer, kept }: Moving,
  { line, match_act: actId }: RowHeld,
  { caseId, homeForce }: Moved,
): Promise<void> {
  const seen = await look(town, matchOfReferral, { viewer, about: { caseId }, purpose: 'moving in' })
  if (seen.is !== 'seen' || seen.known.personId || mayBeTheSame(seen.known.candidates).length) return
  const others = seen.known.candidates.length
    ? 'whoever is called alike was born on another day'
    : 'nobody like them was recorded'
  await perform(town, matchReferral, {
    viewer,
    about: { caseId },
    raw: { answer: 'different', homeForce, reason: `Moved in from “${kept.name}”, line ${line}: ${others}.` },
    actId,
    purpose: 'moving in',
  })
}
