import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { readStored } from '../../platform/documents/stored-spreadsheet.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { guessedInList } from './list-columns.ts'
import type { ListRead } from './queries/lists.ts'

const payload = z.object({ listId: z.uuid() })
const mostRows = 2_000

/** Reads a list that was sent as a file: its lines are kept sealed, and the file goes. Broken off, it begins again. */
export const readTrackerList =
  (town: Town): Task =>
  async (given) => {
    const { listId } = payload.parse(given)
    const list = await unreadList(town, listId)
    if (!list) return
    const kept = JSON.parse(town.keys.open(listId, 'tracker_list', list.sealed)) as { name: string; key: string }
    const names = (cells: readonly string[]) => Object.keys(guessedInList(cells)).length
    const read = await readStored(town.files, { storedAs: list.stored_as, ...kept }, { mostRows, names })
    const what =
      'wrong' in read
        ? read
        : { sealed: sealedRead(town, listId, { header: read.header, lines: read.rows }), read_at: town.clock() }
    await inCasework(town, (tx) =>
      tx.updateTable('casework.tracker_list_lines').set(what).where('tracker_list_id', '=', listId).execute(),
    )
    await town.files.remove(list.stored_as)
  }

const sealedRead = (town: Town, listId: string, read: ListRead) =>
  town.keys.seal(listId, 'tracker_list_lines', JSON.stringify(read))

const inCasework = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess('tracker lists'), role: 'casework_writer', now: town.clock() }, work)

const unreadList = (town: Town, listId: string) =>
  inCasework(town, (tx) =>
    tx
      .selectFrom('casework.tracker_list as t')
      .innerJoin('casework.tracker_list_lines as l', 'l.tracker_list_id', 't.id')
      .select(['t.stored_as', 't.sealed'])
      .where('t.id', '=', listId)
      .where('l.read_at', 'is', null)
      .where('l.wrong', 'is', null)
      .executeTakeFirst(),
  )
