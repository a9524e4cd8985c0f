import { sql } from 'kysely'
import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { readSpreadsheet } from '../../platform/documents/read-spreadsheet.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { keyedHash } from '../../platform/keys.ts'
import { look } from '../../platform/look.ts'
import { perform } from '../../platform/perform.ts'
import { holdsARole } from '../../platform/policy.ts'
import { staffAsTheyAre } from '../../organisation/staff/index.ts'
import { today } from '../../platform/pure/days.ts'
import { newId, readingIn } from '../../platform/road.ts'
import type { Reading, Town } from '../../platform/town.ts'
import { aProcess, type Viewer } from '../../platform/viewer.ts'
import { matchOfReferral, matchReferral, mayBeTheSame } from '../people/index.ts'
import { moveRowIn } from './commands/move-row-in.ts'
import { moveStepIn } from './commands/move-step.ts'
import { takeRowBack } from './commands/take-row-back.ts'
import { checkBatch, type RowHeld } from './checking.ts'
import { guessed, type Mapping } from './fields.ts'
import { movingInPolicy } from './policy.ts'
import { listsOf, mostRows, rowToMove } from './queries.ts'
import { judge } from './rows.ts'

const payload = z.object({ movingInId: z.uuid() })
const process = aProcess('moving in')
const batch = 200
const atOnce = 3
const headAtMost = 10

interface Work {
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
interface Kept {
  name: string
  key: string
}

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
    const kept = JSON.parse(town.keys.open(work.id, 'moving_in', work.sealed)) as Kept
    if (!work.read_at && !work.wrong) return readFile(town, work, kept)
    const viewer = await whoever(town, work.staff_id)
    // whoever asked has left, or coordinates no more: what is done stays, and the file's page says that it waits for another
    if (!viewer) return
    if (work.undo_at) return work.undone_at ? undefined : takeBackAll(town, work, viewer)
    if (work.go_at) return work.moved_at ? moveSteps(town, work, kept, viewer) : moveAll(town, work, kept, viewer)
    if (work.mapped_at && !work.checked_at) return checkAll(town, work, kept, viewer)
  }

const inCasework = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: process, role: 'casework_writer', now: town.clock() }, work)

const workOf = (town: Town, movingInId: string) =>
  inCasework(town, async (tx) => {
    const { rows } = await sql<Work>`select m.*, w.wrong, w.read_at, w.checked_at, w.moved_at, w.undone_at
      from casework.moving_in m join casework.moving_in_work w on w.moving_in_id = m.id where m.id = ${movingInId}`.execute(
      tx,
    )
    return rows[0]
  })

const note = (
  town: Town,
  movingInId: string,
  what: Partial<Record<'read_at' | 'checked_at' | 'moved_at' | 'undone_at', Date>> & {
    wrong?: string
    header?: Buffer
  },
) =>
  inCasework(town, (tx) =>
    tx.updateTable('casework.moving_in_work').set(what).where('moving_in_id', '=', movingInId).execute(),
  )

/** Whoever asked for it, as they are now: a member of staff who is here and may. */
async function whoever(town: Town, staffId: string): Promise<Viewer | undefined> {
  const viewer = await staffAsTheyAre(town, staffId)
  return viewer && holdsARole(movingInPolicy.moveIn, viewer) ? viewer : undefined
}

/** The file goes once its rows are here, sealed. */
async function readFile(town: Town, { id, stored_as }: Work, { name, key }: Kept): Promise<void> {
  const opened = await town.files.open(stored_as, Buffer.from(key, 'base64'))
  const bytes = await opened.read(0, opened.bytes).finally(() => opened.close())
  const found = await readSpreadsheet(bytes, { mostRows: mostRows + headAtMost, sayMost: mostRows, name })
  const head = 'rows' in found ? headOf(found.rows) : 0
  const [first, ...rows] = 'rows' in found ? found.rows.slice(head) : []
  if (rows.length > mostRows) {
    await note(town, id, { wrong: `has more than ${mostRows.toLocaleString('en-GB')} rows. Send it in several files` })
    return town.files.remove(stored_as)
  }
  if (!first || !rows.length) {
    await note(town, id, { wrong: 'wrong' in found ? found.wrong : 'has no row below the names of its columns' })
    return town.files.remove(stored_as)
  }
  const sealed = (cells: readonly string[]) => town.keys.seal(id, 'moving_in_row', JSON.stringify(cells))
  const header = town.keys.seal(id, 'moving_in_work', JSON.stringify(first.cells))
  await inCasework(town, async (tx) => {
    for (let at = 0; at < rows.length; at += batch) {
      const some = rows.slice(at, at + batch)
      await tx
        .insertInto('casework.moving_in_row')
        .values(
          some.map(({ line, cells }) => ({
            id: newId(),
            moving_in_id: id,
            line,
            state: 'waiting',
            match_act: newId(),
            sealed: sealed(cells),
          })),
        )
        .onConflict((it) => it.columns(['moving_in_id', 'line']).doNothing())
        .execute()
    }
    await tx
      .updateTable('casework.moving_in_work')
      .set({ header, read_at: town.clock() })
      .where('moving_in_id', '=', id)
      .execute()
  })
  await town.files.remove(stored_as)
}

/** A title may stand above the names of the columns: they are in the row, of the first ten, that names most of ours. */
function headOf(rows: readonly { cells: readonly string[] }[]): number {
  const named = rows.slice(0, headAtMost).map(({ cells }) => Object.keys(guessed(cells)).length)
  return Math.max(0, named.indexOf(Math.max(...named)))
}

async function checkAll(town: Town, work: Work, kept: Kept, viewer: Viewer): Promise<void> {
  for (;;) {
    const rows = await rowsIn(town, work.id, ['waiting'])
    if (!rows.length) break
    const judged = await asWhoever(town, viewer, (reading) =>
      checkBatch(reading, rows, {
        work: { id: work.id, mapping: work.mapping as Mapping, homeForce: work.home_force_id ?? undefined },
        file: kept.name,
        hash: (text) => keyedHash(town.keys, 'moving in row', text),
      }),
    )
    await inCasework(town, async (tx) => {
      for (const { rowId, state, reasons, alike, fingerprint } of judged)
        await tx
          .updateTable('casework.moving_in_row')
          .set({ state, reasons, alike, fingerprint })
          .where('id', '=', rowId)
          .execute()
    })
  }
  await note(town, work.id, { checked_at: town.clock() })
}

const rowsIn = (town: Town, movingInId: string, states: ('waiting' | 'good' | 'moved in')[]): Promise<RowHeld[]> =>
  inCasework(town, (tx) =>
    tx
      .selectFrom('casework.moving_in_row')
      .select(['id', 'line', 'match_act', 'sealed'])
      .where('moving_in_id', '=', movingInId)
      .where('state', 'in', states)
      .orderBy('line')
      .limit(batch)
      .execute(),
  )

/** What whoever asked may see, and no more: a person who is closed to them is alike to nobody. */
const asWhoever = <T>(town: Town, viewer: Viewer, work: (reading: Reading) => Promise<T>) => {
  const now = town.clock()
  return inTransaction(town.database, { viewer, role: 'casework_oversight', command: 'moving-in.check', now }, (tx) =>
    work(readingIn(town, tx, viewer, now)),
  )
}

async function moveAll(town: Town, work: Work, kept: Kept, viewer: Viewer): Promise<void> {
  const lists = await asWhoever(town, viewer, listsOf)
  for (;;) {
    const rows = await rowsIn(town, work.id, ['good'])
    if (!rows.length) break
    for (const row of rows) await moveOne(town, { work, kept, viewer, lists }, row)
  }
  await moveSteps(town, work, kept, viewer)
  await note(town, work.id, { moved_at: town.clock() })
  // somebody may have said meanwhile who a person is
  await moveSteps(town, work, kept, viewer)
}

interface Moving {
  work: Work
  kept: Kept
  viewer: Viewer
  lists: Parameters<typeof judge>[2]
}

async function moveOne(
  town: Town,
  { work, kept, viewer, lists }: Moving,
  { id, line, match_act, sealed }: RowHeld,
): Promise<void> {
  const cells = JSON.parse(town.keys.open(work.id, 'moving_in_row', sealed!)) as string[]
  const from = sourceOf(town, { work, kept, viewer }, line)
  const { row, reasons } = judge(cells, work.mapping as Mapping, lists, from)
  const purpose = `moving in, line ${line} of ${work.id}`
  const ending =
    row &&
    (await perform(town, moveRowIn, {
      viewer,
      about: { rowId: id },
      raw: { ...row.raw, receivedOn: row.receivedOn, stepsFollow: row.steps.length > 0 },
      actId: id,
      purpose,
    }))
  if (ending?.is !== 'done') {
    const why = ending?.is === 'problems' ? ending.problems.map(({ message }) => message) : reasons
    return sendBack(town, id, why.length ? why : ['This row could not be moved in'])
  }
  const caseId = ending.fact.caseId!
  const homeForce = row!.homeForceId ?? work.home_force_id
  if (homeForce) await matchAlone(town, { viewer, caseId, homeForce, actId: match_act, file: kept.name, line })
}

const sourceOf = (town: Town, { work, kept, viewer }: Omit<Moving, 'lists'>, line: number) => ({
  file: kept.name,
  line,
  today: today(town.clock()),
  viewer,
  homeForce: work.home_force_id ?? undefined,
})

/** What was decided since the referral, of every row whose person is known; the others wait until somebody says who it is. */
async function moveSteps(town: Town, work: Work, kept: Kept, viewer: Viewer): Promise<void> {
  const lists = await asWhoever(town, viewer, listsOf)
  for (;;) {
    const rows = await rowsWithSteps(town, work.id)
    if (!rows.length) return
    await severalAtOnce(rows, (row) => stepsOfOne(town, { work, kept, viewer, lists }, row))
  }
}

/** Cases that are known do not touch one another: several at once wait for the database together. */
async function severalAtOnce<T>(rows: readonly T[], work: (row: T) => Promise<void>): Promise<void> {
  const left = [...rows]
  const one = async () => {
    for (let row = left.shift(); row; row = left.shift()) await work(row)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
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
async function stepsOfOne(town: Town, moving: Moving, { id, line, sealed }: RowHeld): Promise<void> {
  const { work, viewer, lists } = moving
  const cells = JSON.parse(town.keys.open(work.id, 'moving_in_row', sealed!)) as string[]
  const { row, reasons } = judge(cells, work.mapping as Mapping, lists, sourceOf(town, moving, line))
  if (!row)
    return keepWithReason(town, id, `What was decided before cannot be moved in any more: ${reasons.join('; ')}`)
  const done = await stepsMovedIn(town, viewer, id)
  const left = row.steps.filter(({ step }) => !done.includes(step))
  for (const [at, raw] of left.entries()) {
    const purpose = `moving in, line ${line} of ${work.id}`
    const ending = await perform(town, moveStepIn, { viewer, about: { rowId: id }, raw, purpose })
    if (ending.is === 'done' || (await stepsMovedIn(town, viewer, id)).includes(raw.step)) continue
    const recorded = await stepsRecorded(town, viewer, id)
    if (left.slice(at).every(({ step }) => recorded.includes(step))) break
    const why = `What was decided before was not moved in from “${raw.step}” on: ${whyNot(ending)}`
    return keepWithReason(town, id, why)
  }
  await emptyRow(town, id)
}

type Undone = Exclude<Awaited<ReturnType<typeof perform>>, { is: 'done' }>

function whyNot(ending: Undone): string {
  switch (ending.is) {
    case 'refused':
      return ending.sentence
    case 'problems':
      return ending.problems.map(({ message }) => message).join('; ')
    case 'not found':
      return 'The row is not there any more.'
    case 'forbidden':
      return 'Whoever moves it in may not do so any more.'
    default:
      throw new Error(`a row that is moved in ended as “${ending.is}”, which it cannot`)
  }
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

/** What the row held is with the case from here on. */
const emptyRow = (town: Town, rowId: string) => setRow(town, rowId, 'moved in', { sealed: null })
const keepWithReason = async (town: Town, rowId: string, why: string) => {
  await inCasework(town, (tx) =>
    tx
      .updateTable('casework.moving_in_row')
      .set({ reasons: [why] })
      .where('id', '=', rowId)
      .where('state', '=', 'moved in')
      .where('sealed', 'is not', null)
      .execute(),
  )
}
const sendBack = (town: Town, rowId: string, reasons: string[]) =>
  setRow(town, rowId, 'good', { state: 'bad', reasons })

/** Says it of a row that is still in that state: another job may have gone on with it in another's name. */
const setRow = async (
  town: Town,
  rowId: string,
  from: string,
  row: { state?: string; sealed?: null; reasons?: string[] },
) => {
  await inCasework(town, (tx) =>
    tx.updateTable('casework.moving_in_row').set(row).where('id', '=', rowId).where('state', '=', from).execute(),
  )
}

interface Alone {
  viewer: Viewer
  caseId: string
  homeForce: string
  actId: string
  file: string
  line: number
}

/** A new person where nobody may be the same; otherwise a human says who it is, as with every referral. */
async function matchAlone(town: Town, { viewer, caseId, homeForce, actId, file, line }: Alone): Promise<void> {
  const seen = await look(town, matchOfReferral, { viewer, about: { caseId }, purpose: 'moving in' })
  if (seen.is !== 'seen' || seen.known.personId || mayBeTheSame(seen.known.candidates).length) return
  const others = seen.known.candidates.length
    ? 'whoever is called alike was born on another day'
    : 'nobody like them was recorded'
  const reason = `Moved in from “${file}”, line ${line}: ${others}.`
  await perform(town, matchReferral, {
    viewer,
    about: { caseId },
    raw: { answer: 'different', homeForce, reason },
    actId,
    purpose: 'moving in',
  })
}

async function takeBackAll(town: Town, { id }: Work, viewer: Viewer): Promise<void> {
  for (;;) {
    const rows = await rowsIn(town, id, ['moved in'])
    if (!rows.length) break
    await severalAtOnce(rows, (row) => takeOneBack(town, { movingInId: id, viewer }, row))
  }
  await note(town, id, { undone_at: town.clock() })
}

async function takeOneBack(
  town: Town,
  { movingInId, viewer }: { movingInId: string; viewer: Viewer },
  { id, line }: RowHeld,
): Promise<void> {
  const purpose = `taking back, line ${line} of ${movingInId}`
  const ending = await perform(town, takeRowBack, { viewer, about: { rowId: id }, raw: {}, purpose })
  if (ending.is !== 'done' && ending.is !== 'refused')
    return setRow(town, id, 'moved in', { state: 'kept', reasons: [whyNot(ending)] })
  // what is left of it in the journal, and in every backup, is unreadable from here on
  if (ending.is === 'done')
    for (const gone of ['goneId', 'gonePersonId']) forget(town, (ending.fact as Record<string, unknown>)[gone])
}

const forget = (town: Town, keyId: unknown) => typeof keyId === 'string' && town.keys.forget(keyId)
