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
const lead = await world.someone('Lea Lead', 'lead professional')
const senior = await world.someone('Sena Senior', 'senior officer', 'police')

type Given = Record<string, unknown>
async function referred(given: Given): Promise<string> {
  const { body } = await teacher.does('referrals.make', { answers: { ...referralAnswers(), ...given } })
  return body.fact.caseId
}
const candidatesIn = async (caseId: string): Promise<string[]> =>
  (await coordinator.asks('people.match-page', { caseId })).body.candidates.map(
    ({ personId }: { personId: string }) => personId,
  )
async function matched(given: Given, candidate?: string): Promise<{ caseId: string; personId: string }> {
  const caseId = await referred(given)
  const answers = { reason: 'looked at all of it', homeForce: world.agencyId.police }
  const { status } = await coordinator.does('people.match', {
    about: { caseId },
    answers: { ...answers, ...(candidate ? { answer: 'same', candidate } : { answer: 'different' }) },
  })
  assert.equal(status, 200)
  const [row] = await world.sql<{ person_id: string }>('select person_id from casework.case where id = $1', [caseId])
  return { caseId, personId: row!.person_id }
}
const record = async (caseId: string, as = coordinator) => (await as.asks('people.record', { caseId })).body
const keeps = (what: string, caseId: string, answers: Given, as = coordinator) =>
  as.does(`people.${what}`, { about: { caseId }, answers })
const letIn = (caseId: string, staffId: string, level: string) =>
  world.sql(
    "insert into casework.case_grant (id, case_id, staff_id, level, why, granted_by, from_at) values ($1, $2, $3::uuid, $4, 'test', $3::uuid, now() - interval '1 minute')",
    [newId(), caseId, staffId, level],
  )

test('three referrals, the name misspelt on the second and the third: each is found, they stand side by side, and no one person closes the third (facts 7.3)', async () => {
  const first = await matched({ givenNames: 'Arel', familyName: 'Rudenkobany', born: '2006-08-07' })
  const second = await referred({ givenNames: 'Arel', familyName: 'Rudnekobanyi', born: '2006-08-07' })
  assert.deepEqual(await candidatesIn(second), [first.personId], 'two letters swapped and one too many')
  const asSame = { answer: 'same', candidate: first.personId, reason: 'same school', homeForce: world.agencyId.police }
  await coordinator.does('people.match', { about: { caseId: second }, answers: asSame })
  const third = await referred({ givenNames: 'Arell', familyName: 'Roodencobani', born: '2006-07-08' })
  assert.deepEqual(await candidatesIn(third), [first.personId], 'as it sounds, day and month of birth swapped')
  await coordinator.does('people.match', { about: { caseId: third }, answers: asSame })

  const { text } = await coordinator.opens(`/cases/${third}/referral`)
  for (const name of ['Arel Rudenkobany', 'Arel Rudnekobanyi']) assert.ok(text.includes(name), name)
  const proposed = await coordinator.does('referrals.propose-closing', {
    about: { caseId: third },
    answers: { reason: 'explained', reasons: 'nothing new', together: 'seen together they say no more' },
  })
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body))
  const [{ stage }] = (await world.sql<{ stage: string }>('select stage from casework.case_state where case_id = $1', [
    third,
  ])) as [{ stage: string }]
  assert.notEqual(stage, 'finished')
  const [closure] = await world.sql<{ needs_second: boolean }>(
    'select needs_second from casework.closure where case_id = $1',
    [third],
  )
  assert.equal(closure!.needs_second, true)
  const own = await coordinator.does('referrals.answer-closing', { about: { caseId: third }, answers: {} })
  assert.equal(own.status, 403)
  const agreed = await senior.does('referrals.answer-closing', {
    about: { caseId: third },
    answers: { answer: 'agree', reasons: 'All three seen together' },
  })
  assert.equal(agreed.status, 200, 'a second, senior person closes it')
})

test('a name is found swapped, shortened, hyphenated, in parts, in another script, and with marks or without', async () => {
  const rows: [Given, Given][] = [
    [
      { givenNames: 'William', familyName: 'Quarterboard' },
      { givenNames: 'Quarterboard', familyName: 'Bill' },
    ],
    [
      { givenNames: 'Katherine', familyName: 'Vellumpress' },
      { givenNames: 'Katie', familyName: 'Velumpress' },
    ],
    [
      { givenNames: 'Zofia', familyName: 'Święcka-Żółw' },
      { givenNames: 'Zofia', familyName: 'Swiecka' },
    ],
    [
      { givenNames: 'Mohammed', familyName: 'Tintenfass' },
      { givenNames: 'محمد', familyName: 'Tintenfas' },
    ],
    [
      { givenNames: 'Иван', familyName: 'Чернильщиков' },
      { givenNames: 'Ivan', familyName: 'Chernilshchikov' },
    ],
    [
      { givenNames: 'Abdul Rahman', familyName: 'Stempelkissen' },
      { givenNames: 'Abdulrahman', familyName: 'Stempelkisen' },
    ],
  ]
  for (const [recorded, sought] of rows) {
    const { personId } = await matched({ ...recorded, born: '1971-03-09' })
    const found = await candidatesIn(await referred({ ...sought, born: '1971-09-03' }))
    assert.equal(found[0], personId, JSON.stringify(sought))
  }
})

test('the address that two share shows who may be the same where half of the name agrees, and is kept as a hash alone', async () => {
  const addresses = [{ address: '12 Mill Lane', postcode: 'lu1 9zz', which: 'current' }]
  const { personId } = await matched({ givenNames: 'Oriel', familyName: 'Gatepost', born: '1990-01-01', addresses })
  const caseId = await referred({
    givenNames: 'Oriel',
    familyName: 'Windowsill',
    born: '1955-05-05',
    addresses: [{ address: 'Mill Lane 12', postcode: 'LU19ZZ' }],
  })
  assert.deepEqual(await candidatesIn(caseId), [personId])
  assert.match(
    (await coordinator.opens(`/cases/${caseId}/match`)).text,
    /Postcode<\/th><td[^>]*>LU1 9ZZ<\/td><td[^>]*>LU1 9ZZ<\/td><td[^>]*><strong class="govuk-tag govuk-tag--green">match/,
  )
  const [{ count }] = (await world.sql<{ count: number }>(
    "select count(*)::int as count from casework.person_fact f where f::text ilike '%9zz%'",
  )) as [{ count: number }]
  assert.equal(count, 0)
})

test('where nobody is like it, the page does not offer "one of those above"', async () => {
  const caseId = await referred({ givenNames: 'Zazu', familyName: 'Onlyone', born: '1931-01-01' })
  const { text } = await coordinator.opens(`/cases/${caseId}/match`)
  assert.doesNotMatch(text, /those above|Which one is it|value="same"/)
  assert.match(text, /Yes: record a new person/)
})

test('no number about anybody is shown or kept: candidates are put in order, and nothing says by what', async () => {
  await matched({ givenNames: 'Nona', familyName: 'Numbers', born: '1961-01-01' })
  const caseId = await referred({ givenNames: 'Nona', familyName: 'Numbers', born: '1961-01-01' })
  const { candidates } = (await coordinator.asks('people.match-page', { caseId })).body
  assert.deepEqual(Object.keys(candidates[0]).sort(), ['fields', 'name', 'personId', 'referrals'])
  assert.deepEqual(
    candidates[0].fields
      .map(({ mark }: { mark: string }) => mark)
      .filter((mark: string) => !/match|differs|blank/.test(mark)),
    [],
  )
})

test('ethnicity that nobody recorded is shown as missing, which is not the same as not asked or declined (facts 7.3)', async () => {
  const { caseId } = await matched({ givenNames: 'Etta', familyName: 'Unasked', born: '1962-02-02' })
  assert.ok((await record(caseId)).missing.includes('ethnicity'))
  assert.match(
    (await coordinator.opens(`/cases/${caseId}/people`)).text,
    /Ethnic group<\/t[hd]><td[^>]*><strong[^>]*>Missing/,
  )
  assert.equal((await keeps('record-equality', caseId, { characteristic: 'ethnicity', known: 'declined' })).status, 200)
  assert.ok(!(await record(caseId)).missing.includes('ethnicity'))
  assert.match((await coordinator.opens(`/cases/${caseId}/people`)).text, /They were asked and declined to say/)
  const said = await matched({
    givenNames: 'Ella',
    familyName: 'Selfdescribed',
    born: '1963-03-03',
    ethnicityFrom: 'self-described',
    ethnicity: 'White: Irish',
  })
  assert.ok(!(await record(said.caseId)).missing.includes('ethnicity'), 'what the referral says begins the record')
})

test('a birth date says which referral it is from, and another one of the same person stands beside it', async () => {
  const { caseId, personId } = await matched({ givenNames: 'Dora', familyName: 'Datewell', born: '2009-03-04' })
  const second = await matched({ givenNames: 'Dora', familyName: 'Datewell', born: '2009-04-03' }, personId)
  const said = (await record(caseId)).facts.filter(({ kind }: { kind: string }) => kind === 'birth')
  assert.deepEqual(
    said.map(({ said: { born } }: { said: { born: string } }) => born),
    ['2009-04-03', '2009-03-04'],
  )
  const { text } = await coordinator.opens(`/cases/${second.caseId}/people`)
  assert.match(text, /Born 3 April 2009.*?Referral R-.*?Born 4 March 2009.*?Referral R-/s)
})

test('what is known of somebody is recorded with its source, and what is wrong stands marked beside what is right', async () => {
  const { caseId } = await matched({ givenNames: 'Rita', familyName: 'Record', born: undefined, ageAbout: 15 })
  const source = 'Her mother, by telephone'
  const all: [string, Given][] = [
    ['add-name', { kind: 'known as', givenNames: 'Rita', familyName: 'Rekord', source }],
    ['record-birth', { born: '2010-10-10', source }],
    ['add-address', { address: '1 Sample Street', postcode: 'LU2 1AA', which: 'current', source }],
    ['add-contact', { telephone: '01582 960 002', safely: 'after school', source }],
    ['record-language', { language: 'Polish', interpreter: true, source }],
    ['add-adjustment', { adjustment: 'Short meetings', source }],
    ['record-equality', { characteristic: 'disability', known: 'self-described', words: 'Autistic' }],
    ['record-looked-after', { status: 'care order', council: 'Testham Council', source }],
    ['add-relationship', { name: 'Mo Record', relation: 'parent', responsibility: 'yes', serves: 'Consents', source }],
  ]
  for (const [what, answers] of all) {
    const done = await keeps(what, caseId, answers)
    assert.equal(done.status, 200, `${what}: ${JSON.stringify(done.body)}`)
  }
  const known = await record(caseId)
  assert.deepEqual([known.born, known.ageAbout, known.banner.knownAs], ['2010-10-10', null, 'Rita Rekord'])
  const { text } = await coordinator.opens(`/cases/${caseId}/people`)
  for (const words of [
    '1 Sample Street',
    '01582 960 002',
    'Interpreter needed',
    'Short meetings',
    'Autistic',
    'under a care order',
    'Mo Record',
    'Holds parental responsibility: yes',
    'About 15 years old then',
    'Born 10 October 2010',
  ])
    assert.ok(text.includes(words), words)
  const { entryId } = known.names.find(({ kind }: { kind: string }) => kind === 'as referred')
  const wrong = await coordinator.sends(`/cases/${caseId}/people/entries/${entryId}/wrong`, { why: 'a c for a k' })
  assert.equal(wrong.status, 303)
  assert.match((await coordinator.opens(`/cases/${caseId}/people`)).text, /<s>Rita Record<\/s>.*Wrong.*a c for a k/s)
  const only = (await record(caseId)).names.find(({ ended }: { ended: unknown }) => !ended)
  const refusal = await coordinator.does('people.say-wrong', {
    about: { caseId, entryId: only.entryId },
    answers: { why: 'x' },
  })
  assert.equal(refusal.status, 409, 'somebody without a name would not be found any more')
})

test('bad answers save nothing and keep what was typed; a repeat with one key is one', async () => {
  const { caseId } = await matched({ givenNames: 'Bad', familyName: 'Answers', born: '1964-04-04' })
  const sent = await coordinator.sends(`/cases/${caseId}/people/name`, { kind: 'alias', source: 'a typed source' })
  assert.equal(sent.status, 422)
  assert.match(sent.text, /Enter a forename or a surname/)
  assert.match(sent.text, /a typed source/)
  for (const [what, answers, at] of [
    ['record-birth', { source: 's' }, 'born'],
    ['record-birth', { born: '2001-01-01', ageAbout: 3, source: 's' }, 'ageAbout'],
    ['record-equality', { characteristic: 'ethnicity', known: 'self-described', words: 'x' }, 'ethnicGroup'],
    ['record-equality', { characteristic: 'disability', known: 'self-described' }, 'words'],
    ['add-contact', { source: 's' }, 'telephone'],
  ] as const) {
    const { status, body } = await keeps(what, caseId, answers)
    assert.deepEqual([status, body.problems?.[0]?.at], [422, at], what)
  }
  const input = {
    about: { caseId },
    answers: { kind: 'alias', givenNames: 'Once', familyName: 'Only', source: 'them' },
    key: newId(),
  }
  assert.equal((await coordinator.does('people.add-name', input)).status, 200)
  assert.equal((await coordinator.does('people.add-name', input)).body.repeated, true)
  assert.equal((await record(caseId)).names.length, 2)
})

test('the record is kept by who works the case: the wrong role gets 403, an outsider what an absent case gets, the pack the names alone', async () => {
  const { caseId } = await matched({ givenNames: 'Pia', familyName: 'Policy', born: '1965-05-05' })
  const answers = { adjustment: 'Plain words', source: 'her' }
  assert.equal((await keeps('add-adjustment', caseId, answers, officer)).status, 403)
  assert.equal((await keeps('add-adjustment', caseId, answers, lead)).status, 404)
  assert.equal((await lead.opens(`/cases/${caseId}/people`)).status, 404)
  assert.equal((await officer.opens(`/cases/${caseId}/people/merge`)).status, 403)
  await letIn(caseId, lead.id, 'pack')
  assert.equal((await keeps('add-adjustment', caseId, answers, lead)).status, 403)
  const pack = await record(caseId, lead)
  assert.deepEqual([pack.names.length, pack.facts.length, pack.inFull], [1, 0, false])
  await letIn(caseId, lead.id, 'full')
  assert.equal((await keeps('add-adjustment', caseId, answers, lead)).status, 200)
  assert.equal((await record(caseId, lead)).facts.length, 3)
})

const rowsOf = async (personId: string) =>
  (
    await world.sql<{ row: string }>(
      `select 'case ' || id as row from casework.case where person_id = $1 union all select 'name ' || id from casework.person_name where person_id = $1
       union all select 'fact ' || id from casework.person_fact where person_id = $1 order by 1`,
      [personId],
    )
  ).map(({ row }) => row)

test('two records made one and separated again: everything goes with them, comes back, and what came since goes where it is said to belong', async () => {
  const addresses = [{ address: '3 Twin Row', postcode: 'LU3 3AA', which: 'current' }]
  const one = await matched({ givenNames: 'Mara', familyName: 'Mergewell', born: '1966-06-06' })
  const two = await matched({ givenNames: 'Mara', familyName: 'Mergewel', born: '1966-06-07', addresses })
  const [ones, twos] = [await rowsOf(one.personId), await rowsOf(two.personId)]
  const grounds = 'The school says that it is one girl.'
  const { text } = await coordinator.opens(`/cases/${one.caseId}/people/merge`)
  assert.match(text, /Surname<\/th><td[^>]*>Mergewell<\/td><td[^>]*>Mergewel<\/td><td[^>]*><strong[^>]*>differs/)
  const key = newId()
  const input = { about: { caseId: one.caseId }, answers: { other: two.personId, grounds }, key }
  const done = await coordinator.does('people.merge', input)
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.equal((await coordinator.does('people.merge', input)).body.repeated, true)
  assert.deepEqual(await rowsOf(two.personId), [])
  assert.deepEqual(await rowsOf(one.personId), [...ones, ...twos].sort())
  const [{ repeats }] = (await world.sql<{ repeats: number }>(
    'select count(*)::int as repeats from casework.case where person_id = $1 and is_repeat',
    [one.personId],
  )) as [{ repeats: number }]
  assert.equal(repeats, 1, 'the second is a repeat now, and closed by two')

  const sought = { givenNames: 'Mara', familyName: 'Mergewel', born: '1966-06-07' }
  assert.deepEqual(await candidatesIn(await referred(sought)), [one.personId], 'found by the names of both, once')
  const since = await matched(sought, one.personId)
  await keeps('add-adjustment', one.caseId, { adjustment: 'Stays here', source: 'her' })
  const { merges } = await record(one.caseId)
  assert.deepEqual([merges[0].grounds, merges[0].name], [grounds, 'Mara Mergewel'])
  const about = { caseId: one.caseId, mergeId: merges[0].mergeId }
  const { options } = (await coordinator.asks('people.merged', about)).body
  assert.deepEqual(options.added.map(({ label }: { label: string }) => label.replace(/C-[\w-]+/, '…')).sort(), [
    'Adjustment: Stays here, recorded by Cleo Coordinator',
    'Case …, with what was recorded in it',
  ])
  const separated = await coordinator.sends(`/cases/${one.caseId}/people/merges/${about.mergeId}`, {
    also: since.caseId,
    grounds: 'The birth dates were right: cousins.',
  })
  assert.equal(separated.status, 303)
  const theirs = await rowsOf(two.personId)
  assert.ok([...twos, `case ${since.caseId}`].every((row) => theirs.includes(row)))
  const recorded = await world.sql<{ row: string }>(
    "select 'fact ' || id as row from casework.person_fact where case_id = $1",
    [since.caseId],
  )
  assert.ok(
    recorded.every(({ row }) => theirs.includes(row)),
    'what the referral said goes with its case',
  )
  const left = await rowsOf(one.personId)
  assert.ok(ones.every((row) => left.includes(row)))
  assert.equal(left.length, ones.length + 1)
  assert.match((await coordinator.opens(`/cases/${one.caseId}/people`)).text, /Separated by Cleo Coordinator/)
  const again = await coordinator.does('people.unmerge', { about, answers: { grounds: 'again' } })
  assert.equal(again.status, 409)
  const found = await candidatesIn(await referred(sought))
  assert.deepEqual(found.sort(), [one.personId, two.personId].sort(), 'two who are found again')
})

test('records made one in a row are separated from the last one back, and a referral matched meanwhile hangs on who is left', async () => {
  const named = { givenNames: 'Chain', born: '1967-07-07' }
  const persons = []
  for (const familyName of ['Linkwood', 'Linkwode', 'Linkwud']) persons.push(await matched({ ...named, familyName }))
  const [a, b, c] = persons as [(typeof persons)[0], (typeof persons)[0], (typeof persons)[0]]
  const before = await Promise.all([a, b, c].map(({ personId }) => rowsOf(personId)))
  const merge = (into: string, other: string) =>
    coordinator.does('people.merge', { about: { caseId: into }, answers: { other, grounds: 'one' } })
  assert.equal((await merge(b.caseId, c.personId)).status, 200)
  assert.equal((await merge(a.caseId, b.personId)).status, 200)
  assert.equal((await rowsOf(a.personId)).length, before.flat().length)
  const separate = async (caseId: string) => {
    const { merges } = await record(caseId)
    return coordinator.does('people.unmerge', {
      about: { caseId, mergeId: merges[0].mergeId },
      answers: { grounds: 'not one' },
    })
  }
  assert.equal((await separate(a.caseId)).status, 200)
  assert.equal((await separate(b.caseId)).status, 200)
  assert.deepEqual(await Promise.all([a, b, c].map(({ personId }) => rowsOf(personId))), before)
})

test('whatever is closed to a coordinator is not offered to be made one, and its names stay closed', async () => {
  const open = await matched({ givenNames: 'Sela', familyName: 'Sealwell', born: '1968-08-08' })
  const closed = await matched({ givenNames: 'Sela', familyName: 'Sealwel', born: '1968-08-08' })
  await world.sql('update casework.case set sealed_to = $2 where id = $1', [closed.caseId, [newId()]])
  assert.deepEqual((await coordinator.asks('people.merge-page', { caseId: open.caseId })).body.others, [])
  const tried = await coordinator.does('people.merge', {
    about: { caseId: open.caseId },
    answers: { other: closed.personId, grounds: 'x' },
  })
  assert.equal(tried.status, 422)
  await world.sql('update casework.case set person_id = $2 where id = $1', [closed.caseId, open.personId])
  await world.sql('update casework.person_name set person_id = $2 where person_id = $1', [
    closed.personId,
    open.personId,
  ])
  assert.deepEqual(
    (await record(open.caseId)).names.map(({ familyName }: { familyName: string }) => familyName),
    ['Sealwell'],
  )
})

test('whatever hangs on a person is moved when records are made one: no key to a person is forgotten', async () => {
  const rows = await world.sql<{ name: string }>(
    "select table_name || '.' || column_name as name from casework.hangs_on_person()",
  )
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['casework."case".person_id', 'casework.person_fact.person_id', 'casework.person_name.person_id'],
  )
})
