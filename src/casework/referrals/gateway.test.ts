import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { openWorld } from '../../../test/world.ts'
import { referralAnswers } from '../../../test/referral.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const senior = await world.someone('Sol Senior', 'senior officer')
const section36 = await world.someone('Sig Section', 'section 36 officer')

/** A referral matched to a new person, or to the one given. */
async function matched(given: object = {}, personId?: string): Promise<{ caseId: string; personId: string }> {
  const { body } = await teacher.does('referrals.make', {
    answers: { ...referralAnswers(), familyName: `Name${newId().slice(-6)}`, born: undefined, ageAbout: 16, ...given },
  })
  const caseId: string = body.fact.caseId
  const answers = personId ? { answer: 'same', candidate: personId } : { answer: 'different' }
  const { status } = await coordinator.does('people.match', {
    about: { caseId },
    answers: { ...answers, reason: 'looked at all of it', homeForce: world.agencyId.police },
  })
  assert.equal(status, 200)
  return { caseId, personId: (await coordinator.asks('cases.banner', { caseId })).body.personId }
}
const stageOf = async (caseId: string) => (await coordinator.asks('cases.banner', { caseId })).body.stage
const records = (caseId: string, answers: object) =>
  officer.does('referrals.record-gateway', { about: { caseId }, answers })
const notSuitable = { outcome: 'not suitable', ground: 'explained', grounds: 'His art teacher had set the drawing' }
const proceeds = { outcome: 'proceed', grounds: 'No investigation is cut across' }
const proposes = (caseId: string, more: object = {}) =>
  coordinator.does('referrals.propose-closing', {
    about: { caseId },
    answers: { reason: 'explained', reasons: 'The school explained it', ...more },
  })
const tasks = (caseId: string) => world.sql('select what, role from casework.task where case_id = $1', [caseId])

test('proceed lets the section 36 officers in, and partners are asked', async () => {
  const { caseId } = await matched()
  assert.equal((await section36.opens(`/cases/${caseId}/referral`)).status, 404)
  const sent = await officer.sends(`/cases/${caseId}/gateway`, proceeds)
  assert.deepEqual([sent.status, sent.location], [303, `/cases/${caseId}/referral`])
  assert.equal(await stageOf(caseId), 'asking partners')
  assert.equal((await section36.opens(`/cases/${caseId}/referral`)).status, 200)
})

test('a result without its reference in the national tracker is shown as not confirmed by police', async () => {
  const { caseId } = await matched()
  await records(caseId, proceeds)
  assert.match((await officer.opens(`/cases/${caseId}/referral`)).text, /Not confirmed by police/)
  await records(caseId, { ...proceeds, trackerReference: 'PT-1', trackerOn: '2026-01-05' })
  const { text } = await officer.opens(`/cases/${caseId}/referral`)
  assert.match(text, /National tracker: PT-1, 5 January 2026/)
  assert.match(text, /Not confirmed by police/, 'the one before stays as it was')
})

test('a first referral found not suitable is finished; recorded again later as proceed, it goes on', async () => {
  const { caseId } = await matched()
  await records(caseId, notSuitable)
  assert.equal(await stageOf(caseId), 'finished')
  await records(caseId, proceeds)
  assert.equal(await stageOf(caseId), 'asking partners')
  assert.equal((await section36.opens(`/cases/${caseId}/referral`)).status, 200)
  await records(caseId, { outcome: 'police-led', grounds: 'An investigation has begun' })
  assert.equal(await stageOf(caseId), 'police-led')
  assert.equal((await section36.opens(`/cases/${caseId}/referral`)).status, 404)
  assert.equal((await world.sql('select 1 from casework.gateway_outcome where case_id = $1', [caseId])).length, 3)
})

test('the grounds are in words, and that there is no ideology is not enough', async () => {
  const { caseId } = await matched()
  const empty = await officer.sends(`/cases/${caseId}/gateway`, { outcome: 'not suitable' })
  assert.equal(empty.status, 422)
  for (const sentence of ['Choose why it is not suitable', 'Enter the grounds in words'])
    assert.ok(empty.text.includes(sentence))
  const bare = await officer.sends(`/cases/${caseId}/gateway`, { ...notSuitable, grounds: 'No ideology identified' })
  assert.equal(bare.status, 422)
  assert.match(bare.text, /is not a reason by itself/)
  assert.match(bare.text, />No ideology identified<\/textarea>/)
  assert.equal(await stageOf(caseId), 'with the police')
})

test('a safeguarding need is passed on, and the ledger says to whom', async () => {
  const { caseId } = await matched({ ageAbout: 30 })
  await records(caseId, { ...notSuitable, ground: 'safeguarding need', passedTo: 'housing' })
  const expected = [{ to_service: 'housing' }]
  assert.deepEqual(await world.sql('select to_service from casework.hand_over where case_id = $1', [caseId]), expected)
  assert.deepEqual(
    await world.sql('select to_whom as to_service from trust.disclosure where case_id = $1', [caseId]),
    expected,
  )
})

test('three referrals stand side by side, and no one person closes the third (facts 7.3)', async () => {
  const born = { born: '2006-08-07', ageAbout: undefined }
  const first = await matched({
    givenNames: 'Avi',
    familyName: 'Tarakovic',
    ...born,
    statements: [{ words: 'He asked about pictures of a school shooting', kind: 'fact', source: 'IT lead' }],
  })
  await records(first.caseId, notSuitable)
  assert.equal(await stageOf(first.caseId), 'finished', 'the first may be closed by one')
  const second = await matched(
    {
      givenNames: 'Avi',
      familyName: 'Tarrakovich',
      ...born,
      statements: [{ words: 'He posted about a massacre', kind: 'hearsay', source: 'A pupil' }],
    },
    first.personId,
  )
  await records(second.caseId, notSuitable)
  assert.equal(await stageOf(second.caseId), 'closing, second person needed')
  await proposes(second.caseId, { together: 'Two of a kind in a year' })
  await senior.does('referrals.answer-closing', {
    about: { caseId: second.caseId },
    answers: { answer: 'agree', reasons: 'I read both' },
  })
  assert.equal(await stageOf(second.caseId), 'finished', 'the second by two')
  const third = await matched(
    {
      givenNames: 'Avi',
      familyName: 'Tarakowic',
      ...born,
      statements: [{ words: 'He watched videos of killings', kind: 'fact', source: 'His tutor' }],
    },
    first.personId,
  )

  for (const reader of [coordinator, officer]) {
    const { text } = await reader.opens(`/cases/${third.caseId}/referral`)
    assert.match(text, /All 3 referrals of this person, side by side/)
    for (const words of [
      'Avi Tarakovic',
      'Avi Tarrakovich',
      'Avi Tarakowic',
      'pictures of a school shooting',
      'posted about a massacre',
      'videos of killings',
    ])
      assert.ok(text.includes(words), `${reader.name}: ${words}`)
  }

  await records(third.caseId, { ...notSuitable, grounds: 'No plan was found, and no ideology' })
  assert.equal(await stageOf(third.caseId), 'closing, second person needed')
  assert.deepEqual(await tasks(third.caseId), [
    { what: 'Propose the closing, with reasons', role: 'Channel coordinator' },
  ])
  const alone = await proposes(third.caseId)
  assert.deepEqual([alone.status, alone.body.problems[0].at], [422, 'together'])
  assert.equal(
    (await senior.opens(`/cases/${third.caseId}/closing`)).status,
    404,
    'nobody is let in before it is proposed',
  )
  assert.equal(
    (await proposes(third.caseId, { together: 'Three in fifteen months, each nearer to violence' })).status,
    200,
  )
  assert.equal((await proposes(third.caseId, { together: 'again' })).status, 409, 'one closing at a time')
  assert.deepEqual(await tasks(third.caseId), [{ what: 'Agree or decline the closing', role: 'senior officer' }])
  assert.match((await senior.opens(`/cases/${third.caseId}/closing`)).text, /All 3 referrals of this person/)

  const declined = await senior.sends(`/cases/${third.caseId}/closing`, {
    answer: 'decline',
    reasons: 'Together they show a course towards violence',
  })
  assert.deepEqual([declined.status, declined.location], [303, '/work'])
  assert.equal(await stageOf(third.caseId), 'asking partners')
  assert.equal((await section36.opens(`/cases/${third.caseId}/referral`)).status, 200)
  assert.equal((await senior.opens(`/cases/${third.caseId}/referral`)).status, 404, 'their way in ends with the answer')
  const { text } = await coordinator.opens(`/cases/${third.caseId}/referral`)
  for (const words of ['Three in fifteen months', 'Declined by Sol Senior', 'a course towards violence'])
    assert.ok(text.includes(words), words)
})

test('nobody answers a closing that they proposed or found not suitable themselves, whatever roles they hold', async () => {
  const both = await world.someone('Bo Both', ['Channel coordinator', 'senior officer'])
  const { caseId } = await matched()
  const about = { caseId }
  await both.does('referrals.propose-closing', {
    about,
    answers: { reason: 'mistaken', reasons: 'It was another boy' },
  })
  assert.equal(
    await stageOf(caseId),
    'closing, second person needed',
    'the coordinator alone does not close a first referral',
  )
  const own = await both.does('referrals.answer-closing', { about, answers: { answer: 'agree', reasons: 'I say so' } })
  assert.equal(own.status, 409)
  assert.match(own.body.message, /another senior person/)
  assert.equal(await stageOf(caseId), 'closing, second person needed')
  await assert.rejects(
    world.sql('update casework.closure set answered_by = proposed_by, agreed_at = now() where case_id = $1', [caseId]),
    /check constraint/,
  )
  assert.equal(
    (
      await senior.does('referrals.answer-closing', {
        about,
        answers: { answer: 'agree', reasons: 'The school confirms it' },
      })
    ).status,
    200,
  )
  assert.equal(await stageOf(caseId), 'finished')
  assert.deepEqual((await coordinator.asks('cases.banner', { caseId })).body.marks, ['mistaken referral'])
})

test('a first referral that the police lead is closed by the coordinator without a third person, and a need is passed on', async () => {
  const { caseId } = await matched({ ageAbout: 40 })
  await records(caseId, { outcome: 'police-led', grounds: 'An investigation has begun' })
  await proposes(caseId, { reason: 'passed on', passedTo: 'health' })
  assert.equal(await stageOf(caseId), 'finished')
  assert.deepEqual(await world.sql('select to_service from casework.hand_over where case_id = $1', [caseId]), [
    { to_service: 'health' },
  ])
})

test('what is passed on with a closing goes only when the second person agrees', async () => {
  const { caseId } = await matched({ ageAbout: 40 })
  await proposes(caseId, { reason: 'passed on', passedTo: 'early help' })
  const handed = () => world.sql('select to_service from casework.hand_over where case_id = $1', [caseId])
  assert.deepEqual(await handed(), [])
  await senior.does('referrals.answer-closing', { about: { caseId }, answers: { answer: 'agree', reasons: 'Right' } })
  assert.deepEqual(await handed(), [{ to_service: 'early help' }])
})

test('another referral of the same person that is sealed to others stays out of sight, and the case is a repeat all the same', async () => {
  const first = await matched({ familyName: 'Sealedbeside' })
  const second = await matched({ familyName: 'Sealedbeside' }, first.personId)
  await world.sql('update casework.case set sealed_to = $2 where id = $1', [first.caseId, [newId()]])
  const { body } = await officer.asks('referrals.gateway', { caseId: second.caseId })
  assert.deepEqual([body.others, body.isRepeat], [[], true])
  await records(second.caseId, notSuitable)
  assert.equal(await stageOf(second.caseId), 'closing, second person needed')
})

test('the gateway is for the police of the home: another role, another force and an absent case', async () => {
  const { caseId } = await matched()
  assert.equal((await coordinator.opens(`/cases/${caseId}/gateway`)).status, 403)
  assert.equal(
    (await coordinator.does('referrals.record-gateway', { about: { caseId }, answers: proceeds })).status,
    403,
  )
  const elsewhere = newId()
  await world.sql(
    "insert into organisation.agency (id, name, kind, agreement_from) values ($1, 'Elsewhere Police', 'police', '2020-01-01')",
    [elsewhere],
  )
  const stranger = await world.someone('Eli Elsewhere', 'police case officer', 'police')
  await world.sql('update organisation.staff set agency_id = $2 where id = $1', [stranger.id, elsewhere])
  const hidden = await stranger.does('referrals.record-gateway', { about: { caseId }, answers: proceeds })
  const absent = await stranger.does('referrals.record-gateway', { about: { caseId: newId() }, answers: proceeds })
  assert.deepEqual([hidden.status, hidden.body], [absent.status, absent.body])
  assert.equal(hidden.status, 404)
  await world.sql(
    "insert into casework.case_grant (id, case_id, staff_id, level, why, granted_by, from_at) values ($1, $2, $3, 'full', 'a test', 'test', now() - interval '1 minute')",
    [newId(), caseId, stranger.id],
  )
  assert.equal(
    (await stranger.does('referrals.record-gateway', { about: { caseId }, answers: proceeds })).status,
    403,
    'let in, and still not their gateway',
  )
})

test('the same outcome sent twice with one key is recorded once', async () => {
  const { caseId } = await matched()
  const input = { about: { caseId }, answers: proceeds, key: newId() }
  assert.equal((await officer.does('referrals.record-gateway', input)).status, 200)
  assert.equal((await officer.does('referrals.record-gateway', input)).body.repeated, true)
  assert.equal((await world.sql('select 1 from casework.gateway_outcome where case_id = $1', [caseId])).length, 1)
})

test('a closing is proposed by a coordinator and answered by a senior officer, and by nobody else', async () => {
  const { caseId } = await matched()
  for (const someone of [officer, senior])
    assert.equal((await someone.does('referrals.propose-closing', { about: { caseId }, answers: {} })).status, 403)
  for (const someone of [officer, coordinator])
    assert.equal((await someone.does('referrals.answer-closing', { about: { caseId }, answers: {} })).status, 403)
  const empty = await coordinator.sends(`/cases/${caseId}/closing/propose`, { reason: 'passed on' })
  assert.equal(empty.status, 422)
  for (const sentence of ['Choose where it is passed to', 'Enter the reasons in words'])
    assert.ok(empty.text.includes(sentence))
  assert.equal((await world.sql('select 1 from casework.closure where case_id = $1', [caseId])).length, 0)
})
