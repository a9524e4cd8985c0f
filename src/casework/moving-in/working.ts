import { sql } from 'kysely'
import { staffAsTheyAre } from '../../organisation/staff/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { holdsARole } from '../../platform/policy.ts'
import { today } from '../../platform/pure/days.ts'
import { readingIn } from '../../platform/road.ts'
import type { Reading, Town } from '../../platform/town.ts'
import { aProcess, type Viewer } from '../../platform/viewer.ts'
import type { Mapping } from './mapping.ts'
import { movingInPolicy } from './policy.ts'
import type { Lists } from './queries/lists.ts'
import { type Judged, judge } from './rows.ts'

/** How many rows are taken in hand at a time. */
export const batch = 50
const process = aProcess('moving in')

export interface Work {
  id: string
  staff_id: string
  stored_as: string
  sealed: Buffer
  mapping: unknown
  home_force_id: string | null
  mapped_at: string | null
  go_at: string | null
  undo_at: string | null
  wrong: string | null
  read_at: string | null
  checked_at: string | null
  moved_at: string | null
  undone_at: string | null
}

/** What is sealed of a file: its name, and the key that opens its bytes. */
export interface Kept {
  name: string
  key: string
}

/** A row as it lies: sealed with the key of its file. */
export interface RowHeld {
  id: string
  line: number
  match_act: string
  case_id: string | null
  sealed: Buffer | null
}

/** A file in the hands of its job, in the name of whoever moves it in. */
export interface Moving {
  work: Work
  kept: Kept
  viewer: Viewer
}

export const inCasework = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: process, role: 'casework_writer', now: town.clock() }, work)

export const workOf = (town: Town, movingInId: string) =>
  inCasework(town, async (tx) => {
    const { rows } = await sql<Work>`select m.*, w.wrong, w.read_at, w.checked_at, w.moved_at, w.undone_at
      from casework.moving_in m join casework.moving_in_work w on w.moving_in_id = m.id where m.id = ${movingInId}`.execute(
      tx,
    )
    return rows[0]
  })

export const keptOf = (town: Town, work: Work) => JSON.parse(town.keys.open(work.id, 'moving_in', work.sealed)) as Kept

type Instants = Partial<Record<'read_at' | 'checked_at' | 'moved_at' | 'undone_at', Date>>

/** How far the work on a file is, as it goes on. */
export const note = (town: Town, movingInId: string, what: Instants & { wrong?: string }) =>
  inCasework(town, (tx) =>
    tx.updateTable('casework.moving_in_work').set(what).where('moving_in_id', '=', movingInId).execute(),
  )

/** Whoever asked for it, as they are now: a member of staff who is here and may. */
export async function whoever(town: Town, staffId: string): Promise<Viewer | undefined> {
  const viewer = await staffAsTheyAre(town, staffId)
  return viewer && holdsARole(movingInPolicy.moveIn, viewer) ? viewer : undefined
}

/** What whoever asked may see, and no more: a person who is closed to them is alike to nobody. */
export const asWhoever = <T>(town: Town, viewer: Viewer, work: (reading: Reading) => Promise<T>) => {
  const now = town.clock()
  return inTransaction(town.database, { viewer, role: 'casework_oversight', command: 'moving-in.check', now }, (tx) =>
    work(readingIn(town, tx, viewer, now)),
  )
}

export const rowsIn = (town: Town, movingInId: string, states: ('waiting' | 'good' | 'moved in')[]) =>
  inCasework(
    town,
    (tx): Promise<RowHeld[]> =>
      tx
        .selectFrom('casework.moving_in_row')
        .select(['id', 'line', 'match_act', 'case_id', 'sealed'])
        .where('moving_in_id', '=', movingInId)
        .where('state', 'in', states)
        .orderBy('line')
        .limit(batch)
        .execute(),
  )

/** A row as it says itself, read again where it lies. */
export function judged(town: Town, { work, kept, viewer }: Moving, lists: Lists, { line, sealed }: RowHeld): Judged {
  const cells = JSON.parse(town.keys.open(work.id, 'moving_in_row', sealed!)) as string[]
  return judge(cells, work.mapping as Mapping, lists, {
    file: kept.name,
    line,
    today: today(town.clock()),
    viewer,
    homeForce: work.home_force_id ?? undefined,
  })
}

interface RowChange {
  state?: string
  sealed?: null
  reasons?: string[]
}

/** Says it of a row that is still in that state: another job may have gone on with it in another's name. */
export const setRow = (town: Town, rowId: string, from: 'good' | 'moved in', row: RowChange): Promise<void> =>
  inCasework(town, async (tx) => {
    await tx.updateTable('casework.moving_in_row').set(row).where('id', '=', rowId).where('state', '=', from).execute()
  })

const atOnce = 3

/** Rows that do not touch one another: several at once wait for the database together. */
export async function severalAtOnce<T>(rows: readonly T[], work: (row: T) => Promise<unknown>): Promise<void> {
  const left = [...rows]
  const one = async () => {
    for (let row = left.shift(); row; row = left.shift()) await work(row)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

interface InTwo<Row, Made> {
  ahead: (row: Row) => Promise<Made>
  inTurn: (row: Row, made: Made) => unknown
}

/** Does the first half of the work with several rows at once, and the second with one after the other, in their order. */
export async function oneAheadOfAnother<Row, Made>(
  rows: readonly Row[],
  { ahead, inTurn }: InTwo<Row, Made>,
): Promise<void> {
  const begin = (row: Row) => {
    const made = ahead(row)
    // it is heard of when its turn comes
    made.catch(() => {})
    return made
  }
  const begun = rows.slice(0, atOnce).map(begin)
  try {
    for (const [at, row] of rows.entries()) {
      const made = await begun[at]!
      const next = rows[begun.length]
      if (next) begun.push(begin(next))
      await inTurn(row, made)
    }
  } finally {
    // none may still be at work when the job ends
    await Promise.allSettled(begun)
  }
}
