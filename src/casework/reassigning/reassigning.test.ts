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
    which: 'all',
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
  const sent = await ann.sends('/cases/give', {
    which: 'ticked',
    cases: [adopted.caseId, two.caseId],
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
  const mine = await ann.sends('/cases/give', { which: 'all', toCoordinator: ann.id, reason: 'Back from leave' })
  assert.equal((await ben.opens(mine.location!)).status, 404)
  assert.equal((await ben.sends(mine.location!, {})).status, 404)
})

test('bad input keeps what was typed and gives nothing; a repeat is done once', async () => {
  const page = await ann.sends('/cases/give', { which: 'ticked', reason: 'Because of the move' })
  assert.equal(page.status, 422)
  assert.match(page.text, /Because of the move/)
  const nobody = await ann.sends('/cases/give', { which: 'all', reason: 'Because of the move' })
  assert.match(nobody.text, /Choose a coordinator, a lead professional, or both/)
  const wrong = { which: 'ticked', cases: [world.agencyId.council], toCoordinator: ben.id, reason: 'x' }
  assert.equal((await ann.sends('/cases/give', wrong)).status, 422)
  const input = { answers: { which: 'all', toCoordinator: ben.id, reason: 'Twice' }, key: crypto.randomUUID() }
  const first = await ann.does('reassigning.choose-cases', input)
  const again = await ann.does('reassigning.choose-cases', input)
  assert.equal(again.body.repeated, true)
  assert.equal(first.body.fact.reassignmentId, again.body.fact.reassignmentId)
})

test('when a coordinator leaves, their cases are every coordinator’s again', async () => {
  const admin = await world.someone('Ada Admin', 'administrator')
  assert.equal((await ben.asks('cases.list', { coordinator: 'me' })).body.rows.length, 2)
  const left = await admin.does('staff.record-leaver', { about: { staffId: ben.id }, answers: { sure: true } })
  assert.equal(left.status, 200, JSON.stringify(left.body))
  assert.deepEqual((await ann.asks('cases.list', { coordinator: ben.id })).body.rows, [])
  assert.equal((await ann.asks('cases.list', { coordinator: 'nobody' })).body.rows.length, 3)
  const tasks = await world.sql('select id from casework.task where staff_id = $1', [ben.id])
  assert.deepEqual(tasks, [])
})
