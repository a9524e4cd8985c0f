import { keyedHash } from '../../platform/keys.ts'
import type { Reading, Town } from '../../platform/town.ts'
import { candidatesFor, mayBeTheSame } from '../people/index.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { type RowRead, soughtIn } from './rows.ts'
import { asWhoever, inCasework, judged, type Moving, note, type RowHeld, rowsIn } from './working.ts'

/** Judges every row as whoever moves them in: what is wrong with each, what is there already, and how many are alike. */
export async function checkAll(town: Town, moving: Moving): Promise<void> {
  const { work, viewer } = moving
  for (;;) {
    const rows = await rowsIn(town, work.id, ['waiting'])
    if (!rows.length) break
    const said = await asWhoever(town, viewer, (reading) => checkBatch(town, reading, moving, rows))
    await inCasework(town, async (tx) => {
      for (const { rowId, ...row } of said)
        await tx.updateTable('casework.moving_in_row').set(row).where('id', '=', rowId).execute()
    })
  }
  await note(town, work.id, { checked_at: town.clock() })
}

interface Said {
  rowId: string
  state: 'good' | 'bad' | 'there already'
  reasons: string[]
  alike: number
  fingerprint: Buffer | null
}

async function checkBatch(town: Town, reading: Reading, moving: Moving, rows: readonly RowHeld[]): Promise<Said[]> {
  const lists = await listsOf(reading)
  /** The lines of this batch by what they say: the rows before it are found in the database. */
  const here = new Map<string, number>()
  const said: Said[] = []
  for (const row of rows) said.push(await checkRow(town, reading, { moving, lists, here }, row))
  return said
}

interface Checking {
  moving: Moving
  lists: Lists
  here: Map<string, number>
}

async function checkRow(town: Town, reading: Reading, { moving, lists, here }: Checking, held: RowHeld): Promise<Said> {
  const { id: rowId, line } = held
  const { row, reasons } = judged(town, moving, lists, held)
  if (!row) return { rowId, state: 'bad', reasons, alike: 0, fingerprint: null }
  const fingerprint = keyedHash(town.keys, 'moving in row', row.same)
  const words = fingerprint.toString('hex')
  const twin = here.get(words) ?? (await twinOf(reading, fingerprint, { rowId, movingInId: moving.work.id }))
  if (twin !== undefined) {
    const where = typeof twin === 'number' ? `The same as line ${twin} of this file` : 'This row was moved in before'
    return { rowId, state: 'there already', reasons: [where], alike: 0, fingerprint }
  }
  here.set(words, line)
  return { rowId, state: 'good', reasons: [], alike: await howManyAlike(reading, row), fingerprint }
}

const howManyAlike = async (reading: Reading, row: RowRead) =>
  mayBeTheSame(await candidatesFor(reading, soughtIn(row))).length

/** The line of an earlier row of this file that says the same; true where one that was moved in before does. */
async function twinOf(
  { tx }: Reading,
  fingerprint: Buffer,
  { rowId, movingInId }: { rowId: string; movingInId: string },
): Promise<number | true | undefined> {
  const [twin] = await tx
    .selectFrom('casework.moving_in_row')
    .select(['line', 'moving_in_id', 'state'])
    .where('fingerprint', '=', fingerprint)
    .where('id', '<>', rowId)
    .where((where) =>
      where.or([
        where('moving_in_id', '=', movingInId).and('state', '=', 'good'),
        where('state', 'in', ['moved in', 'kept']),
      ]),
    )
    .limit(1)
    .execute()
  if (!twin) return undefined
  return twin.moving_in_id === movingInId ? twin.line : true
}
