import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')

test('an empty town says what will be here', async () => {
  const page = await coordinator.opens('/work')
  assert.equal(page.status, 200)
  assert.match(page.text, /Nothing is due from you/)
})

test('what is due stands in date order, with its rule, and what is late is said in words', async () => {
  await seedCase(world, { upTo: 'matched', name: 'Early Example' })
  world.time.now = new Date(world.time.now.getTime() + 40 * 86_400_000)
  await seedCase(world, { upTo: 'section 36', name: 'Later Example' })
  const { body } = await coordinator.asks('desk.your-work')
  assert.deepEqual(
    body.due.map(({ knownAs }: { knownAs: string }) => knownAs),
    ['Later Example'],
  )
  const officer = await world.someone('Ines Invented', 'police case officer', 'police')
  const [{ case_id: caseId } = { case_id: '' }] = await world.sql<{ case_id: string }>(
    "select case_id from casework.case_state where stage = 'with the police'",
  )
  await letIn(world, caseId, officer.id)
  const page = await officer.opens('/work')
  assert.match(page.text, /One thing that is due from you is overdue/)
  assert.match(page.text, /5 working days after matching/)
  const own = await coordinator.asks('cases.overview', { caseId })
  assert.deepEqual(
    own.body.due.map(({ what, by, late, href }: Record<string, unknown>) => [what, by, late, href]),
    [['Record the gateway outcome', 'Police case officer, Testshire Police', true, null]],
    'a case says what its date is about, and whose turn it is',
  )
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /What is due on this case/)
})

test('each tile counts exactly what the list behind it shows', async () => {
  const { body } = await coordinator.asks('desk.your-work')
  for (const { text, count } of body.tiles as { text: string; count: number }[]) {
    const list = await coordinator.asks('cases.list', { group: text })
    assert.equal(list.body.rows.length, count, text)
  }
})

test('whoever has no work in casework is told where else to go, and sees no case', async () => {
  for (const role of ['cohesion worker', 'administrator', 'data protection officer'] as const) {
    const other = await world.someone('Otto Other', role)
    const { body } = await other.asks('desk.your-work')
    assert.deepEqual(body, {
      inCasework: false,
      overdue: 0,
      tiles: [],
      due: [],
      more: false,
      panel: null,
      gives: [],
      answers: [],
    })
    assert.doesNotMatch((await other.opens('/work')).text, /Example/)
  }
})

test('a case that somebody is not let into is in no tile and no list of theirs', async () => {
  const outsider = await world.someone('Olive Outside', 'panel member')
  const { body } = await outsider.asks('desk.your-work')
  assert.ok(body.tiles.every(({ count }: { count: number }) => count === 0))
  assert.deepEqual(body.due, [])
})
