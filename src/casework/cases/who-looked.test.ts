import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { modules } from '../../app.ts'
import { queriesOf } from '../../platform/module.ts'
import { newId } from '../../platform/road.ts'
import type { Entry } from './who-looked.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Ashe', 'Channel coordinator', 'council')
const dee = await world.someone('Dee Officer', 'data protection officer', 'council')
const olu = await world.someone('Olu Officer', 'section 36 officer', 'police')

const decide = (caseId: string) =>
  olu.does('cases.record-section36-decision', {
    about: { caseId },
    answers: { refers: 'refers', grounds: 'Grounds in words' },
  })

test('every look and every change is there: who, for which agency, when and what, newest first', async () => {
  const { caseId } = await seedCase(world, { upTo: 'gateway' })
  await letIn(world, caseId, olu.id)
  await olu.opens(`/cases/${caseId}`)
  await decide(caseId)
  const { body } = await ann.asks('cases.who-looked', { caseId })
  const entries = body.entries as Entry[]
  assert.deepEqual(
    entries
      .filter(({ who }) => who === 'Olu Officer')
      .map(({ kind, what, about, agency }) => [kind, what, about, agency])
      .at(-1),
    ['look', 'cases.overview', null, 'Testshire Police'],
  )
  assert.ok(
    entries.some(
      ({ kind, about, who }) => kind === 'change' && about === 'casework.section36_decision' && who === 'Olu Officer',
    ),
  )
  const times = entries.map(({ at }) => at)
  assert.deepEqual(times, times.toSorted().reverse())
  const { text } = await ann.opens(`/cases/${caseId}/who-looked`)
  assert.match(text, /Decide, with grounds, whether a person is referred to the Channel panel \(section36 decision\)/)
  assert.match(text, /A case at a glance/)
  assert.doesNotMatch(text, /Grounds in words/)
})

test('looking at who looked is a look too, and other cases are not in it', async () => {
  const [one, two] = [await seedCase(world), await seedCase(world, { name: 'Other Person' })]
  await ann.opens(`/cases/${two.caseId}`)
  assert.equal(
    (await ann.asks('cases.who-looked', { caseId: one.caseId })).body.entries.filter(
      ({ who }: Entry) => who === 'Ann Ashe',
    ).length,
    0,
  )
  const again = await ann.asks('cases.who-looked', { caseId: one.caseId })
  assert.deepEqual(again.body.entries[0].what, 'cases.who-looked')
})

test('page by page every entry comes once', async () => {
  const { caseId } = await seedCase(world)
  for (let looks = 0; looks < 120; looks++) await ann.asks('cases.overview', { caseId })
  const seen: string[] = []
  let before: string | null = null
  do {
    const { body } = await ann.asks('cases.who-looked', { caseId, ...(before ? { before } : {}) })
    assert.ok(body.entries.length <= 50)
    seen.push(...(body.entries as Entry[]).map(({ entryId }) => entryId))
    before = body.next
  } while (before)
  assert.equal(new Set(seen).size, seen.length)
  assert.ok(seen.length >= 120)
  assert.match((await ann.opens(`/cases/${caseId}/who-looked`)).text, /who-looked\?before=/)
})

test('the data protection officer reads who looked, and nothing of the case', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  await ann.opens(`/cases/${caseId}`)
  const { status, text } = await dee.opens(`/cases/${caseId}/who-looked`)
  assert.equal(status, 200)
  assert.match(text, /Ann Ashe/)
  assert.match(text, /Who looked at case C-/)
  assert.doesNotMatch(text, /Wilhelmina|Quirk/)
  assert.equal((await dee.asks('cases.who-looked', { caseId })).body.banner, null)
  assert.equal((await dee.opens(`/cases/${caseId}`)).status, 403)
})

test('each look that can stand there is said in plain words', () => {
  const looks = queriesOf(modules).filter((each) => each.zone === 'casework' && 'subjects' in each)
  assert.ok(looks.length > 50)
  const jargon = /\b(tiles?|filter(s|ed)?|in sight|viewer|query|field by field|instrument in|One item)\b/
  assert.deepEqual(
    looks.filter(({ summary }) => jargon.test(summary)).map(({ name, summary }) => `${name}: ${summary}`),
    [],
  )
})

test('nobody else reads it, neither by the page nor in the database; an absent case and a sealed one are alike', async () => {
  const { caseId } = await seedCase(world)
  await letIn(world, caseId, olu.id)
  assert.equal((await olu.opens(`/cases/${caseId}/who-looked`)).status, 403)
  const viewer = {
    kind: 'staff' as const,
    id: olu.id,
    name: 'Olu',
    agencyId: world.agencyId.police,
    roles: ['section 36 officer'],
  }
  for (const role of ['casework_reader', 'casework_guest', 'casework_oversight']) {
    const { rows } = await inTransaction(world.town.database, { viewer, role }, (tx) =>
      sql`select * from trust.who_looked(${caseId}, null, 100) union all select null, null, null, null, null, trust.reference_of(${caseId}), null where trust.reference_of(${caseId}) is not null`.execute(
        tx,
      ),
    )
    assert.deepEqual(rows, [], role)
  }
  await world.sql('update casework.case set sealed_to = $2 where id = $1', [caseId, [olu.id]])
  const sealed = await ann.asks('cases.who-looked', { caseId })
  const absent = await ann.asks('cases.who-looked', { caseId: newId() })
  assert.deepEqual([sealed.status, absent.status], [404, 404])
  assert.deepEqual(sealed.body, absent.body)
  assert.equal((await dee.asks('cases.who-looked', { caseId: newId() })).status, 404)
})
