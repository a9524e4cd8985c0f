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

interface Given {
  givenNames?: string
  familyName?: string
  born?: string | undefined
  ageAbout?: number
  otherNames?: { givenNames?: string; familyName?: string }[]
}
async function referred(given: Given): Promise<string> {
  const { body } = await teacher.does('referrals.make', { answers: { ...referralAnswers(), ...given } })
  return body.fact.caseId
}
const force = (given: { answer: string }) => (given.answer === 'unsure' ? {} : { homeForce: world.agencyId.police })
const page = async (caseId: string) => (await coordinator.asks('people.match-page', { caseId })).body
const answers = (caseId: string, given: { answer: string; candidate?: string; reason?: string }) =>
  coordinator.does('people.match', {
    about: { caseId },
    answers: { reason: 'looked at all of it', ...force(given), ...given },
  })
async function recorded(given: Given): Promise<string> {
  const caseId = await referred(given)
  await answers(caseId, { answer: 'different' })
  return (await page(caseId)).personId
}
const candidates = async (given: Given): Promise<string[]> =>
  (await page(await referred(given))).candidates.map(({ personId }: { personId: string }) => personId)

test('nobody is recorded before somebody was looked for: a new person comes from a referral that was matched', async () => {
  const caseId = await referred({ givenNames: 'Nele', familyName: 'Newman', born: '2001-02-03' })
  assert.equal((await world.sql('select 1 from casework.person where family_name = $1', ['Newman'])).length, 0)
  const shown = await coordinator.opens(`/cases/${caseId}/match`)
  assert.match(shown.text, /Nobody recorded has such a name/)
  assert.match(shown.text, new RegExp(`value="${world.agencyId.police}" checked`), 'the only force there is')
  const sent = await coordinator.sends(`/cases/${caseId}/match`, {
    answer: 'different',
    homeForce: world.agencyId.police,
    reason: 'nobody alike',
  })
  assert.deepEqual([sent.status, sent.location], [303, `/cases/${caseId}/referral`])
  const [row] = await world.sql<{ person_id: string; home_force_id: string; is_repeat: boolean; stage: string }>(
    'select c.person_id, c.home_force_id, c.is_repeat, s.stage from casework.case c join casework.case_state s on s.case_id = c.id where c.id = $1',
    [caseId],
  )
  assert.deepEqual(
    { ...row, person_id: undefined },
    { person_id: undefined, home_force_id: world.agencyId.police, is_repeat: false, stage: 'with the police' },
  )
  assert.deepEqual(
    await world.sql('select given_names, family_name from casework.person_name where person_id = $1', [row!.person_id]),
    [{ given_names: 'Nele', family_name: 'Newman' }],
  )
})

test('the officers of the home force are let in for the gateway, and those of no other', async () => {
  const caseId = await referred({ familyName: 'Letin' })
  assert.equal((await officer.opens(`/cases/${caseId}/referral`)).status, 404)
  await answers(caseId, { answer: 'different' })
  assert.equal((await officer.opens(`/cases/${caseId}/referral`)).status, 200)
  const [grant] = await world.sql('select role, agency_id, level, why from casework.case_grant where case_id = $1', [
    caseId,
  ])
  assert.deepEqual(grant, {
    role: 'police case officer',
    agency_id: world.agencyId.police,
    level: 'full',
    why: 'gateway',
  })
})

test('a candidate is found by surname whatever its case and accents, by its sound, by swapped names and by birth date', async () => {
  const person = await recorded({ givenNames: 'Amélie', familyName: 'Rückert-Ode', born: '2008-11-30' })
  const other = { born: '1970-01-01' }
  assert.deepEqual(await candidates({ givenNames: 'Amy', familyName: 'RUCKERT ODE', ...other }), [person], 'plain')
  assert.deepEqual(await candidates({ givenNames: 'Amelie', familyName: 'Ruckartode', ...other }), [person], 'sound')
  assert.deepEqual(await candidates({ givenNames: 'Ruckert Ode', familyName: 'Amelie', ...other }), [person], 'swapped')
  assert.deepEqual(
    await candidates({ givenNames: 'Amy', familyName: 'Quite-Another', born: '2008-11-30' }),
    [person],
    'birth date',
  )
  assert.deepEqual(await candidates({ givenNames: 'Amélie', familyName: undefined, ...other }), [person], 'no surname')
  assert.deepEqual(
    await candidates({ givenNames: 'Xan', familyName: 'Yves', otherNames: [{ familyName: 'Ruckert-Ode' }], ...other }),
    [person],
    'another name',
  )
  assert.deepEqual(
    await candidates({ givenNames: 'Amélie', familyName: 'Quite-Another', ...other }),
    [],
    'a forename alone is nobody',
  )
})

test('a surname misspelt on the second and third referral still finds the first (facts 7.3)', async () => {
  const person = await recorded({ givenNames: 'Ivo', familyName: 'Tarakovic', born: '2007-08-07' })
  for (const familyName of ['Tarrakovich', 'Tarakowic', 'Tarokovic'])
    assert.ok(
      (await candidates({ givenNames: 'Ivo', familyName, born: undefined, ageAbout: 17 })).includes(person),
      familyName,
    )
})

test('the page marks each field and puts the earlier referrals beside the candidate', async () => {
  await recorded({ givenNames: 'Maja', familyName: 'Markfield', born: '2008-01-02' })
  const caseId = await referred({ givenNames: 'Maya', familyName: 'Markfield', born: '2008-01-02' })
  const { text } = await coordinator.opens(`/cases/${caseId}/match`)
  assert.match(
    text,
    /Surname<\/th><td[^>]*>Markfield<\/td><td[^>]*>Markfield<\/td><td[^>]*><strong class="govuk-tag govuk-tag--green">match/,
  )
  assert.match(
    text,
    /Forenames<\/th><td[^>]*>Maya<\/td><td[^>]*>Maja<\/td><td[^>]*><strong class="govuk-tag govuk-tag--orange">differs/,
  )
  assert.match(text, /govuk-tag--grey">blank/)
  assert.match(text, /Referral R-[\w-]+<\/a> of [^<]*, as Maja Markfield: No ideology identified; with the police/)
})

test('the same person keeps the spelling of each referral, and the case becomes a repeat', async () => {
  const personId = await recorded({ givenNames: 'Jon', familyName: 'Repeat', born: '2006-06-06' })
  const caseId = await referred({ givenNames: 'John', familyName: 'Repete', born: '2006-06-06' })
  const { status } = await answers(caseId, { answer: 'same', candidate: personId })
  assert.equal(status, 200)
  const names = await world.sql<{ name: string; source: string }>(
    "select given_names || ' ' || family_name as name, source from casework.person_name where person_id = $1 order by recorded_on, id",
    [personId],
  )
  assert.deepEqual(
    names.map(({ name }) => name),
    ['Jon Repeat', 'John Repete'],
  )
  assert.ok(names.every(({ source }) => source.startsWith('Referral R-')))
  const { personId: matched, banner } = await page(caseId)
  assert.equal(matched, personId)
  assert.deepEqual(banner.marks, ['repeat referral'])
  assert.equal(
    (
      await world.sql('select 1 from casework.match_answer where case_id = $1 and answer = $2 and candidate_id = $3', [
        caseId,
        'same',
        personId,
      ])
    ).length,
    1,
  )
})

test('unsure stays open with its reason, and can be answered later', async () => {
  await recorded({ givenNames: 'Una', familyName: 'Unsure', born: '2005-05-05' })
  const caseId = await referred({ givenNames: 'Una', familyName: 'Unsure', born: '2005-05-06' })
  assert.equal(
    (await answers(caseId, { answer: 'unsure', reason: 'the school is asked for the birth date' })).status,
    200,
  )
  const { banner, candidates: open } = await page(caseId)
  assert.equal(banner.stage, 'referral received')
  assert.match((await coordinator.opens(`/cases/${caseId}/match`)).text, /the school is asked for the birth date/)
  await answers(caseId, { answer: 'same', candidate: open[0].personId })
  assert.equal((await page(caseId)).banner.stage, 'with the police')
})

test('whoever it is different from stays on record', async () => {
  const personId = await recorded({ givenNames: 'Dana', familyName: 'Different', born: '2004-04-04' })
  const caseId = await referred({ givenNames: 'Dana', familyName: 'Different', born: '1999-04-04' })
  await answers(caseId, { answer: 'different' })
  const said = await world.sql<{ answer: string; candidate_id: string }>(
    'select answer, candidate_id from casework.match_answer where case_id = $1 order by answer',
    [caseId],
  )
  assert.deepEqual(
    said.map(({ answer }) => answer),
    ['different', 'new person'],
  )
  assert.equal(said[0]!.candidate_id, personId)
})

test('of two referrals matched to one person at the same moment, neither is taken for the first', async () => {
  const personId = await recorded({ givenNames: 'Con', familyName: 'Current', born: '2003-03-03' })
  const both = await Promise.all(
    [1, 2].map(() => referred({ givenNames: 'Con', familyName: 'Current', born: '2003-03-03' })),
  )
  const done = await Promise.all(both.map((caseId) => answers(caseId, { answer: 'same', candidate: personId })))
  assert.deepEqual(
    done.map(({ status }) => status),
    [200, 200],
  )
  const rows = await world.sql<{ is_repeat: boolean }>('select is_repeat from casework.case where id = any ($1)', [
    both,
  ])
  assert.deepEqual(
    rows.map((row) => row.is_repeat),
    [true, true],
  )
})

test('a person who was not offered cannot be chosen, whether they exist or not', async () => {
  const elsewhere = await recorded({ givenNames: 'Els', familyName: 'Where', born: '1981-01-01' })
  await recorded({ givenNames: 'Off', familyName: 'Offered', born: '1982-02-02' })
  const caseId = await referred({ givenNames: 'Off', familyName: 'Offered', born: '1982-02-02' })
  for (const candidate of [elsewhere, newId()]) {
    const { status, body } = await answers(caseId, { answer: 'same', candidate })
    assert.deepEqual([status, body.problems], [422, [{ at: 'candidate', message: 'Choose which one it is' }]])
  }
})

test('a person whose only case is sealed to others is not offered', async () => {
  const personId = await recorded({ givenNames: 'Sia', familyName: 'Sealed', born: '1983-03-03' })
  await world.sql('update casework.case set sealed_to = $2 where person_id = $1', [personId, [newId()]])
  assert.deepEqual(await candidates({ givenNames: 'Sia', familyName: 'Sealed', born: '1983-03-03' }), [])
})

test('without a reason nothing is saved and what was chosen is kept; twice matched is refused; a repeat with one key is one', async () => {
  const caseId = await referred({ givenNames: 'Bo', familyName: 'Bare', born: '1984-04-04' })
  const wrong = await coordinator.sends(`/cases/${caseId}/match`, {
    answer: 'different',
    homeForce: world.agencyId.police,
  })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Enter why/)
  assert.match(wrong.text, /value="different" checked/)
  assert.equal((await page(caseId)).personId, null)
  const key = newId()
  const input = {
    about: { caseId },
    answers: { answer: 'different', reason: 'nobody alike', homeForce: world.agencyId.police },
    key,
  }
  assert.equal((await coordinator.does('people.match', input)).status, 200)
  assert.equal((await coordinator.does('people.match', input)).body.repeated, true)
  assert.equal((await coordinator.does('people.match', { ...input, key: newId() })).status, 409)
})

test('only a coordinator matches; of an absent case everybody gets the same', async () => {
  const caseId = await referred({ familyName: 'Policy' })
  assert.equal((await officer.opens(`/cases/${caseId}/match`)).status, 403)
  assert.equal((await officer.does('people.match', { about: { caseId }, answers: {} })).status, 403)
  assert.equal((await coordinator.opens(`/cases/${newId()}/match`)).status, 404)
})
