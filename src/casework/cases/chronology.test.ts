import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { referralAnswers } from '../../../test/referral.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { addDays, today } from '../../platform/pure/days.ts'
import { inWords } from './chronology-words.ts'

const packReaders = [
  'panel member',
  'panel chair',
  'intervention provider',
  'lead professional',
  'police case officer',
  'senior officer',
] as const
const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const teacher = await world.someone('Tilda Teacher', [], 'school')
const lead = await world.someone('Leo Lead', 'lead professional')

async function linesFor(reader: Someone, caseId: string): Promise<string[]> {
  const { status, body } = await reader.asks('cases.chronology', { caseId })
  assert.equal(status, 200)
  return body.lines.map((line: { what: string; by: string; agency: string | null }) =>
    [line.what, line.by, line.agency].join(', '),
  )
}

test('a referrer who wishes to stay unnamed is named only to those who must be able to ask them', async () => {
  for (const [wishesUnnamed, told] of [
    [true, 'A referral was received and the case was opened, Somebody who wishes not to be named, '],
    [false, 'A referral was received and the case was opened, Tilda Teacher, Testham School'],
  ] as const) {
    const { body } = await teacher.does('referrals.make', { answers: { ...referralAnswers(), wishesUnnamed } })
    const { caseId } = body.fact
    await letIn(world, caseId, lead.id)
    assert.deepEqual(await linesFor(lead, caseId), [told])
    assert.doesNotMatch((await lead.opens(`/cases/${caseId}/chronology`)).text, wishesUnnamed ? /Tilda/ : /nobody/)
    assert.deepEqual(await linesFor(coordinator, caseId), [
      'A referral was received and the case was opened, Tilda Teacher, Testham School',
    ])
  }
})

test('what was said at the table is in the chronology of those at that table and of those who work the case', async () => {
  const chair = await world.someone('Chris Chair', 'panel chair')
  const mentor = await world.someone('Mo Mentor', 'intervention provider', 'charity')
  const terms = await coordinator.does('panel.set-terms', {
    answers: {
      name: 'Testham Channel Panel',
      council: world.agencyId.council,
      chair: chair.id,
      boards: [{ board: 'Community Safety Partnership' }, { board: 'Safeguarding Children Board' }],
      fromOn: addDays(today(), -1),
    },
  })
  const seated = {
    police: await world.someone('Pat Police', 'panel member', 'police'),
    health: await world.someone('Hana Health', 'panel member', 'health'),
    school: await world.someone('Sid School', 'panel member', 'school'),
  }
  const done = (answer: { status: number; body: { fact: Record<string, string> } }) => {
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.fact
  }
  for (const { id: staff } of Object.values(seated))
    done(
      await coordinator.does('panel.give-seat', {
        about: { panelId: terms.body.fact.panelId },
        answers: { staff, fromOn: addDays(today(), -1) },
      }),
    )
  const called = await coordinator.does('panel.call-meeting', {
    about: { panelId: terms.body.fact.panelId },
    answers: { kind: 'ordinary', meetsOn: today(), meetsAt: '10:00', place: 'Room 2' },
  })
  const { caseId } = await seedCase(world)
  const meeting = { meetingId: done(called).meetingId! }
  const listed = await coordinator.does('panel.list-case', {
    about: { caseId },
    answers: { meeting: meeting.meetingId },
  })
  const about = { itemId: done(listed).itemId! }
  done(await chair.does('panel.open-meeting', { about: meeting, answers: {} }))
  const present = [chair, ...Object.values(seated)].map(({ id }) => id)
  done(await chair.does('panel.call-the-roll', { about: meeting, answers: { present, chair: chair.id } }))
  const conflict = { kind: 'conflict', words: 'A cousin of mine', copies: 'none' }
  done(await seated.school.does('panel.declare-conflict', { about, answers: conflict }))
  for (const [member, view] of [
    [chair, 'adopted'],
    [seated.police, 'adopted'],
    [seated.health, 'not adopted'],
  ] as const)
    done(
      await member.does('panel.give-view', { about, answers: { member: member.id, view, words: 'Too early, I say' } }),
    )
  const reasons = 'The plan would help'
  done(await chair.does('panel.record-decision', { about, answers: { outcome: 'adopted', rung: 'majority', reasons } }))
  done(await seated.health.does('panel.record-dissent', { about, answers: { reasons: 'The grounds are thin' } }))
  await letIn(world, caseId, lead.id)
  await letIn(world, caseId, mentor.id, 'pack')
  const secrets = [
    'An agency gave its view',
    'A member declared a conflict',
    'dissent',
    'by the majority',
    'Too early',
    'thin',
  ]
  for (const reader of [coordinator, chair, seated.health, lead]) {
    const { text } = await reader.opens(`/cases/${caseId}/chronology`)
    for (const secret of secrets) assert.ok(text.includes(secret), `${reader.name}: ${secret}`)
  }
  for (const role of packReaders) {
    const reader = await world.someone(`Reader, ${role}`, role, role === 'police case officer' ? 'police' : 'charity')
    await letIn(world, caseId, reader.id, 'pack')
    const lines = await linesFor(reader, caseId)
    assert.ok(lines.includes('The panel adopted the case, Chris Chair, Testham Council'), role)
    for (const path of ['', '/sheets', '?kind=panel', `?source=${world.agencyId.council}`]) {
      const { status, text } = await reader.opens(`/cases/${caseId}/chronology${path}`)
      assert.equal(status, 200)
      for (const secret of secrets) assert.ok(!text.includes(secret), `${role}${path}: ${secret}`)
    }
  }
  assert.equal((await seated.school.asks('cases.chronology', { caseId })).status, 404)
})

test('a decision says whether all agreed only to those at the table and those who work the case', () => {
  const fact = { is: 'panel decided', outcomeWord: 'adopted', rungWord: 'majority', itemId: 'x' }
  assert.equal(inWords(fact, true).what, 'The panel adopted the case, by the majority')
  assert.equal(inWords(fact, false).what, 'The panel adopted the case')
})

test('whatever else was done to a case says itself', () => {
  assert.deepEqual(inWords({ is: 'something new', whyWord: 'moved' }, true), {
    kind: 'records',
    what: 'Something new: moved',
  })
})

test('a chronology is narrowed by kind, by source and by days as they are written, and keeps them in its address', async () => {
  const { body } = await teacher.does('referrals.make', { answers: { ...referralAnswers(), wishesUnnamed: true } })
  const { caseId } = body.fact
  await letIn(world, caseId, lead.id)
  const count = async (reader: Someone, filters: Record<string, string>) => {
    const answer = await reader.asks('cases.chronology', { caseId, ...filters })
    return answer.body.lines.length
  }
  assert.equal(await count(coordinator, { kind: 'referral' }), 1)
  assert.equal(await count(coordinator, { kind: 'panel' }), 0)
  assert.equal(await count(coordinator, { source: world.agencyId.school }), 1)
  assert.equal(await count(coordinator, { source: world.agencyId.health }), 0)
  // whom the line does not name, the filter does not tell either
  assert.equal(await count(lead, {}), 1)
  assert.equal(await count(lead, { source: world.agencyId.school }), 0)
  assert.doesNotMatch((await lead.opens(`/cases/${caseId}/chronology`)).text, /Testham School/)
  const [year, month, day] = today().split('-').map(Number)
  for (const from of [today(), `${day}/${month}/${year}`, `${day} ${month} ${year}`])
    assert.equal(await count(coordinator, { from, until: from }), 1, from)
  assert.equal(await count(coordinator, { until: addDays(today(), -1) }), 0)
  assert.equal(await count(coordinator, { from: addDays(today(), 1) }), 0)
  const page = await coordinator.opens(`/cases/${caseId}/chronology?kind=referral&from=31+2+2026`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Enter a real day/)
  assert.match(page.text, /value="31 2 2026"/)
  assert.match(page.text, /Only: Referral/)
  assert.match(page.text, new RegExp(`/cases/${caseId}/chronology/sheets\\?kind=referral`))
})

test('sheets to print stand by section, marked, with the reader and the reference, the oldest entry first', async () => {
  const { caseId } = await seedCase(world)
  await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: 'x' } })
  const { text } = await coordinator.opens(`/cases/${caseId}/chronology/sheets`)
  assert.match(text, /OFFICIAL-SENSITIVE/)
  assert.match(text, /ot-print--across/)
  assert.match(text, /Printed by Cora Coordinator/)
})
