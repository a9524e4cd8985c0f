import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')
const officer = await world.someone('Ines Invented', 'police case officer', 'police')
const outsider = await world.someone('Olive Outside', 'police case officer', 'police')
const { caseId } = await seedCase(world, { upTo: 'matched' })
await letIn(world, caseId, officer.id)

const later = (minutes: number) => (world.time.now = new Date(world.time.now.getTime() + minutes * 60_000))
const changed = async () =>
  (await coordinator.asks('cases.overview', { caseId })).body.changes.list.map(({ what }: { what: string }) => what)

test('on a first reading nothing is marked, since all of it is new', async () => {
  assert.deepEqual(await changed(), [])
})

test('what others did since is said on the next visit, and stays marked while it lasts', async () => {
  later(60)
  const done = await officer.does('referrals.record-gateway', {
    about: { caseId },
    answers: { outcome: 'proceed', grounds: 'Nothing is cut across' },
  })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  later(5)
  assert.equal((await changed()).length, 1)
  later(10)
  assert.equal((await changed()).length, 1)
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Changed since you last read this/)
  later(60)
  assert.deepEqual(await changed(), [])
})

test('what one did oneself is no news, and each reader has their own last reading', async () => {
  const own = await officer.asks('cases.overview', { caseId })
  assert.deepEqual(own.body.changes.list, [])
})

test('whoever does not see the case leaves no trace of having asked', async () => {
  assert.equal((await outsider.asks('cases.overview', { caseId })).status, 404)
  const rows = await world.sql('select from casework.last_read where staff_id = $1', [outsider.id])
  assert.equal(rows.length, 0)
})
