import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { referralAnswers } from '../../../test/referral.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { addDays, today } from '../../platform/pure/days.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const teacher = await world.someone('Tilda Teacher', [], 'school')
const lead = await world.someone('Leo Lead', 'lead professional')

async function linesFor(reader: Someone, caseId: string): Promise<string[]> {
  const { status, body } = await reader.asks('cases.chronology', { caseId })
  assert.equal(status, 200)
  return body.lines.map((line: { what: string; by: string; agency: string | null }) =>
    [line.what.split(':')[0], line.by, line.agency].join(', '),
  )
}

test('a referrer who wishes to stay unnamed is named only to those who must be able to ask them', async () => {
  for (const [wishesUnnamed, told] of [
    [true, 'Referral received, Somebody who wishes not to be named, '],
    [false, 'Referral received, Tilda Teacher, Testham School'],
  ] as const) {
    const { body } = await teacher.does('referrals.make', { answers: { ...referralAnswers(), wishesUnnamed } })
    const { caseId } = body.fact
    await letIn(world, caseId, lead.id)
    assert.deepEqual(await linesFor(lead, caseId), [told])
    assert.doesNotMatch((await lead.opens(`/cases/${caseId}/chronology`)).text, wishesUnnamed ? /Tilda/ : /nobody/)
    assert.deepEqual(await linesFor(coordinator, caseId), ['Referral received, Tilda Teacher, Testham School'])
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
  const meeting = await coordinator.does('panel.call-meeting', {
    about: { panelId: terms.body.fact.panelId },
    answers: { kind: 'ordinary', meetsOn: today(), meetsAt: '10:00', place: 'Room 2' },
  })
  const { caseId } = await seedCase(world)
  const about = { meetingId: meeting.body.fact.meetingId }
  const listed = await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: about.meetingId } })
  await chair.does('panel.open-meeting', { about, answers: {} })
  await chair.does('panel.call-the-roll', { about, answers: { present: [chair.id], chair: chair.id } })
  const given = await chair.does('panel.give-view', {
    about: { itemId: listed.body.fact.itemId },
    answers: { member: chair.id, view: 'not adopted', words: 'Too early' },
  })
  assert.equal(given.status, 200, JSON.stringify(given.body))
  await letIn(world, caseId, lead.id)
  await letIn(world, caseId, mentor.id, 'pack')
  const view = 'View given, Chris Chair, Testham Council'
  for (const reader of [coordinator, chair, lead])
    assert.ok((await linesFor(reader, caseId)).includes(view), reader.name)
  const lines = await linesFor(mentor, caseId)
  assert.ok(lines.some((line) => line.startsWith('Case listed')))
  assert.ok(!lines.includes(view))
})
