import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { hiddenFields, openWorld, type Someone } from '../../../test/world.ts'
import { inTransaction } from '../db/database.ts'
import { newId } from '../road.ts'
import { draftOf, keepDraft } from './drafts.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const cohesion = await world.someone('Coe Cohesion', 'cohesion worker')
const viewerOf = ({ id, name }: Someone) => ({ kind: 'staff' as const, id, name, agencyId: null, roles: [] })

async function saves(who: Someone, form: string, fields: Record<string, string>) {
  const page = await who.opens('/pledge')
  return (await who.posts(`/drafts${form}`, { ...hiddenFields(page.text), ...fields })).status
}

test('a draft is kept for a form that its author may fill in, and for no other', async () => {
  const form = `/cases/${newId()}/closing/propose`
  assert.equal(await saves(coordinator, form, { reasons: 'half a sentence' }), 204)
  assert.equal(await saves(cohesion, form, { reasons: 'half a sentence' }), 403)
  assert.equal(await saves(coordinator, '/no/such/form', {}), 404)
})

test('in the database too a draft is its author’s alone, to read, to change and to remove', async () => {
  await keepDraft(world.town, viewerOf(coordinator), '/refer', { givenNames: 'S' })
  const asOther = (statement: 'select' | 'update' | 'delete') =>
    inTransaction(world.town.database, { viewer: viewerOf(cohesion), role: 'draft' }, async (tx) => {
      if (statement === 'select') return (await tx.selectFrom('platform.draft').selectAll().execute()).length
      const done =
        statement === 'update'
          ? await tx.updateTable('platform.draft').set({ form: '/stolen' }).executeTakeFirst()
          : await tx.deleteFrom('platform.draft').executeTakeFirst()
      return Number('numUpdatedRows' in done ? done.numUpdatedRows : done.numDeletedRows)
    })
  for (const statement of ['select', 'update', 'delete'] as const) assert.equal(await asOther(statement), 0, statement)
  assert.deepEqual(await draftOf(world.town, viewerOf(coordinator), '/refer'), { givenNames: 'S' })
})

test('what one person leaves unsent has an end: the oldest makes room, and nobody else’s', async () => {
  const viewer = viewerOf(coordinator)
  await keepDraft(world.town, viewerOf(cohesion), '/first', { words: 'mine' })
  await keepDraft(world.town, viewer, '/first', { words: 'x' })
  await world.sql(
    `insert into platform.draft (id, viewer_id, form, sealed, saved_at)
     select gen_random_uuid(), $1, '/form-' || n, '\\x00', now() + make_interval(secs => n) from generate_series(1, 220) n`,
    [coordinator.id],
  )
  world.time.now = new Date(world.time.now.getTime() + 600_000)
  await keepDraft(world.town, viewer, '/last', { words: 'y' })
  const left = await world.sql<{ form: string }>('select form from platform.draft where viewer_id = $1', [
    coordinator.id,
  ])
  assert.equal(left.length, 200)
  assert.ok(left.some(({ form }) => form === '/form-220') && !left.some(({ form }) => form === '/first'))
  assert.deepEqual(await draftOf(world.town, viewer, '/last'), { words: 'y' })
  assert.deepEqual(await draftOf(world.town, viewerOf(cohesion), '/first'), { words: 'mine' })

  const long = 'a'.repeat(15_000_000)
  for (const form of ['/one', '/two', '/three']) {
    world.time.now = new Date(world.time.now.getTime() + 1000)
    await keepDraft(world.town, viewer, form, { long })
  }
  const forms = (
    await world.sql<{ form: string }>('select form from platform.draft where viewer_id = $1', [coordinator.id])
  ).map(({ form }) => form)
  assert.deepEqual(forms.toSorted(), ['/three', '/two'])
})

test('a draft about a record is sealed with its key, however its id is written', async () => {
  const caseId = newId()
  world.town.keys.create(caseId)
  for (const written of [caseId, caseId.toUpperCase()]) {
    await keepDraft(world.town, viewerOf(coordinator), `/cases/${written}/exit`, { words: 'x' })
    assert.deepEqual(await draftOf(world.town, viewerOf(coordinator), `/cases/${written}/exit`), { words: 'x' })
  }
  world.town.keys.forget(caseId)
  for (const written of [caseId, caseId.toUpperCase()])
    await assert.rejects(draftOf(world.town, viewerOf(coordinator), `/cases/${written}/exit`), /no key|authenticate/)
})
