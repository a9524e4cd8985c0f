import { ask, inTransaction, type Tx } from '../db/database.ts'
import type { Town } from '../town.ts'
import { aProcess } from '../viewer.ts'

/** Few enough that whoever waits for one of them does not wait for long. */
const atATime = 50

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
  for (let destroyed = 0; ; ) {
    const { done, failed } = await inTransaction(town.database, { viewer: aProcess('files'), role: 'jobs' }, (tx) =>
      destroySome(town, tx),
    )
    destroyed += done
    if (failed) throw failed.reason
    if (!done) return destroyed
  }
}

/** All in one transaction: they are held until they are gone, and whoever would have one of them again waits for that. */
async function destroySome(town: Town, tx: Tx) {
  const due = await ask<Due>(tx, 'select * from platform.next_to_destroy($1)', [atATime])
  const tried = await Promise.allSettled(due.map((each) => destroy(town, each)))
  const done = due.filter((_, n) => tried[n]!.status === 'fulfilled').map(({ id }) => id)
  if (done.length) await ask(tx, 'select platform.was_destroyed($1::uuid[])', [done])
  return { done: done.length, failed: tried.find((each) => each.status === 'rejected') }
}

async function destroy({ files, keys }: Town, { what, id }: Due) {
  if (what === 'file') return files.remove(id)
  keys.forget(id)
}
