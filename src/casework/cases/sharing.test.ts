import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { addDays, today } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { lawfulBases } from './lawful-bases.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Ashe', 'Channel coordinator', 'council')

const enquiry = () => ({
  agency: world.agencyId.health,
  purpose: 'to keep somebody safe now',
  lawfulBasis: lawfulBases[1]!.name,
  question: 'Is he well?',
  dueOn: addDays(today(world.time.now), 7),
})

test('the tab says who sees the case now and why, and what was shown to whom', async () => {
  const { caseId } = await seedCase(world)
  const pat = await world.someone('Pat Police', 'police case officer', 'police')
  await letIn(world, caseId, pat.id)
  await ann.does('enquiries.ask', { about: { caseId }, answers: enquiry() })
  const { status, text } = await ann.opens(`/cases/${caseId}/sharing`)
  assert.equal(status, 200)
  for (const shown of [
    'Pat Police',
    'Testshire Police',
    'A test',
    'Testham NHS Trust',
    'Name, date of birth',
    lawfulBases[1]!.name,
  ]) {
    assert.ok(text.includes(shown), shown)
  }
  await world.sql("update casework.case_grant set ended_at = now(), ended_why = 'over' where case_id = $1", [caseId])
  assert.doesNotMatch((await ann.opens(`/cases/${caseId}/sharing`)).text, /Pat Police/)
})

test('whoever reads the pack sees who is let in, and is told that the ledger is for others', async () => {
  const { caseId } = await seedCase(world)
  await ann.does('enquiries.ask', { about: { caseId }, answers: enquiry() })
  const mo = await world.someone('Mo Member', 'panel member', 'school')
  await letIn(world, caseId, mo.id, 'pack')
  const pat = await world.someone('Pat Police', 'police case officer', 'police')
  await letIn(world, caseId, pat.id)
  assert.equal((await mo.asks('cases.sharing', { caseId })).body.ledger, null)
  assert.match((await mo.opens(`/cases/${caseId}/sharing`)).text, /listed here for those who work the case/)
  assert.equal((await pat.asks('cases.sharing', { caseId })).body.ledger.length, 1)
})

test('an outsider is told what is told of an absent case, and the wrong role is refused', async () => {
  const { caseId } = await seedCase(world)
  const pat = await world.someone('Pat Police', 'police case officer', 'police')
  const [hidden, absent] = [
    await pat.asks('cases.sharing', { caseId }),
    await pat.asks('cases.sharing', { caseId: newId() }),
  ]
  assert.equal(hidden.status, 404)
  assert.deepEqual(hidden.body, absent.body)
  const cohesion = await world.someone('Coe', 'cohesion worker')
  assert.equal((await cohesion.opens(`/cases/${caseId}/sharing`)).status, 403)
})

test('the ledger is written in an act of casework alone, and never changed', async () => {
  const { caseId } = await seedCase(world)
  await ann.does('enquiries.ask', { about: { caseId }, answers: enquiry() })
  const viewer = {
    kind: 'staff' as const,
    id: ann.id,
    name: 'Ann',
    agencyId: world.agencyId.council,
    roles: ['Channel coordinator'],
  }
  const record = sql`select trust.record_disclosure(${newId()}, ${caseId}, null, 'x', array['x'], 'x', 'x', now(), null)`
  for (const role of ['casework_reader', 'casework_oversight', 'casework_guest', 'community_writer', 'trust_reader']) {
    await assert.rejects(
      inTransaction(world.town.database, { viewer, role }, (tx) => record.execute(tx)),
      { code: '42501' },
      role,
    )
  }
  await assert.rejects(
    inTransaction(world.town.database, { viewer, role: 'casework_writer' }, (tx) => record.execute(tx)),
    /outside an act/,
  )
  for (const role of ['casework_writer', 'trust_writer']) {
    await assert.rejects(
      inTransaction(world.town.database, { viewer, role }, (tx) =>
        sql`update trust.disclosure set to_whom = 'y'`.execute(tx),
      ),
      { code: '42501' },
      role,
    )
  }
  const [entry] = await world.sql(
    "select * from trust.journal where about_table = 'trust.disclosure' and subject_id = $1",
    [caseId],
  )
  assert.equal(entry!.what, 'enquiries.ask')
})
