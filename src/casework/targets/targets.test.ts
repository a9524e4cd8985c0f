import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedAdopted, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { addMonths, dayOf, workingDaysAfter } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { setTarget } from './rules.ts'
import { ruleOf, targetAt, targetNames, targets } from './targets.ts'

const world = await openWorld()
after(() => world.close())
const chair = await world.someone('Cher Chair', 'panel chair')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const administrator = await world.someone('Ada Min', 'administrator')

const later = (minutes: number) => {
  world.time.now = new Date(world.time.now.getTime() + minutes * 60_000)
}
const gatewayTask = async (caseId: string) =>
  (
    await world.sql<{ due_on: string; rule: string }>(
      "select due_on::text, rule from casework.task where case_id = $1 and what = 'Record the gateway outcome'",
      [caseId],
    )
  )[0]!

test('the chair sets a target with a reason; what begins afterwards runs by it, and what was under way keeps its day', async () => {
  const before = await seedCase(world, { upTo: 'matched' })
  const first = await gatewayTask(before.caseId)
  const { holidays } = world.town
  assert.equal(first.due_on, workingDaysAfter(dayOf(world.time.now.toISOString()), 5, holidays))
  assert.equal(first.rule, 'Target: 5 working days after matching')
  assert.match((await coordinator.opens('/targets')).text, /Nobody has set a target here yet/)
  later(1)
  const sent = await chair.sends('/targets/set', { target: 'gateway', amount: '8', why: 'Agreed by the board in June' })
  assert.equal(sent.status, 303)
  later(1)
  const since = await seedCase(world, { upTo: 'matched', name: 'Later Lent' })
  const second = await gatewayTask(since.caseId)
  assert.equal(second.due_on, workingDaysAfter(dayOf(world.time.now.toISOString()), 8, holidays))
  assert.equal(second.rule, 'Target: 8 working days after matching')
  // anything that happens on the first case computes it anew, and gives the same day
  await letIn(world, before.caseId, officer.id)
  await coordinator.does('mistakes.ask', {
    about: { caseId: before.caseId },
    answers: { askedBy: 'the person', on: '2026-01-05', why: 'x', view: 'y' },
  })
  assert.deepEqual(await gatewayTask(before.caseId), first)
  const page = await coordinator.opens('/targets')
  assert.match(page.text, /8 working days after matching/)
  assert.match(page.text, /Agreed by the board in June/)
  assert.match(page.text, /What many panels work to/, 'the default and its source stay beside it')
})

test('a partner is asked, reminded and chased by the targets that were set', async () => {
  const { caseId } = await seedCase(world, { upTo: 'gateway', name: 'Enid Enquiry' })
  await chair.does('targets.set', { answers: { target: 'enquiry', amount: 10, why: 'Half-term' } })
  await chair.does('targets.set', { answers: { target: 'remindBefore', amount: 3, why: 'Half-term' } })
  later(1)
  const ready = await coordinator.asks('enquiries.ready-to-ask', { caseId })
  const dueOn = workingDaysAfter(dayOf(world.time.now.toISOString()), 10, world.town.holidays)
  assert.equal(ready.body.dueOn, dueOn)
  const asked = await coordinator.does('enquiries.ask', {
    about: { caseId },
    answers: {
      agency: world.agencyId.school,
      purpose: 'to decide whether the panel should see the case',
      lawfulBasis: ready.body.options.bases[0].value,
      question: 'How is he at school?',
      dueOn,
    },
  })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  const [task] = await world.sql("select rule from casework.task where case_id = $1 and what like 'Chase%'", [caseId])
  assert.deepEqual(task, { rule: 'Target: 10 working days after asking' })
  const list = await coordinator.asks('enquiries.of-case', { caseId })
  const { next } = list.body.enquiries[0]
  assert.equal(next.kind, 'before the day')
  assert.ok(workingDaysAfter(next.on, 3, world.town.holidays) >= dueOn)
})

test('only the chair sets a target; whoever works to it reads it; nobody else does, and one key sets it once', async () => {
  const answers = { target: 'match', amount: 2, why: 'x' }
  assert.equal((await coordinator.does('targets.set', { answers })).status, 403)
  assert.equal((await administrator.does('targets.set', { answers })).status, 403)
  assert.equal((await administrator.opens('/targets')).status, 403)
  assert.equal((await officer.opens('/targets')).status, 200)
  assert.doesNotMatch((await coordinator.opens('/targets')).text, /href="\/targets\/set"/)
  const key = newId()
  for (const repeated of [false, true])
    assert.equal((await chair.does('targets.set', { answers, key })).body.repeated, repeated)
  assert.equal((await world.sql("select 1 from casework.target where name = 'match'")).length, 1)
})

test('what cannot be is asked for again with everything that was typed', async () => {
  const empty = await chair.sends('/targets/set', { target: 'gateway', amount: '900', why: 'Kept words' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /value="Kept words"/)
  const tooLong = await chair.sends('/targets/set', { target: 'remindBefore', amount: '30', why: 'Kept words' })
  assert.equal(tooLong.status, 422)
  assert.match(tooLong.text, /5 working days or fewer/)
  assert.match(tooLong.text, /value="Kept words"/)
})

test('the rules alone: every target has its bounds and its source, and the choice before a clock began counts', () => {
  const chosen = [
    { name: 'gateway', amount: 3, at: '2026-02-01T00:00:00.000Z' },
    { name: 'gateway', amount: 7, at: '2026-03-01T00:00:00.000Z' },
  ]
  assert.equal(targetAt(chosen, 'gateway', '2026-01-31T00:00:00.000Z'), 5)
  assert.equal(targetAt(chosen, 'gateway', '2026-02-15T00:00:00.000Z'), 3)
  assert.equal(targetAt(chosen, 'gateway', '2026-03-01T00:00:00.000Z'), 7)
  assert.equal(ruleOf('match', 1), 'Target: one working day after it was received')
  assert.equal(addMonths('2026-01-31', targets.reassess.usual), '2026-04-30')
  for (const name of targetNames) {
    const { usual, most, source } = targets[name]
    assert.ok(usual >= 1 && usual <= most && source, name)
    const now = [{ name, amount: usual }]
    assert.equal(setTarget(now, { target: name, amount: most + 1, why: 'x' }).is, 'problems', name)
    assert.equal(setTarget(now, { target: name, amount: usual, why: 'x' }).is, 'problems', name)
  }
})

test('what was a setting of ours alone is a target: consent, the reviews after the end, and how long a case rests', async () => {
  const set = (target: string, amount: number) =>
    chair.does('targets.set', { answers: { target, amount, why: 'Agreed by the board' } })
  for (const [target, amount] of [
    ['consentLasts', 6],
    ['consentRenewal', 14],
    ['policeRests', 2],
    ['firstReview', 4],
    ['secondReview', 10],
  ] as const)
    assert.equal((await set(target, amount)).status, 200, target)
  assert.equal((await set('firstReview', 10)).status, 422, 'the two reviews keep their order')
  assert.equal((await set('secondReview', 4)).status, 422)
  later(1)
  const { caseId } = await seedAdopted(world, { chairId: chair.id, name: 'Tara Target' })
  const known = await coordinator.asks('support.plan', { caseId })
  assert.deepEqual(known.body.consentFor, { months: 6, renewalDays: 14 })
})
