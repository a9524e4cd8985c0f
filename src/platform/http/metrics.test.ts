import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')

const metrics = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  world.app.inject({ method: 'GET', url: '/metrics', headers, remoteAddress })

test('answers are counted by route pattern, never by address', async () => {
  await coordinator.opens('/cases/0190a1b2-0000-7000-8000-000000000000')
  const { statusCode, body } = await metrics()
  assert.equal(statusCode, 200)
  assert.match(body, /onetown_answer_seconds_count\{route="\/cases\/:caseId",method="GET",status="404"\} 1/)
  assert.doesNotMatch(body, /0190a1b2/)
})

test('the pool and the journal are in them', async () => {
  const { body } = await metrics()
  assert.match(body, /onetown_database_connections\{state="open"\} \d+/)
  assert.match(body, /onetown_journal_waiting \d+/)
  assert.match(body, /onetown_jobs_waiting \d+/)
})

test('from elsewhere, or through a proxy, there is no such page', async () => {
  assert.equal((await metrics({}, '10.1.2.3')).statusCode, 404)
  assert.equal((await metrics({ 'x-forwarded-for': '10.1.2.3' })).statusCode, 404)
})
