import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { answerTheFinding, askForTheFinding, deferLetter, letterGiven, recordLetter } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const both = await world.someone('Bo Both', ['Channel coordinator', 'senior officer'])
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const senior = await world.someone('Sol Senior', 'senior officer')

const asked = { askedBy: 'the person', on: '2026-01-05', why: 'It was my cousin', view: 'The school agrees' }
/** The marks of a case, but for the one that says what the tracker lacks: no test here reconciles it. */
const marks = async (caseId: string) =>
  (await coordinator.asks('cases.banner', { caseId })).body.marks.filter(
    (mark: string) => mark !== 'not confirmed by police',
  )

async function matched() {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  await letIn(world, caseId, officer.id)
  return caseId
}

test('the person asks for it; a second, senior person finds it; it is marked, and the letter says so', async () => {
  const { caseId } = await seedCase(world)
  const page = `/cases/${caseId}/mistaken`
  assert.equal((await senior.opens(page)).status, 404, 'not let in yet')
  assert.equal((await coordinator.does('mistakes.ask', { about: { caseId }, answers: asked })).status, 200)
  assert.match((await coordinator.opens(page)).text, /waits for a second, senior person/)
  assert.deepEqual(await marks(caseId), [])
  const empty = await senior.sends(`${page}/answer`, { finding: 'found' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter your reasons/)
  assert.equal((await senior.sends(`${page}/answer`, { finding: 'found', reasons: 'I read all of it' })).status, 303)
  assert.equal((await senior.opens(page)).status, 404, 'their way in has ended')
  assert.deepEqual(await marks(caseId), ['mistaken referral'])
  const [state] = await world.sql('select mistaken from casework.case_state where case_id = $1', [caseId])
  assert.deepEqual(state, { mistaken: true })
  assert.match(
    (await coordinator.opens(`/cases/${caseId}/referral`)).text,
    /found to be a mistake\. Read what stands below as what was said/,
  )
  const letter = await coordinator.opens(`${page}/letter`)
  assert.match(letter.text, /You were referred by mistake/)
  assert.match(letter.text, /Information Commissioner/)
  assert.match(letter.text, /somebody told us that they were worried about you. We looked at it, and found on \d/)
  assert.match(letter.text, /can ask for you. To ask, write to council@testham.example, and say the reference C-/)
  const given = { how: 'by hand', to: 'the person', on: '2026-01-06' }
  assert.equal((await coordinator.does('mistakes.record-letter', { about: { caseId }, answers: given })).status, 200)
  assert.equal((await coordinator.does('mistakes.record-letter', { about: { caseId }, answers: given })).status, 409)
  const { text } = await coordinator.opens(page)
  assert.match(text, /was given the letter/)
  assert.match(text, /How was the letter given\? By hand, and talked over\s+To whom\? The person/)
})

test('what the police find mistaken is marked at once; recorded again as proceed, it is not any more', async () => {
  const caseId = await matched()
  const answers = { outcome: 'not suitable', ground: 'mistaken', grounds: 'It was another boy' }
  assert.equal((await officer.does('referrals.record-gateway', { about: { caseId }, answers })).status, 200)
  assert.deepEqual(await marks(caseId), ['mistaken referral'])
  world.time.now = new Date(world.time.now.getTime() + 60_000)
  const again = { outcome: 'proceed', grounds: 'It was he after all' }
  await officer.does('referrals.record-gateway', { about: { caseId }, answers: again })
  assert.deepEqual(await marks(caseId), [])
})

test('a mistake is marked wherever it is read, is kept for the shortest time, and its letter is due until it is given', async () => {
  const { caseId } = await seedCase(world, { name: 'Marked Mistaken' })
  const about = { caseId }
  const asks = async (query: string, filters: Record<string, string> = {}) =>
    (await coordinator.asks(query, filters)).body
  const mine = (rows: { caseId: string; mistaken: boolean }[]) => rows.find((row) => row.caseId === caseId)
  assert.equal((await asks('cases.overview', about)).keeping.as, 'open')
  await coordinator.does('mistakes.ask', { about, answers: asked })
  const tasks = async () =>
    world.sql<{ what: string; role: string; due: string }>(
      "select what, role, due_on::text as due from casework.task where case_id = $1 and what ~ 'mistake' order by 1",
      [caseId],
    )
  assert.deepEqual(
    (await tasks()).map(({ what, role }) => [what, role]),
    [['Say whether the referral was a mistake', 'senior officer']],
  )
  await senior.does('mistakes.answer', { about, answers: { finding: 'found', reasons: 'I read it' } })
  const [letter, close] = await tasks()
  assert.equal(letter!.what, 'Give the letter on a mistaken referral, or defer it')
  assert.deepEqual(
    [close!.what, close!.role],
    ['Propose to close the case of a mistaken referral', 'Channel coordinator'],
  )
  assert.match((await coordinator.opens('/work')).text, new RegExp(`/cases/${caseId}/closing/propose`))
  assert.ok(mine((await asks('cases.list')).rows)?.mistaken)
  assert.ok(mine((await asks('desk.search', { sought: 'Mistaken' })).rows)?.mistaken)
  assert.ok(
    mine(
      (await asks('desk.board')).columns.flatMap(
        ({ cards }: { cards: { caseId: string; mistaken: boolean }[] }) => cards,
      ),
    )?.mistaken,
  )
  assert.ok(mine((await asks('desk.your-work')).due)?.mistaken)
  assert.ok(mine((await asks('desk.calendar', { day: letter!.due })).tasks)?.mistaken)
  for (const page of [
    '/cases',
    '/cases/board',
    '/work',
    `/calendar?day=${letter!.due}`,
    `/cases/${caseId}/mistaken/letter/given`,
  ])
    assert.match((await coordinator.opens(page)).text, /Mistaken referral/, page)
  assert.match((await coordinator.sends('/search', { sought: 'Marked', in: 'names' })).text, /Mistaken referral/)
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Kept until.*The referral was a mistake/s)
  const exported = await coordinator.does('exports.export-list', {
    about: {},
    answers: {
      purpose: 'an inspection or audit',
      agency: world.agencyId.health,
      whom: 'The inspector',
      lawfulBasis: 'Public task: the Channel panel',
      format: 'csv',
    },
  })
  const file = await coordinator.opens(`/exports/${exported.body.fact.exportId}/file`)
  assert.match(file.text, /Marks\r\n/)
  assert.match(file.text, /Marked Mistaken.*Mistaken referral/)
  const until = addDays(world.time.now.toISOString().slice(0, 10), 20)
  await coordinator.does('mistakes.defer-letter', { about, answers: { reasons: 'In hospital', until } })
  assert.equal((await tasks())[0]!.due, until)
  const given = { how: 'by hand', to: 'the person', on: '2026-01-06' }
  await coordinator.does('mistakes.record-letter', { about, answers: given })
  assert.deepEqual(await tasks(), [close], 'the finding alone does not end the case')
  assert.match((await coordinator.opens(`/cases/${caseId}/mistaken`)).text, /The finding alone does not end the case/)
  const closing = { reason: 'mistaken', reasons: 'It was found to be a mistake' }
  assert.equal((await coordinator.does('referrals.propose-closing', { about, answers: closing })).status, 200)
  assert.deepEqual(await tasks(), [], 'it waits for the second person now')
  assert.doesNotMatch((await coordinator.opens(`/cases/${caseId}/mistaken`)).text, /The finding alone/)
})

test('the coordinator alone finds nothing mistaken: a closing for it needs the second person, who marks it', async () => {
  const caseId = await matched()
  await world.sql('update casework.case set is_repeat = true where id = $1', [caseId])
  const explained = { outcome: 'not suitable', ground: 'explained', grounds: 'His art teacher had set the drawing' }
  await officer.does('referrals.record-gateway', { about: { caseId }, answers: explained })
  const closing = { reason: 'mistaken', reasons: 'It was another boy', together: 'The same boy twice' }
  await coordinator.does('referrals.propose-closing', { about: { caseId }, answers: closing })
  assert.deepEqual((await marks(caseId)).includes('mistaken referral'), false, 'proposed is not found')
  await senior.does('referrals.answer-closing', {
    about: { caseId },
    answers: { answer: 'agree', reasons: 'I read it' },
  })
  assert.ok((await marks(caseId)).includes('mistaken referral'))
})

test('nobody answers what they asked themselves; others may not; an outsider sees no such case; one key asks once', async () => {
  const { caseId } = await seedCase(world)
  const about = { caseId }
  assert.equal((await officer.does('mistakes.ask', { about, answers: asked })).status, 403)
  const key = newId()
  for (const repeated of [false, true])
    assert.equal((await both.does('mistakes.ask', { about, answers: asked, key })).body.repeated, repeated)
  const own = await both.does('mistakes.answer', { about, answers: { finding: 'found', reasons: 'x' } })
  assert.equal(own.status, 409)
  assert.equal(
    (await coordinator.does('mistakes.answer', { about, answers: { finding: 'found', reasons: 'x' } })).status,
    403,
  )
  const hidden = await officer.asks('mistakes.case', about)
  const absent = await officer.asks('mistakes.case', { caseId: newId() })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
})

test('the rules alone: one request at a time, a letter only after a finding, a deferral of ninety days at most', () => {
  const at = (...steps: string[]) => ({
    caseId: 'case',
    isMistaken: steps.at(-1) === 'found' || steps.includes('letter sent'),
    steps: steps.map((step, index) => ({ step, byId: 'a', at: `2026-01-0${index + 1}T00:00:00Z` })),
  })
  const viewer = { kind: 'staff' as const, id: 'b', name: 'B', agencyId: null, roles: [] }
  const today = '2026-01-10'
  assert.equal(askForTheFinding(at('asked'), asked as never).is, 'refused')
  assert.equal(askForTheFinding(at('asked', 'not found'), asked as never).is, 'mistake asked for', 'asked again later')
  const no = { finding: 'not found', reasons: 'x' } as const
  assert.equal(answerTheFinding(at(), no, { viewer, today }).is, 'refused')
  assert.equal(answerTheFinding(at('asked'), no, { viewer, today }).is, 'mistake answered')
  const given = { how: 'by hand', to: 'the person', on: today } as const
  assert.equal(recordLetter(at('asked'), given).is, 'refused')
  assert.equal(letterGiven(at('found', 'letter sent')), true)
  assert.equal(letterGiven(at('found', 'letter sent', 'found')), false, 'a new finding starts a new letter')
  assert.equal(deferLetter(at('found'), { reasons: 'x', until: '2026-04-11' }, { today }).is, 'problems')
  assert.equal(deferLetter(at('found'), { reasons: 'x', until: '2026-04-10' }, { today }).is, 'mistake letter deferred')
})
