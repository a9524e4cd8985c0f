import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { referralAnswers } from '../../../test/referral.ts'
import { openWorld } from '../../../test/world.ts'
import { recordAnswer, recordOutcome, recordSent, standingOf } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const lead = await world.someone('Lee Lead', 'lead professional', 'health')

const sent = { 'on-day': '1', 'on-month': '6', 'on-year': '2026', how: 'secure mail', to: 'The front door' }
const day = { 'on-day': '2', 'on-month': '6', 'on-year': '2026' }

async function handedOver() {
  const { body } = await teacher.does('referrals.make', { answers: referralAnswers() })
  const { caseId } = body.fact
  const { handOvers } = (await coordinator.asks('hand-overs.list', { caseId })).body
  return { caseId, handOverId: handOvers[0].handOverId as string, standing: handOvers[0].standing as string }
}

test('a child’s hand-over is tracked: to be sent, sent, refused with a reason, and what was done instead', async () => {
  world.time.now = new Date('2026-06-10T12:00:00Z')
  const { caseId, handOverId, standing } = await handedOver()
  assert.equal(standing, 'to be sent')
  const page = `/cases/${caseId}/hand-overs`
  assert.equal(
    (await coordinator.sends(`/hand-overs/${handOverId}/answer`, { answer: 'accepted', by: 'x', ...day })).status,
    409,
  )
  assert.equal((await coordinator.sends(`/hand-overs/${handOverId}/sent`, sent)).location, page)
  const bare = await coordinator.sends(`/hand-overs/${handOverId}/answer`, {
    answer: 'refused',
    by: 'Duty worker',
    ...day,
  })
  assert.equal(bare.status, 422)
  assert.match(bare.text, /Enter why it was refused/)
  assert.match(bare.text, /value="Duty worker"/)
  const refused = { answer: 'refused', reason: 'Below their threshold', by: 'Duty worker', ...day }
  await coordinator.sends(`/hand-overs/${handOverId}/answer`, refused)
  assert.match((await coordinator.opens(page)).text, /Refused.*Below their threshold/s)
  await coordinator.sends(`/hand-overs/${handOverId}/outcome`, { outcome: 'Early help took it on', ...day })
  assert.match((await officer.opens(page)).text, /Page not found/)
  const { text } = await coordinator.opens(page)
  assert.match(text, /Outcome known/)
  for (const words of [
    'How was it sent? By secure mail',
    'To whom? The front door',
    'Why was it refused? Below their threshold',
    'Who answered? Duty worker',
    'What came of it? Early help took it on',
  ])
    assert.ok(text.includes(words), words)
  assert.match((await coordinator.opens(`/cases/${caseId}/referral`)).text, /a child was referred: outcome known/)
})

test('a hand-over is due to be sent, then its answer, then what came of it, each by its rule, until that is known', async () => {
  world.time.now = new Date('2026-06-10T12:00:00Z')
  const { caseId, handOverId } = await handedOver()
  const due = async () =>
    world.sql('select what, rule, due_on::text as by, role from casework.task where case_id = $1 and about_id = $2', [
      caseId,
      handOverId,
    ])
  const role = 'Channel coordinator'
  const toSend = { what: 'Send the hand-over to another service', rule: 'Target: one working day after it was made' }
  assert.deepEqual(await due(), [{ ...toSend, by: '2026-06-11', role }])
  assert.match((await coordinator.opens('/work')).text, new RegExp(`/cases/${caseId}/hand-overs`))
  await coordinator.does('hand-overs.send', {
    about: { handOverId },
    answers: { on: '2026-06-09', how: 'secure mail', to: 'The front door' },
  })
  const toHear = { what: 'Chase the answer to a hand-over', rule: 'Target: 5 working days after it was sent' }
  assert.deepEqual(await due(), [{ ...toHear, by: '2026-06-16', role }], 'counted from the day it was sent')
  await coordinator.does('hand-overs.answer', {
    about: { handOverId },
    answers: { answer: 'accepted', by: 'Duty worker', on: '2026-06-10' },
  })
  const toLearn = { what: 'Record what came of a hand-over', rule: 'Target: 20 working days after the answer' }
  assert.deepEqual(await due(), [{ ...toLearn, by: '2026-07-08', role }], 'counted from the day of the answer')
  await coordinator.does('hand-overs.record-outcome', {
    about: { handOverId },
    answers: { outcome: 'Early help took it on', on: '2026-06-10' },
  })
  assert.deepEqual(await due(), [])
})

test('a case is handed over to another service, and the ledger says so', async () => {
  const { caseId } = await handedOver()
  const answers = { toService: 'housing', why: 'another service meets the need', asks: 'A safe flat' }
  assert.equal((await coordinator.sends(`/cases/${caseId}/hand-overs/new`, answers)).status, 303)
  const rows = await world.sql('select to_whom from trust.disclosure where case_id = $1 order by at', [caseId])
  assert.deepEqual(
    rows.map(({ to_whom }) => to_whom),
    ["children's social care", 'housing'],
  )
})

test('only who tracks hand-overs records them; to an outsider there is none; one key records once', async () => {
  const { caseId, handOverId } = await handedOver()
  const answers = { on: '2026-06-01', how: 'telephone', to: 'Duty desk' }
  const about = { handOverId }
  assert.equal((await officer.does('hand-overs.send', { about, answers })).status, 403)
  const hidden = await lead.does('hand-overs.send', { about, answers })
  const absent = await lead.does('hand-overs.send', { about: { handOverId: newId() }, answers })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  assert.equal((await lead.asks('hand-overs.list', { caseId })).status, 404)
  const key = newId()
  for (const repeated of [false, true])
    assert.equal((await coordinator.does('hand-overs.send', { about, answers, key })).body.repeated, repeated)
})

test('an outcome needs an answer, an answer needs a sending, and no step is before the one before', () => {
  const known = (...steps: string[]) => ({
    caseId: 'case',
    handOverId: 'one',
    steps: steps.map((step) => ({ step, on: '2026-06-02' })),
  })
  assert.equal(standingOf([]), 'to be sent')
  assert.equal(standingOf(known('sent', 'refused', 'accepted').steps), 'accepted', 'they thought again')
  const by = { answer: 'accepted', by: 'x', on: '2026-06-02' } as const
  assert.equal(recordAnswer(known(), by).is, 'refused')
  assert.equal(recordAnswer(known('sent'), { ...by, on: '2026-06-01' }).is, 'problems')
  assert.equal(recordOutcome(known('sent'), { outcome: 'x', on: '2026-06-03' }).is, 'refused')
  assert.equal(
    recordOutcome(known('sent', 'refused'), { outcome: 'x', on: '2026-06-03' }).is,
    'hand-over outcome recorded',
  )
  assert.equal(recordAnswer(known('sent', 'accepted', 'outcome'), by).is, 'refused')
  assert.equal(recordSent(known('sent'), { on: '2026-06-01', how: 'telephone', to: 'x' }).is, 'refused')
})
