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
  assert.doesNotMatch(page.text, /casework\.|organisation\.|\([a-z]+_[a-z_]+\)/, 'no name of a table')
  assert.ok(page.text.includes((await coordinator.asks('cases.banner', { caseId })).body.reference))
})

test('it narrows to one case and to days, and says what it cannot read', async () => {
  const { reference } = (await coordinator.asks('cases.banner', { caseId })).body
  const of = async (about: Record<string, string>) => (await officer.asks('journal.entries', about)).body
  const ofCase = await of({ case: ` ${reference.toLowerCase()} ` })
  assert.ok(ofCase.entries.length > 0)
  assert.ok(ofCase.entries.every(({ records }: { records: string[] }) => records.includes(caseId)))
  assert.deepEqual((await of({ case: reference, until: '1 1 2020' })).entries, [])
  const wrong = await of({ case: 'C-222-222-2222', from: '31 2 2026' })
  assert.deepEqual([wrong.unreadable, wrong.entries], [['case', 'from'], []])
  const page = await officer.opens('/journal?case=C-222-222-2222')
  assert.match(page.text, /There is no case with this reference/)
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
