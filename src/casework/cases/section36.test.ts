import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { seedCase } from '../../../test/seed-case.ts'
import { type AgencyKey, openWorld } from '../../../test/world.ts'
import { newId } from '../../platform/road.ts'
import { decideSection36 } from './rules.ts'

const world = await openWorld()
after(() => world.close())

const officer = (agency: AgencyKey = 'council') => world.someone('Olu Officer', 'section 36 officer', agency)
const answers = { refers: 'refers', grounds: 'He says he will travel, and two people he trusts believe him' }

/** Lets in whoever decides, as the gateway does. */
const letDecidersIn = (caseId: string) =>
  world.sql(
    "insert into casework.case_grant (id, case_id, role, level, why, granted_by, from_at) values ($1, $2, 'section 36 officer', 'full', 'section 36 decision', 'test', now() - interval '1 minute')",
    [newId(), caseId],
  )

async function caseToDecide() {
  const seeded = await seedCase(world, { upTo: 'gateway' })
  await letDecidersIn(seeded.caseId)
  return seeded
}

const ready = { caseId: newId(), stage: 'asking partners', gateway: 'proceed', decided: null }
const decided = { refers: 'refers', grounds: 'x' } as const

test('the decision follows the gateway, and needs the outcome "proceed"', () => {
  assert.equal(decideSection36(ready, decided).is, 'section 36 decided')
  assert.equal(decideSection36({ ...ready, gateway: null, stage: 'with the police' }, decided).is, 'refused')
  assert.equal(decideSection36({ ...ready, gateway: 'police-led', stage: 'police-led' }, decided).is, 'refused')
})

test('that there is no ideology is no reason by itself not to refer, and needs no other when there are grounds', () => {
  const grounds = 'No ideology was identified.'
  assert.equal(decideSection36(ready, { refers: 'does not refer', grounds }).is, 'problems')
  assert.equal(decideSection36(ready, { refers: 'refers', grounds }).is, 'section 36 decided')
})

test('a decision that stands is not made twice; one that came back is made anew', () => {
  assert.equal(decideSection36({ ...ready, decided: 'refers', stage: 'ready for the panel' }, decided).is, 'refused')
  assert.equal(
    decideSection36({ ...ready, decided: 'does not refer', stage: 'asking partners' }, decided).is,
    'section 36 decided',
  )
})

test('a case that is closed before the decision is closed to those who would have decided', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer()
  assert.equal((await olu.opens(`/cases/${caseId}`)).status, 200)
  const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
  const closed = await coordinator.does('referrals.propose-closing', {
    about: { caseId },
    answers: { reason: 'explained', reasons: 'The school explained it' },
  })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  const senior = await world.someone('Sol Senior', 'senior officer')
  await senior.does('referrals.answer-closing', {
    about: { caseId },
    answers: { answer: 'agree', reasons: 'I read it all' },
  })
  assert.equal((await coordinator.asks('cases.banner', { caseId })).body.stage, 'finished')
  assert.equal((await olu.opens(`/cases/${caseId}`)).status, 404)
})

test('an officer of the council or the police decides, and the case is ready for the panel', async () => {
  for (const agency of ['council', 'police'] as const) {
    const { caseId } = await caseToDecide()
    const olu = await officer(agency)
    assert.equal((await olu.opens(`/cases/${caseId}/section36`)).status, 200)
    const { status, body } = await olu.does('cases.record-section36-decision', { about: { caseId }, answers })
    assert.equal(status, 200)
    assert.deepEqual(body.fact, { is: 'section 36 decided', caseId, refersWord: 'refers' })
    const [row] = await world.sql('select * from casework.section36_decision where case_id = $1', [caseId])
    assert.equal(row!.decided_for, world.agencyId[agency])
    assert.doesNotMatch(String(row!.sealed), /travel/)
    const [state] = await world.sql('select stage from casework.case_state where case_id = $1', [caseId])
    assert.equal(state!.stage, 'ready for the panel')
  }
})

test('once decided, the officers are not let into the case any more', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer()
  assert.equal((await olu.sends(`/cases/${caseId}/section36`, answers)).location, '/work')
  assert.equal((await olu.opens(`/cases/${caseId}`)).status, 404)
  const [grant] = await world.sql(
    "select * from casework.case_grant where case_id = $1 and why = 'section 36 decision'",
    [caseId],
  )
  assert.ok(grant!.ended_at)
  assert.equal(grant!.ended_why, 'the decision was recorded')
})

test('a second decision is refused while the first stands', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer()
  await olu.does('cases.record-section36-decision', { about: { caseId }, answers })
  await letDecidersIn(caseId)
  const { status, body } = await olu.does('cases.record-section36-decision', { about: { caseId }, answers })
  assert.equal(status, 409)
  assert.match(body.message, /stands already/)
})

test('without grounds the case is finished, until the police let it through the gateway again', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer()
  const later = () => {
    world.time.now = new Date(world.time.now.getTime() + 60_000)
  }
  later()
  const none = { refers: 'does not refer', grounds: 'A joke that was heard out of context' }
  assert.equal((await olu.does('cases.record-section36-decision', { about: { caseId }, answers: none })).status, 200)
  const stage = async () =>
    (await world.sql('select stage from casework.case_state where case_id = $1', [caseId]))[0]!.stage
  assert.equal(await stage(), 'finished')
  later()
  await world.sql(
    "insert into casework.gateway_outcome (id, case_id, outcome, sealed, decided_by, decided_at) values ($1, $2, 'proceed', 'x', $3, $4)",
    [newId(), caseId, newId(), world.time.now],
  )
  await letDecidersIn(caseId)
  later()
  assert.equal((await olu.does('cases.record-section36-decision', { about: { caseId }, answers })).status, 200)
  assert.equal(await stage(), 'ready for the panel')
})

test('an officer of any other agency may not decide, though they were let in', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer('health')
  assert.match((await olu.opens(`/cases/${caseId}/section36`)).text, /Only an officer of the council or the police/)
  assert.equal((await olu.does('cases.record-section36-decision', { about: { caseId }, answers })).status, 403)
  assert.deepEqual(await world.sql('select 1 from casework.section36_decision where case_id = $1', [caseId]), [])
})

test('the wrong role is refused, an outsider is told what is told of an absent case, and a mistake keeps what was typed', async () => {
  const { caseId } = await seedCase(world, { upTo: 'gateway' })
  const chair = await world.someone('Cher Chair', 'panel chair')
  assert.equal((await chair.opens(`/cases/${caseId}/section36`)).status, 403)
  assert.equal((await chair.does('cases.record-section36-decision', { about: { caseId }, answers })).status, 403)
  const outsider = await officer()
  const [hidden, absent] = [
    await outsider.asks('cases.section36', { caseId }),
    await outsider.asks('cases.section36', { caseId: newId() }),
  ]
  assert.equal(hidden.status, 404)
  assert.deepEqual(hidden.body, absent.body)
  await letDecidersIn(caseId)
  const { status, text } = await outsider.sends(`/cases/${caseId}/section36`, { grounds: 'Typed before choosing' })
  assert.equal(status, 422)
  assert.match(text, /Typed before choosing/)
  assert.match(text, /Choose whether there are reasonable grounds/)
  assert.deepEqual(await world.sql('select 1 from casework.section36_decision where case_id = $1', [caseId]), [])
})

test('the same act sent twice is one decision', async () => {
  const { caseId } = await caseToDecide()
  const olu = await officer()
  const input = { about: { caseId }, answers, key: newId() }
  const [first, second] = [
    await olu.does('cases.record-section36-decision', input),
    await olu.does('cases.record-section36-decision', input),
  ]
  assert.deepEqual(second.body.fact, first.body.fact)
  assert.ok(second.body.repeated)
})

test('the role alone does not decide: an authorisation with its days is recorded, and the decision keeps which one', async () => {
  const { caseId } = await caseToDecide()
  const path = `/cases/${caseId}/section36`
  const olu = await officer()
  const admin = await world.someone('Ada Admin', 'administrator')
  const about = { staffId: olu.id }
  assert.equal((await admin.sends(`/staff/${olu.id}/end-authorisation`, {})).status, 303)
  const shut = await olu.opens(path)
  assert.equal(shut.status, 200)
  assert.match(shut.text, /No authorisation that is in force today is recorded for you/)
  assert.doesNotMatch(shut.text, /Record the decision<\/button>/)
  const decides = () => olu.does('cases.record-section36-decision', { about: { caseId }, answers })
  assert.equal((await decides()).status, 403)
  const authorises = (days: object) =>
    admin.does('staff.authorise', { about, answers: { byWhom: 'Chief Executive, letter of 2 March', ...days } })
  assert.equal((await authorises({ from: '2020-01-01', until: '2020-12-31' })).status, 200)
  assert.equal((await decides()).status, 403, 'the days are over')
  assert.equal((await authorises({ from: '2090-01-01' })).status, 200)
  assert.equal((await decides()).status, 403, 'the days are to come')
  assert.equal((await authorises({ from: '2024-01-01', until: '2023-01-01' })).status, 422)
  assert.equal((await authorises({ from: '2024-01-01' })).status, 200)
  assert.match((await olu.opens(path)).text, /Chief Executive, letter of 2 March/)
  assert.equal((await decides()).status, 200)
  const kept = await world.sql(
    `select a.by_whom, a.from_on::text from casework.section36_decision d join organisation.authorisation a on a.id = d.authorisation_id
     where d.case_id = $1`,
    [caseId],
  )
  assert.deepEqual(kept, [{ by_whom: 'Chief Executive, letter of 2 March', from_on: '2024-01-01' }])
})

test('only an officer of the council or the police is authorised, by an administrator, and everybody sees who is', async () => {
  const admin = await world.someone('Adi Admin', 'administrator')
  const nurse = await world.someone('Noor Nurse', 'section 36 officer', 'health')
  const answers = { byWhom: 'Somebody', from: '2024-01-01' }
  const refused = await admin.does('staff.authorise', { about: { staffId: nurse.id }, answers })
  assert.deepEqual([refused.status, /council or the police/.test(refused.body.message)], [409, true])
  const plain = await world.someone('Pia Plain', [])
  const without = await admin.does('staff.authorise', { about: { staffId: plain.id }, answers })
  assert.match(without.body.message, /Give them the role section 36 officer first/)
  const olu = await officer('police')
  for (const command of ['staff.authorise', 'staff.end-authorisation'])
    assert.equal(
      (await olu.does(command, { about: { staffId: olu.id }, answers })).status,
      403,
      'nobody authorises themselves',
    )
  assert.equal((await admin.does('staff.authorise', { about: { staffId: newId() }, answers })).status, 404)
  assert.match((await admin.opens(`/staff/${olu.id}`)).text, /Authorisations for section 36 decisions/)
})
