import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { today } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { linesOf, readLines, standingsOf, type Taken, template, type Unconfirmed } from './tracker-list.ts'

const world = await openWorld()
after(() => world.close())
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const on = today(world.time.now)

async function seeded(name?: string) {
  const { caseId } = await seedCase(world, { upTo: 'gateway', ...(name ? { name } : {}) })
  await letIn(world, caseId, officer.id)
  const [row] = await world.sql<{ outcome: string; reference: string }>(
    'select o.id as outcome, c.reference from casework.gateway_outcome o join casework.case c on c.id = o.case_id where c.id = $1',
    [caseId],
  )
  return { caseId, outcomeId: row!.outcome, reference: row!.reference }
}
const kept = (outcomeId: string) =>
  world.sql(
    'select tracker_reference, tracker_on::text, came_by from casework.gateway_confirmation where outcome_id = $1',
    [outcomeId],
  )
const entry = { trackerReference: 'PT-77', trackerOn: '2026-01-05' }

// The list, alone

const result = (n: number, more: Partial<Unconfirmed> = {}): Unconfirmed => ({
  outcomeId: `o${n}`,
  caseId: `c${n}`,
  reference: `C-${n}`,
  outcome: 'proceed',
  recordedOn: '2026-03-02',
  ...more,
})
const readList = (text: string, unconfirmed: readonly Unconfirmed[], on: string, taken: readonly Taken[] = []) =>
  readLines(linesOf(text), { unconfirmed, today: on, taken })
const results = [result(1), result(2, { outcome: 'police-led' }), result(3)]
const why = (line: string) =>
  readList(line, results, '2026-04-01').mismatched.map((each) => `${each.line}: ${each.why}`)

test('the template is a line for each result, and comes back as it was without a complaint', () => {
  const text = template(results)
  assert.equal(text.split('\n').length, 4)
  assert.deepEqual(readList(text, results, '2026-04-01'), { matched: [], mismatched: [] })
})

test('lines match with commas, semicolons or tabs, quotes, and dates as a spreadsheet writes them', () => {
  const text = [
    '"c-1","Proceed",02/03/2026,PT-1,03/03/2026',
    'C-2;police-led;2026-03-02;PT-2;2026-03-04',
    'C-3\tproceed\t2026-03-02\tPT-3\t5/3/2026',
  ].join('\r\n')
  const { matched, mismatched } = readList(text, results, '2026-04-01')
  assert.deepEqual(mismatched, [])
  assert.deepEqual(
    matched.map(({ line, trackerReference, trackerOn }) => [line, trackerReference, trackerOn]),
    [
      [1, 'PT-1', '2026-03-03'],
      [2, 'PT-2', '2026-03-04'],
      [3, 'PT-3', '2026-03-05'],
    ],
  )
})

test('a line that does not match is named by its number, with the reason', () => {
  assert.match(why('C-9,proceed,2026-03-02,PT-1,2026-03-03')[0]!, /^1: no unconfirmed result belongs to the case C-9/)
  assert.match(why('C-2,proceed,2026-03-02,PT-1,2026-03-03')[0]!, /here is recorded: police-led on 2 March 2026/)
  assert.match(why('C-1,proceed,2026-03-02,PT-1,31/02/2026')[0]!, /is not a date/)
  assert.match(why('C-1,proceed,2026-03-02,PT-1,2026-04-02')[0]!, /in the future/)
  assert.match(why('C-1,proceed,2026-03-02,,2026-03-03')[0]!, /no tracker reference/)
  assert.match(why('C-1,proceed,2026-03-02,PT-1,2026-03-03,x')[0]!, /6 columns/)
  const first = 'C-1,proceed,2026-03-02,PT-1,2026-03-03'
  assert.match(why(`${first}\n${first}`)[0]!, /^2: the same result stands in an earlier line/)
  assert.match(
    why(`${first}\n\nC-3,proceed,2026-03-02,pt-1,2026-03-03`)[0]!,
    /^3: line 1 gives the same tracker reference/,
  )
})

test('a reference that stands beside another case already is named with that case; the same case may carry it again', () => {
  const line = 'C-1,proceed,2026-03-02,pt-1,2026-03-03'
  const read = (beside: string | null, caseId = 'c1') =>
    readList(line, results, '2026-04-01', [{ trackerReference: 'pt-1', caseId, beside }])
  assert.deepEqual(read('C-9').mismatched, [
    { line: 1, why: 'the tracker reference stands beside the case C-9 already' },
  ])
  assert.deepEqual(read(null).mismatched, [
    { line: 1, why: 'the tracker reference stands beside another case already' },
  ])
  assert.equal(read('C-9', 'c2').matched.length, 1, 'it was looked up for another line')
  const asked = standingsOf(
    linesOf(`${line}\nC-2,wrong,2026-03-02,PT-2,\nC-9,proceed,2026-03-02,PT-3,\nC-3,,,,`),
    results,
  )
  assert.deepEqual(asked, [
    { trackerReference: 'pt-1', caseId: 'c1' },
    { trackerReference: 'PT-2', caseId: 'c2' },
  ])
})

// On the road

test('a result shows as not confirmed by police until the reference is entered, once, and the result stays as it was', async () => {
  const { caseId, outcomeId } = await seeded()
  const referral = `/cases/${caseId}/referral`
  assert.match((await officer.opens(referral)).text, /Not confirmed by police[\s\S]*Enter the tracker/)
  const seen = await coordinator.opens(referral)
  assert.match(seen.text, /Not confirmed by police/)
  assert.doesNotMatch(seen.text, /Enter the tracker/)
  const page = `/gateway/${outcomeId}/confirm`
  const bad = await officer.sends(page, { trackerReference: 'PT-77', 'trackerOn-day': '40' })
  assert.equal(bad.status, 422)
  assert.match(bad.text, /value="PT-77"/)
  assert.deepEqual(await kept(outcomeId), [])
  const key = newId()
  const about = { outcomeId }
  assert.equal((await officer.does('gateway.confirm', { about, answers: entry, key })).status, 200)
  assert.equal((await officer.does('gateway.confirm', { about, answers: entry, key })).body.repeated, true)
  const again = await officer.does('gateway.confirm', { about, answers: entry })
  assert.deepEqual([again.status, /confirmed already/.test(again.body.message)], [409, true])
  assert.deepEqual(await kept(outcomeId), [{ tracker_reference: 'PT-77', tracker_on: '2026-01-05', came_by: 'entry' }])
  const { text } = await coordinator.opens(referral)
  assert.match(text, /National tracker: PT-77, 5 January 2026, entered by Pat Police/)
  assert.doesNotMatch(text, /Not confirmed by police/)
  assert.match((await coordinator.opens(`/cases/${caseId}/chronology`)).text, /confirmed from the national tracker/)
})

test('a reference of the tracker stands beside one case alone: entered again elsewhere it is refused, and typed it stays', async () => {
  const [one, two] = [await seeded(), await seeded()]
  const answers = { ...entry, trackerReference: 'PT-ONCE' }
  assert.equal((await officer.does('gateway.confirm', { about: { outcomeId: one.outcomeId }, answers })).status, 200)
  const page = await officer.sends(`/gateway/${two.outcomeId}/confirm`, {
    trackerReference: 'pt-once',
    'trackerOn-day': '5',
    'trackerOn-month': '1',
    'trackerOn-year': '2026',
  })
  assert.equal(page.status, 422)
  assert.ok(page.text.includes(`This reference stands beside the case ${one.reference} already`))
  assert.match(page.text, /value="pt-once"/)
  const lines = `${two.reference},proceed,${on},PT-ONCE,${on}`
  const listed = await officer.does('gateway.import', { answers: { lines, how: 'those that match' } })
  assert.equal(listed.status, 422)
  assert.match(JSON.stringify(listed.body), new RegExp(`stands beside the case ${one.reference} already`))
  assert.deepEqual(await kept(two.outcomeId), [])
})

test('two results are given one reference at once: one has it, and the other is told so, typed or first recorded', async () => {
  const named = 'PT-AT-ONCE'
  const [one, two] = [await seeded(), await seeded()]
  const answers = { ...entry, trackerReference: named }
  const ended = await Promise.all(
    [one, two].map(({ outcomeId }) => officer.does('gateway.confirm', { about: { outcomeId }, answers })),
  )
  assert.deepEqual(
    ended.map(({ status }) => status).toSorted((one, other) => one - other),
    [200, 422],
  )
  assert.match(JSON.stringify(ended.find(({ status }) => status === 422)!.body), /stands beside the case \S+ already/)
  const first = { outcome: 'proceed', grounds: 'Nothing is cut across', trackerOn: entry.trackerOn }
  const again = await Promise.all(
    [one, two].map(({ caseId }) =>
      officer.does('referrals.record-gateway', {
        about: { caseId },
        answers: { ...first, trackerReference: 'PT-FIRST' },
      }),
    ),
  )
  assert.deepEqual(
    again.map(({ status }) => status).toSorted((one, other) => one - other),
    [200, 422],
  )
  const third = await seeded()
  const late = await officer.does('referrals.record-gateway', {
    about: { caseId: third.caseId },
    answers: { ...first, trackerReference: 'pt-first' },
  })
  assert.match(JSON.stringify(late.body), /trackerReference.*stands beside the case/)
})

test('that a reference stands beside a case out of sight is said, and no more; one that is named is in the journal', async () => {
  const [hidden, open, mine] = [await seeded(), await seeded(), await seeded()]
  for (const [{ outcomeId }, trackerReference] of [
    [hidden, 'PT-HIDDEN'],
    [open, 'PT-OPEN'],
  ] as const)
    await officer.does('gateway.confirm', { about: { outcomeId }, answers: { ...entry, trackerReference } })
  await world.sql('update casework.case_grant set ended_at = now() where case_id = $1', [hidden.caseId])
  const confirm = async (trackerReference: string) =>
    JSON.stringify(
      (
        await officer.does('gateway.confirm', {
          about: { outcomeId: mine.outcomeId },
          answers: { ...entry, trackerReference },
        })
      ).body,
    )
  const unseen = await confirm('pt-hidden')
  assert.match(unseen, /stands beside another case already/)
  assert.doesNotMatch(unseen, new RegExp(`${hidden.reference}|${hidden.caseId}`))
  assert.match(await confirm('PT-OPEN'), new RegExp(open.reference))
  const looks = await world.sql<{ subject_ids: string[] }>(
    "select subject_ids from trust.journal where kind = 'look' and what = 'gateway.to-confirm' and viewer_id = $1",
    [officer.id],
  )
  const named = looks.flatMap(({ subject_ids }) => subject_ids)
  assert.deepEqual([named.includes(open.caseId), named.includes(hidden.caseId)], [true, false])
  const list = `${mine.reference},proceed,${on},PT-HIDDEN,${on}`
  const listed = await officer.does('gateway.import', { answers: { lines: list, how: 'those that match' } })
  assert.match(JSON.stringify(listed.body), /stands beside another case already/)
  const { body } = await officer.asks('gateway.unconfirmed')
  assert.deepEqual(Object.keys(body).toSorted(), ['more', 'unconfirmed'])
})

test('every page of a case says that the police have not confirmed its result, until it is reconciled; a new result begins again', async () => {
  const { caseId, outcomeId } = await seeded()
  const pages = ['', '/chronology', '/enquiries', '/assessment', '/panel', '/plan', '/referral'].map(
    (tab) => `/cases/${caseId}${tab}`,
  )
  for (const page of pages) assert.match((await coordinator.opens(page)).text, /not confirmed by police/i, page)
  const answers = { ...entry, trackerReference: 'PT-MARK' }
  await officer.does('gateway.confirm', { about: { outcomeId }, answers })
  for (const page of pages) assert.doesNotMatch((await coordinator.opens(page)).text, /not confirmed by police/i, page)
  const revisited = { outcome: 'police-led', grounds: 'An investigation has begun' }
  assert.equal((await officer.does('referrals.record-gateway', { about: { caseId }, answers: revisited })).status, 200)
  assert.match((await coordinator.opens(pages[0]!)).text, /not confirmed by police/i)
  assert.match((await coordinator.opens(`/cases/${caseId}/referral`)).text, /National tracker: PT-MARK/)
})

test('a list is checked first and records nothing; a line that does not match is named, and the good ones stay', async () => {
  const [one, two] = [await seeded('Wilhelmina Quirk'), await seeded()]
  const listed = await officer.opens('/gateway/import')
  assert.ok(listed.text.includes(`${one.reference},proceed,${on},,`), 'the template is there')
  assert.doesNotMatch(listed.text, /Wilhelmina|Quirk/)
  const good = `${one.reference},proceed,${on},PT-1,${on}`
  const lines = `${good}\nC-NOBODY,proceed,${on},PT-9,${on}\n${two.reference},police-led,${on},PT-2,${on}`
  for (const how of ['check', 'if all match']) {
    const checked = await officer.sends('/gateway/import', { lines, how })
    assert.equal(checked.status, 422)
    assert.match(checked.text, /Line 2: no unconfirmed result belongs to the case C-NOBODY/)
    assert.match(checked.text, /Line 3: it says police-led/)
    assert.ok(checked.text.includes(good), 'what was pasted stays')
  }
  const fine = await officer.does('gateway.import', { answers: { lines: good, how: 'check' } })
  assert.deepEqual([fine.status, fine.body.message], [409, 'The one line matches, and nothing was recorded yet.'])
  assert.deepEqual(await kept(one.outcomeId), [])
  const done = await officer.sends('/gateway/import', { lines, how: 'those that match' })
  assert.equal(done.status, 200)
  assert.match(done.text, /One reference was recorded/)
  assert.match(done.text, /Line 2: no unconfirmed result/)
  assert.deepEqual(await kept(one.outcomeId), [{ tracker_reference: 'PT-1', tracker_on: on, came_by: 'import' }])
  assert.deepEqual(await kept(two.outcomeId), [])
  const again = await officer.does('gateway.import', { answers: { lines: good, how: 'those that match' } })
  assert.equal(again.status, 422, 'what is confirmed is asked for no more')
  assert.match((await coordinator.opens(`/cases/${one.caseId}/referral`)).text, /PT-1[^<]*imported by Pat Police/)
  const { body } = await officer.asks('gateway.unconfirmed')
  const left = body.unconfirmed.map((each: { caseId: string }) => each.caseId)
  assert.deepEqual([left.includes(one.caseId), left.includes(two.caseId)], [false, true])
})

test('the force of the home answers for its results and nobody else; a case out of sight is absent', async () => {
  const { caseId, outcomeId } = await seeded()
  const about = { outcomeId }
  assert.equal((await coordinator.does('gateway.confirm', { about, answers: entry })).status, 403)
  assert.equal((await coordinator.does('gateway.import', { answers: { lines: 'x', how: 'check' } })).status, 403)
  const worker = await world.someone('Wren Worker', 'cohesion worker')
  assert.equal((await worker.asks('gateway.unconfirmed')).status, 403)
  const elsewhere = newId()
  await world.sql(
    "insert into organisation.agency (id, name, kind, agreement_from) values ($1, 'Elsewhere Police', 'police', '2020-01-01')",
    [elsewhere],
  )
  const stranger = await world.someone('Eli Elsewhere', 'police case officer', 'police')
  await world.sql('update organisation.staff set agency_id = $2 where id = $1', [stranger.id, elsewhere])
  const hidden = await stranger.does('gateway.confirm', { about, answers: entry })
  const absent = await stranger.does('gateway.confirm', { about: { outcomeId: newId() }, answers: entry })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  await letIn(world, caseId, stranger.id)
  assert.equal(
    (await stranger.does('gateway.confirm', { about, answers: entry })).status,
    403,
    'let in, and not their force',
  )
  assert.deepEqual((await stranger.asks('gateway.unconfirmed')).body.unconfirmed, [])
  assert.ok((await coordinator.asks('gateway.unconfirmed')).body.unconfirmed.length > 0)
})
