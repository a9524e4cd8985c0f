import { ask, inTransaction } from '../db/database.ts'
import type { Town } from '../town.ts'
import { aProcess } from '../viewer.ts'
import { BucketAway } from './s3.ts'

/** What is destroyed meanwhile must not wait for a whole town's files: the next round begins within a minute. */
const mostAtATime = 1000
const atOnce = 4

/**
 * Brings into the bucket what lies in the folder and belongs to something: what came while the store was away, and all
 * that there was before a bucket was named. Where the store does not answer, that is logged, and they wait. Gives how many
 * were brought.
 */
export async function settleWhatWaits(town: Town): Promise<number> {
  let brought = 0
  for await (const names of town.files.unsettled()) {
    const left = await namedOf(town, names)
    const one = async () => {
      for (let name = left.pop(); name && brought < mostAtATime; name = left.pop())
        if (await settle(town, name)) brought++
    }
    try {
      await Promise.all(Array.from({ length: atOnce }, one))
    } catch (error) {
      if (!(error instanceof BucketAway)) throw error
      town.log.error('The bucket does not take the files that wait in the folder', { why: error.code })
      return brought
    }
    if (brought >= mostAtATime) break
  }
  return brought
}

/** One that is gone meanwhile was destroyed, or brought by another process. */
const settle = (town: Town, name: string) =>
  town.files
    .settle(name, async () => (await namedOf(town, [name])).length > 0)
    .then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )

/** Which of them a record or an upload names: what is coming in just now is named by nothing yet, and is left alone. */
async function namedOf(town: Town, names: string[]): Promise<string[]> {
  if (!names.length) return []
  const rows = await inTransaction(town.database, { viewer: aProcess('files'), role: 'jobs' }, (tx) =>
    ask<{ files_known: string }>(tx, 'select platform.files_known($1::uuid[]) as files_known', [names]),
  )
  return rows.map(({ files_known }) => files_known)
}
