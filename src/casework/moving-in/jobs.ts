import { z } from 'zod'
import type { Task } from '../../platform/jobs/jobs.ts'
import type { Town } from '../../platform/town.ts'
import { checkAll } from './checking.ts'
import { moveAll } from './moving-rows.ts'
import { moveSteps } from './moving-steps.ts'
import { readFile } from './reading-file.ts'
import { takeBackAll } from './taking-back.ts'
import { keptOf, type Moving, whoever, workOf } from './working.ts'

const payload = z.object({ movingInId: z.uuid() })

/**
 * Does whatever is next with a file, and all that then is next: reads it, checks its rows, moves the good ones in, takes
 * them back. It may be broken off anywhere and begins again where it was: every row is an act of its own, done once.
 */
export const moveIn =
  (town: Town): Task =>
  async (given) => {
    const { movingInId } = payload.parse(given)
    const work = await workOf(town, movingInId)
    if (!work) return
    const kept = keptOf(town, work)
    if (!work.read_at && !work.wrong) return readFile(town, work, kept)
    // gone already, unless the store of the files was away when it was read
    await town.files.remove(work.stored_as)
    const viewer = await whoever(town, work.staff_id)
    // whoever asked has left, or coordinates no more: what is done stays, and the file's page says that it waits for another
    if (viewer) await goOn(town, { work, kept, viewer })
  }

async function goOn(town: Town, moving: Moving): Promise<void> {
  const { undo_at, undone_at, go_at, moved_at, mapped_at, checked_at } = moving.work
  if (undo_at) return undone_at ? undefined : takeBackAll(town, moving)
  if (go_at) return moved_at ? moveSteps(town, moving) : moveAll(town, moving)
  if (mapped_at && !checked_at) return checkAll(town, moving)
}
