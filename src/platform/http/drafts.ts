import { sql } from 'kysely'
import { inTransaction } from '../db/database.ts'
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
  const sealed = town.keys.seal(keyFor(town, form), purpose, JSON.stringify(values))
  await asAuthor(town, viewer, async (tx) => {
    if (viewer.kind !== 'staff') await sql`select platform.forget_visits(${visitHours})`.execute(tx)
    await tx
      .insertInto('platform.draft')
      .values({ id: newId(), viewer_id: viewer.id, form, sealed, saved_at: town.clock() })
      .onConflict((it) => it.columns(['viewer_id', 'form']).doUpdateSet({ sealed, saved_at: town.clock() }))
      .execute()
    await holdFiles(tx, form, values)
  })
}

export async function draftOf(town: Town, viewer: Viewer, form: string): Promise<unknown> {
  if (!hasDrafts(viewer)) return undefined
  const row = await asAuthor(town, viewer, (tx) =>
    tx
      .selectFrom('platform.draft')
      .select(['sealed', 'saved_at'])
      .where('viewer_id', '=', viewer.id)
      .where('form', '=', form)
      .executeTakeFirst(),
  )
  if (row && viewer.kind !== 'staff' && Date.parse(row.saved_at) < town.clock().getTime() - visitHours * 3_600_000)
    return undefined
  return row && JSON.parse(town.keys.open(keyFor(town, form), purpose, row.sealed))
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

const asAuthor = <T>(town: Town, viewer: Viewer, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(town.database, { viewer, role: 'draft', now: town.clock() }, work)

/** A draft about a record is sealed with that record's key, and dies with it. */
function keyFor(town: Town, form: string) {
  const ids = form.toLowerCase().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  return ids.find((each) => town.keys.has(each)) ?? townKey
}
