import { ask, inTransaction } from '../db/database.ts'
import type { Town } from '../town.ts'
import { aProcess } from '../viewer.ts'

const atATime = 200

interface Due {
  what: 'file' | 'key'
  id: string
}

/**
 * Destroys what acts have left to be destroyed: the bytes of files and the keys whose records are gone, the oldest first.
 * What is gone already is no fault, so it may be done twice. Gives how many; throws, after all the others, where something
 * could not be destroyed, so that it is tried again.
 */
export async function destroyWhatIsGone(town: Town): Promise<number> {
  let destroyed = 0
  for (;;) {
    const due = await asJobs<Due>(town, 'select * from platform.next_to_destroy($1)', [atATime])
    if (!due.length) return destroyed
    const tried = await Promise.allSettled(due.map((each) => destroy(town, each)))
    const done = due.filter((_, n) => tried[n]!.status === 'fulfilled').map(({ id }) => id)
    await asJobs(town, 'select platform.was_destroyed($1::uuid[])', [done])
    destroyed += done.length
    const failed = tried.find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
  }
}

async function destroy({ files, keys }: Town, { what, id }: Due) {
  if (what === 'file') return files.remove(id)
  keys.forget(id)
}

const asJobs = <Row extends object>(town: Town, text: string, values: unknown[]) =>
  inTransaction(town.database, { viewer: aProcess('files'), role: 'jobs' }, (tx) => ask<Row>(tx, text, values))
