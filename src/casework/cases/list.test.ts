import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../platform/road.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')

test('a group that is none, whatever it is called, is not there', async () => {
  for (const group of ['nothing', 'constructor', '__proto__', 'toString'])
    assert.equal((await coordinator.asks('cases.list', { group })).status, 404, group)
  assert.equal((await coordinator.asks('cases.list', { group: 'To check' })).status, 200)
})

test('a place to go on from that is none is not there', async () => {
  const at = '2026-01-02T03:04:05.678Z'
  for (const after of ['', 'x', at, `2026-99-99T00:00:00Z_${newId()}`, `${at}_${'-'.repeat(36)}`, `${at}_${newId()}_`])
    assert.equal((await coordinator.asks('cases.list', { after })).status, 404, after)
  assert.equal((await coordinator.asks('cases.list', { after: `${at}_${newId()}` })).status, 200)
})
