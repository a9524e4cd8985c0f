import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const lead = await world.someone('Lee Lead', 'lead professional', 'health')
const administrator = await world.someone('Ada Min', 'administrator')

test('the level of need is a history with reasons, under the names that the town gives', async () => {
  const { caseId } = await seedCase(world)
  const page = `/cases/${caseId}/need`
  assert.match((await coordinator.opens(page)).text, /No level of need was recorded yet/)
  const empty = await coordinator.sends(`${page}/record`, { level: '2' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter the reasons/)
  await coordinator.sends(`${page}/record`, { level: '2', reasons: 'One service is enough for now' })
  await coordinator.sends(`${page}/record`, { level: '3', reasons: 'Housing and school both struggle' })
  const { text } = await coordinator.opens(page)
  assert.match(text, /Level 3: Targeted.*Housing and school both struggle.*Level 2: Early help.*One service is enough/s)
  await administrator.sends('/levels-of-need', { level: '3', name: 'Targeted plus', means: 'Together' })
  assert.match((await coordinator.opens(page)).text, /Level 3: Targeted plus/)
  assert.equal(
    (await coordinator.does('need.record-level', { about: { caseId }, answers: { level: '5', reasons: 'x' } })).status,
    422,
  )
})

test('the coordinator and the lead professional record it; others may not, and to an outsider there is no such case', async () => {
  const { caseId } = await seedCase(world)
  const answers = { level: '1', reasons: 'x' }
  assert.equal((await officer.does('need.record-level', { about: { caseId }, answers })).status, 403)
  const hidden = await lead.asks('need.history', { caseId })
  const absent = await lead.asks('need.history', { caseId: newId() })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  assert.equal((await coordinator.opens('/levels-of-need')).status, 403)
  const key = newId()
  for (const repeated of [false, true])
    assert.equal(
      (await coordinator.does('need.record-level', { about: { caseId }, answers, key })).body.repeated,
      repeated,
    )
})
