import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedAdopted, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { addDays, dayOf } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { answerPoliceLead } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const chair = await world.someone('Cher Chair', 'panel chair')
const officer = await world.someone('Pat Police', 'police case officer', 'police')

const later = () => {
  world.time.now = new Date(world.time.now.getTime() + 60_000)
}
const today = () => dayOf(world.time.now.toISOString())
const stageOf = async (caseId: string) => (await coordinator.asks('cases.banner', { caseId })).body.stage
const due = async (caseId: string) =>
  (
    await world.sql<{ task: string }>(
      "select what || ' (' || coalesce(role, 'one person') || ')' as task from casework.task where case_id = $1 order by 1",
      [caseId],
    )
  ).map(({ task }) => task)
async function policeLead(caseId: string) {
  await letIn(world, caseId, officer.id)
  later()
  const answers = { outcome: 'police-led', grounds: 'An investigation has begun' }
  const done = await officer.does('referrals.record-gateway', { about: { caseId }, answers })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}
const told = async (who: typeof chair) =>
  ((await who.asks('desk.notices')).body.notices as { what: string }[]).map(({ what }) => what)

test('the police lead what was referred to the panel: it is held in the open, and coordinator and chair are told and asked', async () => {
  const { caseId } = await seedCase(world)
  assert.equal((await chair.opens(`/cases/${caseId}`)).status, 404, 'not theirs yet')
  await policeLead(caseId)
  assert.equal(await stageOf(caseId), 'held for the police')
  assert.deepEqual(await due(caseId), [
    'Decide how the case goes on that the police lead (panel chair)',
    'See that the chair decides how the case goes on (Channel coordinator)',
  ])
  assert.ok((await told(chair)).includes('Decide how the case goes on that the police lead'))
  assert.ok((await told(coordinator)).includes('See that the chair decides how the case goes on'))
  assert.match((await chair.opens('/work')).text, new RegExp(`/cases/${caseId}/police-lead`))
  assert.match(
    (await chair.opens(`/cases/${caseId}`)).text,
    /Nobody approaches the person.*Decide how the case goes on/s,
  )
  later()
  const goesOn = { answer: 'the panel goes on', reasons: 'The police agree' }
  const empty = await chair.sends(`/cases/${caseId}/police-lead`, { answer: 'the panel goes on' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter the reasons/)
  assert.equal((await chair.sends(`/cases/${caseId}/police-lead`, goesOn)).status, 303)
  assert.equal(await stageOf(caseId), 'ready for the panel', 'its work is taken up where it was')
  assert.equal((await chair.opens(`/cases/${caseId}`)).status, 404, 'their way in has ended')
  const lines = (await coordinator.opens(`/cases/${caseId}/chronology`)).text
  assert.match(lines, /The chair decided that the panel goes on beside the police.*The police agree/s)
})

test('what was referred to the panel is not closed by one person while the police lead it', async () => {
  const { caseId } = await seedCase(world)
  await policeLead(caseId)
  later()
  const answers = { reason: 'with the police', reasons: 'A trial follows' }
  const done = await coordinator.does('referrals.propose-closing', { about: { caseId }, answers })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.equal(await stageOf(caseId), 'closing, second person needed')
})

test('support is held too; where it rests, the day to look again is set, and the exit is open', async () => {
  const { caseId } = await seedAdopted(world, { chairId: chair.id })
  await policeLead(caseId)
  assert.equal(await stageOf(caseId), 'support held for the police')
  later()
  const lookAgainOn = addDays(today(), 30)
  const answers = { answer: 'the police lead', reasons: 'No contact until the arrest', lookAgainOn }
  const done = await chair.does('cases.answer-police-lead', { about: { caseId }, answers })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.deepEqual(await due(caseId), [
    'Ask the police whether they still lead the case, or end it (Channel coordinator)',
  ])
  const overview = await coordinator.opens(`/cases/${caseId}`)
  assert.match(overview.text, /Record the exit/)
  assert.doesNotMatch(overview.text, /Propose to close/)
  later()
  await officer.does('referrals.record-gateway', {
    about: { caseId },
    answers: { outcome: 'proceed', grounds: 'Over' },
  })
  assert.equal(await stageOf(caseId), 'asking for consent', 'the police gave it back')
})

test('a case that never was the panel’s is the police’s, and is asked after all the same', async () => {
  const { caseId } = await seedCase(world, { upTo: 'gateway' })
  await policeLead(caseId)
  assert.equal(await stageOf(caseId), 'police-led')
  assert.deepEqual(await due(caseId), [
    'Ask the police whether they still lead the case, or end it (Channel coordinator)',
  ])
  assert.equal((await chair.opens(`/cases/${caseId}`)).status, 404)
})

test('only the chair decides it, once asked; to others there is no such case, and one key decides once', async () => {
  const { caseId } = await seedCase(world)
  await policeLead(caseId)
  const about = { caseId }
  const answers = { answer: 'the panel goes on', reasons: 'x' }
  assert.equal((await coordinator.does('cases.answer-police-lead', { about, answers })).status, 403)
  const hidden = await (await world.someone('Other Member', 'panel member')).asks('cases.banner', about)
  const absent = await coordinator.asks('cases.banner', { caseId: newId() })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  later()
  const key = newId()
  for (const repeated of [false, true])
    assert.equal((await chair.does('cases.answer-police-lead', { about, answers, key })).body.repeated, repeated)
})

test('the rules alone: nothing is decided where nothing is held, and what rests is looked at within six months', () => {
  const rests = { answer: 'the police lead', reasons: 'x', lookAgainOn: '2026-12-02' } as const
  const on = { today: '2026-06-01' }
  const held = { caseId: 'c', isHeld: true, restsAtMostMonths: 6 }
  assert.equal(answerPoliceLead({ ...held, isHeld: false }, rests, on).is, 'refused')
  assert.equal(answerPoliceLead(held, rests, on).is, 'problems')
  assert.equal(answerPoliceLead(held, { ...rests, lookAgainOn: '2026-12-01' }, on).is, 'police lead answered')
  assert.equal(answerPoliceLead({ ...held, restsAtMostMonths: 7 }, rests, on).is, 'police lead answered')
})
