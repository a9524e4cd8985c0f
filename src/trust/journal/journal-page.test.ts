import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const officer = await world.someone('Dana Dreamland', 'data protection officer')
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')
const { caseId } = await seedCase(world, { name: 'Sam Secretly' })

test('the data protection officer sees who looked at what, and no content', async () => {
  await coordinator.opens(`/cases/${caseId}`)
  const page = await officer.opens('/journal')
  assert.equal(page.status, 200)
  assert.match(page.text, /Morgan Madeup/)
  assert.match(page.text, new RegExp(`/cases/${caseId}/who-looked`))
  assert.doesNotMatch(page.text, /Secretly/)
})

test('it narrows to one person and one kind, page by page', async () => {
  for (let n = 0; n < 60; n++) await coordinator.asks('cases.banner', { caseId })
  const first = await officer.asks('journal.entries', { who: coordinator.id, kind: 'look' })
  assert.equal(first.body.entries.length, 50)
  assert.ok(
    first.body.entries.every(
      (entry: { whoId: string; kind: string }) => entry.whoId === coordinator.id && entry.kind === 'look',
    ),
  )
  const second = await officer.asks('journal.entries', { who: coordinator.id, kind: 'look', before: first.body.next })
  assert.equal(second.status, 200)
  assert.ok(second.body.entries[0].entryId < first.body.entries.at(-1).entryId)
})

test('whoever reads it stands in it', async () => {
  const before = await officer.asks('journal.entries', { who: officer.id, kind: 'search' })
  await officer.opens('/journal')
  const { body } = await officer.asks('journal.entries', { who: officer.id, kind: 'search' })
  assert.equal(body.entries.length, before.body.entries.length + 2)
  assert.ok(body.entries.every(({ what }: { what: string }) => what === 'journal.entries'))
})

test('nobody else reads it', async () => {
  for (const roles of ['Channel coordinator', 'administrator', 'panel chair', 'cohesion worker'] as const) {
    const other = await world.someone('Otto Other', roles)
    assert.equal((await other.opens('/journal')).status, 403)
    assert.equal((await other.asks('journal.entries')).status, 403)
  }
})
