import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { addAgency, inForce, recordAgreement } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const admin = await world.someone('Ada Admin', 'administrator')
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const worker = await world.someone('Wren Worker', 'cohesion worker')

test('an agreement is in force on its first and its last day, and never without a first', () => {
  const span = { from: '2026-03-01', until: '2026-03-31' }
  assert.deepEqual(
    ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((on) => inForce(span, on)),
    [false, true, true, false],
  )
  assert.equal(inForce({ from: '2026-03-01', until: null }, '2040-01-01'), true)
  assert.equal(inForce({ from: null, until: null }, '2026-03-01'), false)
})

test('an agreement does not end before it begins', () => {
  const decided = recordAgreement({ agencyId: newId() }, { from: '2026-03-02', until: '2026-03-01' })
  assert.equal(decided.is, 'problems')
})

test('two agencies never share a name, however it is written', () => {
  const decided = addAgency({ agencies: [{ name: 'Testham School' }] }, { name: ' testham school', kind: 'school' })
  assert.equal(decided.is, 'problems')
})

test('an administrator adds an agency and records its agreement, and the page shows both', async () => {
  const added = await admin.sends('/agencies/add', {
    name: 'Testham Housing',
    kind: 'housing',
    mailbox: 'housing@testham.example',
  })
  assert.equal(added.status, 303)
  const page = await admin.opens(added.location!)
  assert.match(page.text, /Testham Housing/)
  assert.match(page.text, /The agency was added/)
  const recorded = await admin.sends(`${added.location}/agreement`, {
    'from-day': '1',
    'from-month': '2',
    'from-year': '2026',
  })
  assert.equal(recorded.location, added.location)
  const after = await admin.opens(added.location!)
  assert.match(after.text, /From 1 February 2026/)
  assert.match(after.text, /by Ada Admin/)
})

test('a newer agreement takes the place of the earlier one, which stays on record', async () => {
  const agencyId = world.agencyId.charity
  const record = (from: string, until?: string) =>
    admin.does('agencies.record-agreement', { about: { agencyId }, answers: { from, ...(until ? { until } : {}) } })
  assert.equal((await record('2025-01-01', '2025-12-31')).status, 200)
  assert.equal((await record('2026-01-01')).status, 200)
  const { body } = await admin.asks('agencies.one', { agencyId })
  assert.deepEqual([body.agreementFrom, body.agreementUntil, body.inAgreement], ['2026-01-01', null, true])
  assert.deepEqual(
    body.agreements.map(({ from, until }: { from: string; until: string | null }) => [from, until]),
    [
      ['2026-01-01', null],
      ['2025-01-01', '2025-12-31'],
    ],
  )
})

test('when an agreement ends, the people of the agency see their cases no more, at once', async () => {
  const { caseId } = await seedCase(world)
  const nurse = await world.someone('Noor Nurse', 'panel member', 'health')
  await letIn(world, caseId, nurse.id)
  assert.equal((await nurse.asks('cases.banner', { caseId })).status, 200)
  const agencyId = world.agencyId.health
  const answers = { from: '2020-01-01', until: '2020-12-31' }
  assert.equal((await admin.does('agencies.record-agreement', { about: { agencyId }, answers })).status, 200)
  assert.equal((await nurse.asks('cases.banner', { caseId })).status, 404)
  assert.match((await coordinator.opens('/agencies')).text, /Not in force/)
})

test('everyone who is signed in reads the list; the public is asked to sign in', async () => {
  for (const person of [coordinator, worker]) {
    const { status, body } = await person.asks('agencies.list')
    assert.equal(status, 200)
    assert.ok(body.agencies.some(({ name }: { name: string }) => name === 'Testham Council'))
  }
  const turned = await world.stranger().opens('/agencies')
  assert.equal(turned.location, '/sign-in?to=%2Fagencies')
  assert.doesNotMatch((await coordinator.opens('/agencies')).text, /Add an agency/)
})

test('nobody but an administrator adds an agency or records an agreement', async () => {
  const answers = { name: 'Nowhere', kind: 'other' }
  for (const person of [coordinator, worker]) {
    assert.equal((await person.does('agencies.add', { answers })).status, 403)
    assert.equal((await person.sends('/agencies/add', answers)).status, 403)
    const agreement = { about: { agencyId: world.agencyId.school }, answers: { from: '2026-01-01' } }
    assert.equal((await person.does('agencies.record-agreement', agreement)).status, 403)
  }
})

test('an agency that does not exist is not found', async () => {
  assert.equal((await admin.opens(`/agencies/${newId()}`)).status, 404)
  const answers = { from: '2026-01-01' }
  assert.equal((await admin.does('agencies.record-agreement', { about: { agencyId: newId() }, answers })).status, 404)
})

test('bad input keeps what was typed and saves nothing', async () => {
  const page = await admin.sends('/agencies/add', { name: 'Half an Agency', kind: '' })
  assert.equal(page.status, 422)
  assert.match(page.text, /value="Half an Agency"/)
  assert.match(page.text, /Choose the kind of agency/)
  assert.deepEqual(await world.sql("select 1 from organisation.agency where name = 'Half an Agency'"), [])
})

test('the same form sent twice adds one agency', async () => {
  const key = newId()
  const input = { answers: { name: 'Testham College', kind: 'college' }, key }
  const [first, second] = [await admin.does('agencies.add', input), await admin.does('agencies.add', input)]
  assert.equal(second.body.repeated, true)
  assert.equal(second.body.fact.agencyId, first.body.fact.agencyId)
  assert.equal((await world.sql("select 1 from organisation.agency where name = 'Testham College'")).length, 1)
})
