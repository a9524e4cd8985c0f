import { sql } from 'kysely'
import { ask, inTransaction, type Tx } from '../db/database.ts'
import { holdFiles } from '../files/uploads.ts'
import { keyedHash, townKey } from '../keys.ts'
import type { Route } from '../module.ts'
import { newId } from '../road.ts'
import type { Town } from '../town.ts'
import { aProcess, type Viewer } from '../viewer.ts'
import type { Turn } from './site.ts'

const purpose = 'draft'
/** Somebody without an account may sit at a computer that others use as well. */
const visitHours = 2
/** What a member of staff left for so long is not sent any more. */
const leftForDays = 90
const visitor = 'visit '
/** More than anybody leaves unsent in good faith, and far less than fills a disk. */
const mostOfOne = { forms: 200, bytes: 40_000_000 }

/** Whose a draft is: of a form in sections it may be a visit's, known by a hash of its token, so that nobody has it without. */
export function authorOf(route: Pick<Route, 'inSections' | 'path'>, turn: Turn): Viewer {
  const { site, visit } = turn
  const apart = site.draftsApart?.(turn, route)
  if (apart) return { ...visit.viewer, id: visitor + apart }
  if (visit.viewer.kind === 'staff' || !route.inSections) return visit.viewer
  const of = keyedHash(site.town.keys, 'visit draft', visit.token).toString('base64url')
  return { ...visit.viewer, id: visitor + of }
}

const hasDrafts = ({ kind, id }: Viewer) => kind === 'staff' || id.startsWith(visitor)

/** Keeps what somebody typed into a form (its address) until it is sent; see `authorOf` for whose it is. */
export async function keepDraft(town: Town, viewer: Viewer, form: string, values: unknown): Promise<void> {
  if (!hasDrafts(viewer)) return
  await asAuthor(town, viewer, async (tx) => {
    await holdDraft(tx, viewer, form)
    await writeDraft(town, tx, { viewer, form }, values)
  })
}

/** `keeps`: the whole draft from now on; where it is undefined, the draft stays as it is. */
interface Change {
  keeps?: unknown
}

/**
 * Changes a draft by what stands in it now (undefined: nothing does). Of several changes at once each sees what the one
 * before it kept, so that none is lost. Gives what `decide` gave.
 */
export async function changeDraft<Decided extends Change>(
  town: Town,
  viewer: Viewer,
  form: string,
  decide: (draft: unknown) => Decided,
): Promise<Decided> {
  if (!hasDrafts(viewer)) return decide(undefined)
  return asAuthor(town, viewer, async (tx) => {
    const [, draft] = await Promise.all([holdDraft(tx, viewer, form), readDraft(town, tx, { viewer, form })])
    const decided = decide(draft)
    if (decided.keeps !== undefined) await writeDraft(town, tx, { viewer, form }, decided.keeps)
    return decided
  })
}

export async function draftOf(town: Town, viewer: Viewer, form: string): Promise<unknown> {
  if (!hasDrafts(viewer)) return undefined
  return asAuthor(town, viewer, (tx) => readDraft(town, tx, { viewer, form }))
}

export async function dropDraft(town: Town, viewer: Viewer, form: string): Promise<void> {
  if (!hasDrafts(viewer)) return
  await asAuthor(town, viewer, (tx) =>
    tx.deleteFrom('platform.draft').where('viewer_id', '=', viewer.id).where('form', '=', form).execute(),
  )
}

/** Forgets what was typed and left, with the files that it held. */
export const forgetLeftDrafts = (town: Town) =>
  inTransaction(town.database, { viewer: aProcess('files'), role: 'jobs', now: town.clock() }, (tx) =>
    sql`select platform.forget_drafts(${visitHours}, ${leftForDays})`.execute(tx),
  )

interface Draft {
  viewer: Viewer
  form: string
}

/** A lock and not the row: there may be none yet. */
const holdDraft = (tx: Tx, viewer: Viewer, form: string) =>
  ask(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`draft ${viewer.id} ${form}`])

async function readDraft(town: Town, tx: Tx, { viewer, form }: Draft): Promise<unknown> {
  const row = await tx
    .selectFrom('platform.draft')
    .select(['sealed', 'saved_at'])
    .where('viewer_id', '=', viewer.id)
    .where('form', '=', form)
    .executeTakeFirst()
  if (!row) return undefined
  const isOver = Date.parse(row.saved_at) < town.clock().getTime() - visitHours * 3_600_000
  if (viewer.kind !== 'staff' && isOver) return undefined
  return JSON.parse(town.keys.open(keyFor(town, form), purpose, row.sealed))
}

async function writeDraft(town: Town, tx: Tx, { viewer, form }: Draft, values: unknown): Promise<void> {
  const sealed = town.keys.seal(keyFor(town, form), purpose, JSON.stringify(values))
  await makeRoom(tx, { viewer, form }, sealed.length)
  await tx
    .insertInto('platform.draft')
    .values({ id: newId(), viewer_id: viewer.id, form, sealed, saved_at: town.clock() })
    .onConflict((it) => it.columns(['viewer_id', 'form']).doUpdateSet({ sealed, saved_at: town.clock() }))
    .execute()
  await holdFiles(tx, form, values)
}

/** What an author left longest goes first, once there is more than one person types. */
const makeRoom = (tx: Tx, { viewer, form }: Draft, bytes: number) =>
  ask(
    tx,
    `delete from platform.draft where id in (select id from (
      select id, row_number() over newest as forms, sum(octet_length(sealed)) over newest as bytes
      from platform.draft where viewer_id = $1 and form <> $2 window newest as (order by saved_at desc, id desc)
    ) others where forms >= $3 or bytes > $4)`,
    [viewer.id, form, mostOfOne.forms, mostOfOne.bytes - bytes],
  )

const asAuthor = <T>(town: Town, viewer: Viewer, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(town.database, { viewer, role: 'draft', now: town.clock() }, work)

/** A draft about a record is sealed with that record's key, and dies with it. */
function keyFor(town: Town, form: string) {
  const ids = form.toLowerCase().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  return ids.find((each) => town.keys.has(each)) ?? townKey
}
