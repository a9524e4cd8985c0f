import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedAdopted, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { giveCasesOf } from './jobs.ts'
import { whyNotGive } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Coordinator', 'Channel coordinator')
const ben = await world.someone('Ben Coordinator', 'Channel coordinator')
const chair = await world.someone('Cora Chair', 'panel chair')
const old = await world.someone('Olga Old', 'lead professional', 'health')
const next = await world.someone('Nils Next', 'lead professional', 'school')
const outsider = await world.someone('Otto Other', 'cohesion worker')
const one = await seedCase(world, { upTo: 'matched', name: 'Amina Sample' })
const two = await seedCase(world, { upTo: 'section 36', name: 'Bo Example' })
const adopted = await seedAdopted(world, { chairId: chair.id, name: 'Cy Adopted' })

const log = { info: () => {}, error: () => {} }
const work = (reassignmentId: string) => giveCasesOf(world.town)({ reassignmentId }, { log })
const idIn = (location: string | undefined) => location!.split('/').at(-1)!
const seesCase = async (who: typeof old, caseId: string) => (await who.asks('cases.banner', { caseId })).status
const dueOf = async (who: typeof ann) =>
  (await who.asks('desk.your-work')).body.due.map(({ knownAs }: { knownAs: string }) => knownAs)

test('what cannot be given is told by the case, in a sentence', () => {
  const standing = { stage: 'with the police', coordinatorId: null, leadId: null, closedTo: [] }
  const to = { coordinatorId: 'b', leadId: null }
  assert.equal(whyNotGive(standing, to), undefined)
  assert.match(whyNotGive({ ...standing, stage: 'finished' }, to)!, /finished/)
  assert.match(whyNotGive(standing, { coordinatorId: null, leadId: 'n' })!, /adoption/)
  assert.match(whyNotGive({ ...standing, closedTo: ['b'] }, to)!, /conflict/)
  assert.match(whyNotGive({ ...standing, coordinatorId: 'b' }, to)!, /already/)
})

test('all that a list shows is looked over, given case by case, and told case by case', async () => {
  const sent = await ann.sends('/cases/give?stage=with+the+police', {
    toCoordinator: ben.id,
    reason: 'Ann goes on leave',
  })
  assert.equal(sent.status, 303, sent.text.slice(0, 500))
  const page = await ann.opens(sent.location!)
  assert.match(page.text, /Amina Sample/)
  assert.doesNotMatch(page.text, /Bo Example/)
  assert.match(page.text, /Give this case/)
  assert.deepEqual((await ann.asks('cases.list', { coordinator: ben.id })).body.rows, [])
  const { length: before } = await dueOf(ann)
  assert.equal((await ann.sends(sent.location!, {})).status, 303)
  await work(idIn(sent.location))
  await work(idIn(sent.location))
  const { body } = await ann.asks('reassigning.one', { reassignmentId: idIn(sent.location) })
  assert.deepEqual([body.step, body.counts.given, body.counts.refused], ['done', 1, 0])
  const list = await ben.asks('cases.list', { coordinator: 'me' })
  assert.deepEqual(
    list.body.rows.map(({ knownAs, coordinator }: Record<string, string>) => [knownAs, coordinator]),
    [['Amina Sample', 'Ben Coordinator']],
  )
  assert.equal((await dueOf(ann)).length, before)
  const acts = await world.sql("select id from platform.act where fact ->> 'is' = 'case given' and subject_id = $1", [
    one.caseId,
  ])
  assert.equal(acts.length, 1)
  const told = await ben.asks('cases.chronology', { caseId: one.caseId })
  assert.match(JSON.stringify(told.body.lines), /given to another coordinator.*Ann goes on leave/)
})

test('a lead professional gets the case with what is due on it, and whoever led it sees it no more', async () => {
  const give = (toLead: string) => ({
    about: { caseId: adopted.caseId },
    answers: { toLead, reason: 'A change of school' },
  })
  assert.equal((await ann.does('reassigning.give-case', give(old.id))).status, 200)
  assert.equal(await seesCase(old, adopted.caseId), 200)
  assert.equal(await seesCase(next, adopted.caseId), 404)
  const sent = await ann.sends(`/cases/give?ticked=${adopted.caseId}&ticked=${two.caseId}`, {
    toLead: next.id,
    reason: 'Olga left',
  })
  assert.match((await ann.opens(sent.location!)).text, /named from the panel/)
  await ann.sends(sent.location!, {})
  await work(idIn(sent.location))
  const { body } = await ann.asks('reassigning.one', { reassignmentId: idIn(sent.location) })
  assert.deepEqual([body.counts.given, body.counts.refused], [1, 1])
  assert.match(body.rows[0].why, /adoption/)
  assert.equal(await seesCase(old, adopted.caseId), 404)
  assert.equal(await seesCase(next, adopted.caseId), 200)
  const tasks = await world.sql<{ staff_id: string }>('select staff_id from casework.task where case_id = $1', [
    adopted.caseId,
  ])
  assert.ok(tasks.some(({ staff_id }) => staff_id === next.id))
  assert.ok(tasks.every(({ staff_id }) => staff_id !== old.id))
})

test('the boxes of a list lead to those cases alone; with none ticked, to all of the list', async () => {
  const list = await ann.opens('/cases')
  assert.match(list.text, /action="\/cases\/give"/)
  assert.match(list.text, new RegExp(`name="ticked" type="checkbox" value="${two.caseId}"`))
  assert.match((await ann.opens(`/cases/give?ticked=${two.caseId}`)).text, /You ticked 1 case/)
  assert.match((await ann.opens('/cases/give')).text, /The list shows 3 cases/)
  assert.doesNotMatch((await old.opens('/cases')).text, /name="ticked"/)
})

test('the chair gives what they see, others nothing, and what is not seen is not there', async () => {
  const answers = { toCoordinator: ben.id, reason: 'To share the load' }
  const give = (who: typeof ann, caseId: string) => who.does('reassigning.give-case', { about: { caseId }, answers })
  assert.equal((await give(outsider, two.caseId)).status, 403)
  assert.equal((await give(old, two.caseId)).status, 403)
  assert.equal((await outsider.opens('/cases/give')).status, 403)
  assert.equal((await give(chair, two.caseId)).status, 404)
  await letIn(world, two.caseId, chair.id)
  assert.equal((await give(chair, two.caseId)).status, 200)
  assert.match((await give(chair, two.caseId)).body.message, /already/)
  const mine = await ann.sends('/cases/give', { toCoordinator: ann.id, reason: 'Back from leave' })
  assert.equal((await ben.opens(mine.location!)).status, 404)
  assert.equal((await ben.sends(mine.location!, {})).status, 404)
})

test('bad input keeps what was typed and gives nothing; a repeat is done once', async () => {
  const page = await ann.sends('/cases/give', { reason: 'Because of the move' })
  assert.equal(page.status, 422)
  assert.match(page.text, /Because of the move/)
  assert.match(page.text, /Choose a coordinator, a lead professional, or both/)
  const nothing = `/cases/give?ticked=${world.agencyId.council}`
  const none = await ann.sends(nothing, { toCoordinator: ben.id, reason: 'x' })
  assert.match(none.text, /No case is chosen/)
  assert.match(none.text, new RegExp(`action="${nothing.replace('?', '[?]')}"`), 'and what was ticked stays so')
  const input = { answers: { toCoordinator: ben.id, reason: 'Twice' }, key: crypto.randomUUID() }
  const first = await ann.does('reassigning.choose-cases', input)
  const again = await ann.does('reassigning.choose-cases', input)
  assert.equal(again.body.repeated, true)
  assert.equal(first.body.fact.reassignmentId, again.body.fact.reassignmentId)
})

test('what is not given says truly why: whoever gave it left, or may not do so any more', async () => {
  for (const [change, why] of [
    ['update organisation.staff set left_at = now() where id = $1', /does not work here any more/],
    ['update organisation.staff_role set ended_at = now() where staff_id = $1', /may not do so any more/],
  ] as const) {
    const giver = await world.someone(`Gil ${why.source.length}`, 'Channel coordinator')
    const sent = await giver.sends('/cases/give', { toCoordinator: giver.id, reason: 'Mine from now on' })
    await giver.sends(sent.location!, {})
    await world.sql(change, [giver.id])
    await work(idIn(sent.location))
    const rows = await world.sql<{ state: string; why: string }>(
      'select state, why from casework.reassignment_case where reassignment_id = $1',
      [idIn(sent.location)],
    )
    assert.ok(rows.length > 0)
    for (const row of rows) assert.deepEqual([row.state, why.test(row.why)], ['refused', true], row.why)
  }
})

test('every case that a list gives to be given away stands in the journal, also beyond the first page', async () => {
  await world.sql(
    `with town as (insert into casework.case (id, reference, opened_at)
       select gen_random_uuid(), 'C-MANY-' || n, now() from generate_series(1, 120) n returning id, reference)
     insert into casework.case_state (case_id, reference, stage, stage_since) select id, reference, 'with the police', now() from town`,
  )
  const { body } = await ann.asks('reassigning.cases', { stage: 'with the police' })
  assert.ok(body.cases.length >= 120 && body.named.length === 100)
  const [look] = await world.sql<{ subject_ids: string[] }>(
    "select subject_ids from trust.journal where what = 'reassigning.cases' and kind = 'look' order by at desc, id desc limit 1",
  )
  assert.deepEqual(look!.subject_ids.toSorted(), body.cases.toSorted())
  await world.sql("delete from casework.case_state where reference like 'C-MANY-%'")
})

test('whoever is a coordinator no more, or may not see the case, keeps no task of it: it is every coordinator’s', async () => {
  const admin = await world.someone('Aya Admin', 'administrator')
  const cleo = await world.someone('Cleo Coordinator', ['Channel coordinator', 'senior officer'])
  const { caseId } = await seedCase(world, { upTo: 'matched', name: 'Dee Sample' })
  const about = { caseId }
  const give = () => ann.does('reassigning.give-case', { about, answers: { toCoordinator: cleo.id, reason: 'x' } })
  const tasks = () =>
    world.sql(
      'select role, staff_id from casework.task where case_id = $1 and (staff_id is not null or role like $2)',
      [caseId, 'Channel%'],
    )
  const [theirs, everyones] = [
    { role: null, staff_id: cleo.id },
    { role: 'Channel coordinator', staff_id: null },
  ]
  const handOver = { toService: 'housing', why: 'another service meets the need', asks: 'A safe flat' }
  assert.equal((await ann.does('hand-overs.make', { about, answers: handOver })).status, 200)
  assert.equal((await give()).status, 200)
  assert.deepEqual(await tasks(), [theirs])
  const [{ id: handOverId }] = (await world.sql<{ id: string }>(
    'select id from casework.hand_over where case_id = $1',
    [caseId],
  )) as [{ id: string }]
  await world.sql('update casework.case set sealed_to = $2 where id = $1', [caseId, [ann.id]])
  const sent = { on: '2026-01-05', how: 'telephone', to: 'Duty desk' }
  world.time.now = new Date(world.time.now.getTime() + 60_000)
  assert.equal((await ann.does('hand-overs.send', { about: { handOverId }, answers: sent })).status, 200)
  assert.deepEqual(await tasks(), [everyones], 'sealed to others')
  await world.sql('update casework.case set sealed_to = null where id = $1', [caseId])
  assert.equal((await give()).status, 200)
  assert.deepEqual(await tasks(), [theirs])
  const ended = await admin.does('staff.end-role', {
    about: { staffId: cleo.id },
    answers: { role: 'Channel coordinator' },
  })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  assert.deepEqual(await tasks(), [everyones], 'the role ended')
  assert.equal((await ann.asks('cases.banner', about)).status, 200)
  assert.deepEqual((await ann.asks('cases.list', { coordinator: cleo.id })).body.rows, [])
  const kept = await world.sql('select 1 from casework.case_coordinator where staff_id = $1 and until_at is null', [
    cleo.id,
  ])
  assert.deepEqual(kept, [])
  world.time.now = new Date(world.time.now.getTime() + 60_000)
  const refused = { answer: 'refused', reason: 'Below their threshold', by: 'Duty worker', on: '2026-01-06' }
  assert.equal((await ann.does('hand-overs.answer', { about: { handOverId }, answers: refused })).status, 200)
  assert.deepEqual(await tasks(), [everyones], 'and it stays so when the case is settled anew')
})

test('when a coordinator leaves, their cases are every coordinator’s again', async () => {
  const admin = await world.someone('Ada Admin', 'administrator')
  assert.equal((await ben.asks('cases.list', { coordinator: 'me' })).body.rows.length, 2)
  const left = await admin.does('staff.record-leaver', { about: { staffId: ben.id }, answers: { sure: true } })
  assert.equal(left.status, 200, JSON.stringify(left.body))
  assert.deepEqual((await ann.asks('cases.list', { coordinator: ben.id })).body.rows, [])
  assert.equal((await ann.asks('cases.list', { coordinator: 'nobody' })).body.rows.length, 4)
  const tasks = await world.sql('select id from casework.task where staff_id = $1', [ben.id])
  assert.deepEqual(tasks, [])
})

test('whoever is a lead professional no more leads nothing: the case is out of sight, and what was due is the coordinators’', async () => {
  const admin = await world.someone('Ari Admin', 'administrator')
  const lou = await world.someone('Lou Lead', ['lead professional', 'intervention provider'], 'health')
  const { caseId } = await seedAdopted(world, { chairId: chair.id, name: 'Fi Sample' })
  const named = await ann.does('support.name-lead-professional', { about: { caseId }, answers: { leadId: lou.id } })
  assert.equal(named.status, 200, JSON.stringify(named.body))
  assert.equal(await seesCase(lou, caseId), 200)
  assert.deepEqual(await dueOf(lou), ['Fi Sample'])
  const ended = await admin.does('staff.end-role', {
    about: { staffId: lou.id },
    answers: { role: 'lead professional' },
  })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  assert.equal(await seesCase(lou, caseId), 404)
  assert.deepEqual(await dueOf(lou), [])
  assert.deepEqual((await ann.asks('cases.list', { lead: lou.id })).body.rows, [])
  const { due } = (await ann.asks('cases.overview', { caseId })).body
  assert.ok(due.length > 0 && due.every(({ by }: { by: string }) => by === 'Channel coordinator'))
})
