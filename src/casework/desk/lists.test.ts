import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { hiddenFields, openWorld, type Someone } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')
const officer = await world.someone('Ines Invented', 'police case officer', 'police')
const lead = await world.someone('Lee Leader', 'lead professional', 'health')
const cohesion = await world.someone('Otto Other', 'cohesion worker')
const amina = await seedCase(world, { upTo: 'matched', name: 'Amina Sample-Öztürk' })
const bo = await seedCase(world, { upTo: 'section 36', name: 'Bo Example' })

const named = (body: { rows: { knownAs: string }[] }) => body.rows.map(({ knownAs }) => knownAs)
const finds = async (who: Someone, sought: string) => named((await who.asks('desk.search', { sought })).body)

test('a list is narrowed by what stands in its address, and what is none of it is not there', async () => {
  const list = async (about: Record<string, string>) => named((await coordinator.asks('cases.list', about)).body)
  assert.deepEqual(await list({ stage: 'with the police' }), ['Amina Sample-Öztürk'])
  assert.deepEqual(await list({ lead: 'nobody', stage: '', due: '' }), ['Bo Example', 'Amina Sample-Öztürk'])
  assert.deepEqual(await list({ lead: 'me' }), [])
  assert.deepEqual(await list({ age: 'under 18', sort: 'name' }), ['Amina Sample-Öztürk', 'Bo Example'])
  assert.deepEqual(await list({ age: '18 or over' }), [])
  assert.deepEqual(await list({ concern: 'unclear', sort: 'longest at its stage' }), [
    'Amina Sample-Öztürk',
    'Bo Example',
  ])
  assert.deepEqual(await list({ due: 'overdue' }), [])
  for (const [name, wrong] of Object.entries({ stage: 'nothing', lead: 'x', age: '12', sort: 'height', agency: 'x' }))
    assert.equal((await coordinator.asks('cases.list', { [name]: wrong })).status, 404)
})

test('what waits for a partner is found by the partner', async () => {
  const agency = world.agencyId.health
  const list = async () => named((await coordinator.asks('cases.list', { agency })).body)
  assert.deepEqual(await list(), [])
  const form = await coordinator.asks('enquiries.ready-to-ask', { caseId: bo.caseId })
  const answers = {
    agency,
    purpose: 'to plan or review support',
    lawfulBasis: form.body.options.bases[0].value,
    question: 'Do you know this person?',
    dueOn: new Date(world.time.now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10),
  }
  const asked = await coordinator.does('enquiries.ask', { about: { caseId: bo.caseId }, answers })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  assert.deepEqual(await list(), ['Bo Example'])
})

test('sorting by a column goes on where the page ended, without a name in the address', async () => {
  for (const sort of ['newest change', 'longest at its stage', 'name', 'next date'])
    for (const after of [undefined, `name_${amina.caseId}`, `2030-01-01_${bo.caseId}`])
      assert.ok(
        [200, 404].includes((await coordinator.asks('cases.list', { sort, ...(after ? { after } : {}) })).status),
      )
  const next = await coordinator.asks('cases.list', { sort: 'name', after: `name_${amina.caseId}` })
  assert.deepEqual(named(next.body), ['Bo Example'])
})

test('the beginning of any name finds the person, in any order and without accents, and a reference its case', async () => {
  for (const sought of ['ami', 'AMINA sample', 'ozturk', 'öztürk ami', 'sample'])
    assert.deepEqual(await finds(coordinator, sought), ['Amina Sample-Öztürk'], sought)
  for (const sought of ['mina', 'bo sample', '%', '_', "' or true --"])
    assert.deepEqual(await finds(coordinator, sought), [], sought)
  const [{ reference } = { reference: '' }] = await world.sql<{ reference: string }>(
    'select reference from casework.case where id = $1',
    [bo.caseId],
  )
  assert.deepEqual(await finds(coordinator, reference.toLowerCase()), ['Bo Example'])
})

test('nobody finds a person whom they are not let in to see, whichever way they read', async () => {
  assert.deepEqual(await finds(lead, 'amina'), [])
  assert.deepEqual(await finds(officer, 'amina'), [])
  await letIn(world, amina.caseId, lead.id)
  await letIn(world, amina.caseId, officer.id)
  assert.deepEqual(await finds(lead, 'amina'), ['Amina Sample-Öztürk'])
  assert.deepEqual(await finds(officer, 'amina'), ['Amina Sample-Öztürk'])
  assert.equal((await cohesion.asks('desk.search', { sought: 'amina' })).status, 403)
})

test('what was written is searched in the cases that the reader sees, and the page says how far', async () => {
  const asked = (who: Someone) => who.asks('desk.search', { sought: 'No Investigation', in: 'words' })
  const { body } = await asked(coordinator)
  assert.deepEqual(named(body), ['Bo Example'])
  assert.equal(body.words[0].found[0].where, 'Gateway outcome')
  assert.match(body.words[0].found[0].part, /no investigation is cut across/)
  assert.deepEqual(body.opened, { cases: 2, all: true, most: 200 })
  assert.deepEqual(named((await asked(lead)).body), [])
})

test('what is sought travels in the body, is journalled as a search, and is kept nowhere', async () => {
  const page = await coordinator.sends('/search', { sought: 'amina', in: 'names' })
  assert.equal(page.status, 200)
  assert.match(page.text, /One case was found/)
  const rows = await world.sql<{ row: string }>(
    "select j::text as row from trust.journal j where kind = 'search' and what = 'desk.search'",
  )
  assert.ok(rows.length > 5)
  for (const { row } of rows) assert.doesNotMatch(row, /amina/i)
  const fields = { ...hiddenFields((await coordinator.opens('/search')).text), _csrf: 'x', sought: 'amina' }
  assert.doesNotMatch((await coordinator.posts('/search', fields)).text, /Öztürk/)
})

test('a list is kept under a name of one’s own, by its address, and nobody else has it', async () => {
  const page = '/views/new?filters=stage%3Dwith%2Bthe%2Bpolice%26sort%3Dname'
  assert.equal((await coordinator.sends(page, { name: '' })).status, 422)
  assert.equal((await coordinator.sends(page, { name: 'Mine, checked' })).status, 303)
  const { body } = await coordinator.asks('desk.views')
  assert.deepEqual(
    body.views.map(({ name, filters }: { name: string; filters: string }) => [name, filters]),
    [['Mine, checked', 'stage=with+the+police&sort=name']],
  )
  assert.equal((await coordinator.sends(page, { name: 'Mine, checked' })).status, 422)
  assert.deepEqual((await officer.asks('desk.views')).body.views, [])
  const { viewId } = body.views[0]
  assert.equal((await officer.does('desk.remove-view', { about: { viewId }, answers: {} })).status, 404)
  assert.equal((await cohesion.does('desk.remove-view', { about: { viewId }, answers: {} })).status, 403)
  assert.equal((await coordinator.sends(`/views/${viewId}/remove`, {})).status, 303)
  assert.deepEqual((await coordinator.asks('desk.views')).body.views, [])
})

test('the board shows who waits longest at each stage, and offers no way to move a case', async () => {
  const { body } = await coordinator.asks('desk.board')
  assert.deepEqual(
    body.columns.map(({ stage, cards }: { stage: string; cards: object[] }) => [stage, cards.length]),
    [
      ['with the police', 1],
      ['ready for the panel', 1],
    ],
  )
  const page = await lead.opens('/cases/board')
  assert.match(page.text, /Amina Sample-Öztürk/)
  assert.doesNotMatch(page.text, /Bo Example/)
  assert.equal((await coordinator.opens('/cases/filter?stage=with+the+police')).status, 200)
})
