import { inTransaction } from '../db/database.ts'
import { townKey } from '../keys.ts'
import { newId } from '../road.ts'
import type { Town } from '../town.ts'
import type { Viewer } from '../viewer.ts'

const purpose = 'draft'

/** Keeps what somebody typed into a form (its address) until it is sent; only for those who are signed in. */
export async function keepDraft(town: Town, viewer: Viewer, form: string, values: unknown): Promise<void> {
  if (viewer.kind !== 'staff') return
  const sealed = town.keys.seal(keyFor(town, form), purpose, JSON.stringify(values))
  await asAuthor(town, viewer, (tx) =>
    tx
      .insertInto('platform.draft')
      .values({ id: newId(), viewer_id: viewer.id, form, sealed, saved_at: town.clock() })
      .onConflict((it) => it.columns(['viewer_id', 'form']).doUpdateSet({ sealed, saved_at: town.clock() }))
      .execute(),
  )
}

export async function draftOf(town: Town, viewer: Viewer, form: string): Promise<unknown> {
  if (viewer.kind !== 'staff') return undefined
  const row = await asAuthor(town, viewer, (tx) =>
    tx
      .selectFrom('platform.draft')
      .select('sealed')
      .where('viewer_id', '=', viewer.id)
      .where('form', '=', form)
      .executeTakeFirst(),
  )
  return row && JSON.parse(town.keys.open(keyFor(town, form), purpose, row.sealed))
}

export async function dropDraft(town: Town, viewer: Viewer, form: string): Promise<void> {
  if (viewer.kind !== 'staff') return
  await asAuthor(town, viewer, (tx) =>
    tx.deleteFrom('platform.draft').where('viewer_id', '=', viewer.id).where('form', '=', form).execute(),
  )
}

const asAuthor = <T>(town: Town, viewer: Viewer, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(town.database, { viewer, role: 'draft' }, work)

/** A draft about a record is sealed with that record's key, and dies with it. */
function keyFor(town: Town, form: string) {
  const ids = form.toLowerCase().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  return ids.find((each) => town.keys.has(each)) ?? townKey
}
