import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMonths } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { letIn, seedAdopted, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone, type World } from '../../../test/world.ts'

let world: World
let ann: Someone, lee: Someone, chris: Someone, mina: Someone, olive: Someone, dana: Someone
/** The published framework, as it ships. */
const shipped = '01900000-0000-7000-8000-000000000022'

before(async () => {
  world = await openWorld()
  ann = await world.someone('Ann', 'Channel coordinator')
  lee = await world.someone('Lee', 'lead professional', 'school')
  chris = await world.someone('Chris', 'panel chair')
  mina = await world.someone('Mina', 'intervention provider', 'charity')
  olive = await world.someone('Olive', ['lead professional', 'panel chair'], 'health')
  dana = await world.someone('Dana', 'administrator')
})
after(() => world.close())

type Body = Record<string, unknown>
const ok = (answer: { status: number; body: any }) => (
  assert.equal(answer.status, 200, JSON.stringify(answer.body)), answer.body.fact
)

/** Every part but those named, answered as somebody might. */
async function written(
  who: Someone,
  caseId: string,
  { occasion = 'review', summary = 'Less alone than in spring' } = {},
) {
  const about = { caseId }
  const { assessmentId } = ok(
    await who.does('assessment.begin', { about, answers: { occasion, instrument: shipped } }),
  ) as { assessmentId: string }
  const one = { caseId, assessmentId }
  const { parts } = (await who.asks('assessment.one', one)).body
  for (const { code, items } of parts.filter((part: { items: unknown[] }) => part.items.length)) {
    const answers = { items: items.map(({ code: item }: { code: string }, at: number) => found(item, at)) }
    ok(await who.does('assessment.save-items', { about: { ...one, part: code }, answers }))
  }
  ok(await who.does('assessment.save-strengths', { about: one, answers: aStrength }))
  ok(await who.does('assessment.save-needs', { about: one, answers: { needs: [{ need: 'Somebody to talk to' }] } }))
  const said = { summary, changes: 'Goes out again', ownView: 'It is better now' }
  ok(await who.does('assessment.save-summary', { about: one, answers: said }))
  return one
}
const found = (item: string, at: number): Body =>
  at === 0
    ? { item, found: 'present', evidence: 'Said so twice', source: 'Form tutor, in May' }
    : at === 1
      ? { item, found: 'not', evidence: 'Nothing of the kind at home', source: 'The mother, in May' }
      : { item, found: 'unknown' }
const aStrength = {
  strengths: [{ strength: 'Football', evidence: 'Trains twice a week', source: 'The coach, in May' }],
}
const finished = async (who: Someone, one: { caseId: string; assessmentId: string }) =>
  ok(await who.does('assessment.finish', { about: one, answers: { checked: true } }))
const aCase = async () => {
  const { caseId } = await seedAdopted(world, { chairId: chris.id })
  await letIn(world, caseId, lee.id)
  return caseId
}

test('an assessment is begun, written in parts, checked and finished by page, without script', async () => {
  const caseId = await aCase()
  const tab = `/cases/${caseId}/assessment`
  assert.match((await lee.opens(tab)).text, /Begin an assessment/)
  const begun = await lee.sends(`/cases/${caseId}/assessments/new`, { occasion: 'review', instrument: shipped })
  assert.equal(begun.status, 303, begun.text)
  const here = begun.location!
  const list = await lee.opens(here)
  assert.match(list.text, /Engagement with a group, cause or ideology/)
  assert.match(list.text, /Cannot start yet/)

  const part = `${here}/parts/intent`
  const half = await lee.sends(part, { 'items-0-found': 'present', 'items-1-found': 'unknown' })
  assert.equal(half.status, 422)
  assert.match(half.text, /Over-identification with a group or ideology: enter the evidence, or choose that it is not/)
  assert.match(half.text, /Dehumanisation of the enemy: choose whether it is present/)
  const fields = Object.fromEntries([0, 1, 2, 3, 4, 5].map((at) => [`items-${at}-found`, 'unknown']))
  const evidence = { 'items-0-found': 'present', 'items-0-evidence': 'Talks of nothing else', 'items-0-source': 'Me' }
  assert.equal((await lee.sends(part, { ...fields, ...evidence })).location, here)
  assert.match((await lee.opens(part)).text, /Talks of nothing else/)

  for (const [code, count] of [
    ['engagement', 13],
    ['capability', 3],
  ] as const) {
    const all = Object.fromEntries(Array.from({ length: count }, (_, at) => [`items-${at}-found`, 'unknown']))
    assert.equal((await lee.sends(`${here}/parts/${code}`, all)).status, 303)
  }
  const none = await lee.sends(`${here}/strengths`, {})
  assert.match(none.text, /Name a strength, or enter why none is named/)
  assert.equal(none.status, 422)
  assert.equal((await lee.sends(`${here}/strengths`, { noStrengths: 'Met once, for ten minutes' })).status, 303)
  assert.equal((await lee.sends(`${here}/needs`, { 'needs-0-need': 'A friend' })).status, 303)
  assert.equal((await lee.sends(`${here}/finish`, { checked: 'yes' })).status, 409)
  assert.equal((await lee.sends(`${here}/summary`, { summary: 'Alone', ownView: 'Not asked yet' })).status, 303)
  const check = await lee.opens(`${here}/finish`)
  assert.match(check.text, /Talks of nothing else/)
  assert.equal((await lee.sends(`${here}/finish`, { checked: 'yes' })).location, tab)
  const done = await lee.opens(tab)
  assert.match(done.text, /Met once, for ten minutes/)
  assert.match(done.text, /A friend/)
  assert.match((await lee.opens(part)).text, /This assessment is finished and is not changed/)
})

test('what is saved is there for whoever else works the case, and two who write at once do not overwrite one another', async () => {
  const caseId = await aCase()
  const answers = { occasion: 'review', instrument: shipped }
  const { assessmentId } = ok(await lee.does('assessment.begin', { about: { caseId }, answers }))
  assert.equal((await ann.does('assessment.begin', { about: { caseId }, answers })).status, 409)
  const about = { caseId, assessmentId }
  ok(await lee.does('assessment.save-strengths', { about, answers: aStrength, version: 0 }))
  assert.match((await ann.opens(`/cases/${caseId}/assessments/${assessmentId}/strengths`)).text, /Trains twice a week/)
  assert.equal((await ann.does('assessment.save-strengths', { about, answers: aStrength, version: 0 })).status, 409)
  ok(await ann.does('assessment.save-strengths', { about, answers: aStrength, version: 1 }))
  ok(await ann.does('assessment.set-aside', { about, answers: { reason: 'Begun for the wrong person' } }))
  assert.equal((await lee.does('assessment.save-strengths', { about, answers: aStrength })).status, 409)
  ok(await lee.does('assessment.begin', { about: { caseId }, answers }))
})

test('a reassessment shows what was found before beside what is found now, and copies it, one item at a time', async () => {
  const caseId = await aCase()
  await finished(lee, await written(lee, caseId))
  const { assessmentId } = ok(
    await lee.does('assessment.begin', { about: { caseId }, answers: { occasion: 'review', instrument: shipped } }),
  )
  const part = `/cases/${caseId}/assessments/${assessmentId}/parts/engagement`
  const blank = await lee.opens(part)
  assert.match(blank.text, /Said so twice/)
  assert.doesNotMatch(blank.text, /<textarea[^>]*>\s*Said so twice/)
  const copied = await lee.sends(part, {
    _fill: 'grievance',
    'items-2-found': 'present',
    'items-2-evidence': 'Typed now',
  })
  assert.equal(copied.status, 200, copied.text)
  assert.match(copied.text, /<textarea[^>]*>Said so twice/)
  assert.match(copied.text, /<textarea[^>]*>Typed now/)
  assert.match((await lee.opens(part)).text, /<textarea[^>]*>Said so twice/)
  const strengths = await lee.sends(part.replace('parts/engagement', 'strengths'), {
    _fill: 'strengths',
    'strengths-0-strength': 'A new friend',
  })
  assert.match(strengths.text, /<textarea[^>]*>A new friend/)
  assert.match(strengths.text, /<textarea[^>]*>Football/)
  const about = { caseId, assessmentId }
  const said = { summary: 'Better', ownView: 'Better' }
  const unchanged = await lee.does('assessment.save-summary', { about, answers: said })
  assert.deepEqual([unchanged.status, unchanged.body.problems[0].at], [422, 'changes'])
})

test('what is finished is not changed, in the database neither', async () => {
  const caseId = await aCase()
  const one = await written(lee, caseId)
  await finished(lee, one)
  assert.equal((await lee.does('assessment.finish', { about: one, answers: { checked: true } })).status, 409)
  for (const statement of [
    'update casework.assessment set finished_at = now() where id = $1',
    'update casework.assessment_part set saved_at = now() where assessment_id = $1',
  ])
    await assert.rejects(world.sql(statement, [one.assessmentId]), /what is finished is not changed/)
  await assert.rejects(
    world.sql("update casework.instrument set content = '{}' where id = $1", [shipped]),
    /what is finished is not changed/,
  )
})

test('whoever reads the case without working it reads what an assessment came to only at the table, and never its items', async () => {
  const caseId = await aCase()
  const one = await written(lee, caseId, { summary: 'Lonely since the move' })
  await finished(lee, one)
  await letIn(world, caseId, mina.id, 'pack')
  const page = await mina.opens(`/cases/${caseId}/assessment`)
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text, /Lonely since the move|Said so twice/)
  assert.equal((await mina.asks('assessment.one', one)).status, 403)
  await letIn(world, caseId, chris.id, 'pack')
  const { body } = await chris.asks('assessment.of-case', { caseId })
  assert.equal(body.newest.conclusion.summary, 'Lonely since the move')
  assert.doesNotMatch(JSON.stringify(body), /Said so twice/)
})

test('the wrong role is refused, an outsider learns nothing, and a repeat is done once', async () => {
  const caseId = await aCase()
  const about = { caseId }
  const answers = { occasion: 'review', instrument: shipped }
  assert.equal((await mina.does('assessment.begin', { about, answers })).status, 403)
  const hidden = await olive.does('assessment.begin', { about, answers })
  const absent = await olive.does('assessment.begin', { about: { caseId: newId() }, answers })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  await letIn(world, caseId, olive.id, 'pack')
  assert.equal((await olive.does('assessment.begin', { about, answers })).status, 403)
  const key = newId()
  const first = ok(await lee.does('assessment.begin', { about, answers, key }))
  assert.deepEqual(ok(await lee.does('assessment.begin', { about, answers, key })), first)
  const other = { ...about, assessmentId: newId() }
  assert.equal((await lee.asks('assessment.one', other)).status, 404)
  const elsewhere = { caseId: await aCase(), assessmentId: first.assessmentId }
  assert.equal((await lee.asks('assessment.one', elsewhere)).status, 404)
})

test('an answer to an item that is not asked, or twice, is named with its place', async () => {
  const caseId = await aCase()
  const { assessmentId } = ok(
    await lee.does('assessment.begin', { about: { caseId }, answers: { occasion: 'review', instrument: shipped } }),
  )
  const about = { caseId, assessmentId, part: 'capability' }
  const unknown = (...codes: string[]) => ({ items: codes.map((item) => ({ item, found: 'unknown' })) })
  const odd = await lee.does('assessment.save-items', { about, answers: unknown('skills', 'made-up') })
  assert.deepEqual([odd.status, odd.body.problems[0].at], [422, 'items-1-item'])
  const { status, body } = await lee.does('assessment.save-items', { about, answers: unknown('skills', 'skills') })
  assert.equal(status, 422)
  assert.deepEqual(
    body.problems.map(({ at }: { at: string }) => at),
    ['items-1-found', 'items-1-found', 'items-2-found'],
  )
  assert.equal((await lee.asks('assessment.part', { ...about, part: 'strengths' })).status, 404)
})

test('an assessment is due by the meeting, then soon after adoption, then every three months', async () => {
  const { caseId } = await seedCase(world)
  assert.equal(
    (
      await ann.does('assessment.begin', {
        about: { caseId },
        answers: { occasion: 'at exit', instrument: shipped },
      })
    ).status,
    422,
  )
  const adopted = await aCase()
  const tasks = async () =>
    (
      await world.sql<{ what: string; due: string }>(
        "select what, due_on::text as due from casework.task where case_id = $1 and what like 'Assess%'",
        [adopted],
      )
    ).map(({ what, due }) => `${what}: ${due}`)
  assert.deepEqual(await tasks(), [])
  const at = new Date()
  await world.sql(
    "insert into casework.consent_request (id, case_id, of_whom, how, ask_on, by_whom, sealed, set_by, set_at) values ($1, $2, 'the person', 'in person', $3::timestamptz::date, $4, 'x', $4, $3::timestamptz)",
    [newId(), adopted, at, lee.id],
  )
  await world.sql(
    "insert into casework.consent_answer (id, case_id, request_id, answer, who_may, answered_on, expires_on, sealed, recorded_by, recorded_at) select $1, case_id, id, 'given', 'adult', $2::timestamptz::date, '2099-01-01', 'x', $3, $2::timestamptz from casework.consent_request where case_id = $4",
    [newId(), at, lee.id, adopted],
  )
  const one = await written(lee, adopted)
  const [first] = await tasks()
  assert.match(first!, /^Assess the person: /)
  await finished(lee, one)
  assert.deepEqual(await tasks(), [`Assess the person again: ${addMonths(at.toISOString().slice(0, 10), 3)}`])
})

test('the coordinator drafts an instrument, the chair takes it into use, and what was begun keeps the edition it was begun with', async () => {
  const caseId = await aCase()
  const old = await written(lee, caseId)
  assert.equal((await dana.opens('/instruments')).status, 403)
  assert.equal((await lee.sends('/instruments/new', { from: shipped })).status, 403)
  const drafted = await ann.sends('/instruments/new', { from: shipped })
  const here = drafted.location!
  const instrumentId = here.split('/').at(-1)!
  assert.equal((await ann.sends('/instruments/new', { from: shipped })).status, 409)
  const edited = await ann.sends(`${here}/edit`, {
    name: 'Ours',
    'parts-0-code': 'engagement',
    'parts-0-name': 'What draws them',
    'parts-1-code': 'home',
    'parts-1-name': 'Home',
  })
  assert.equal(edited.location, here, edited.text)
  assert.equal(
    (await ann.does('assessment.use-instrument', { about: { instrumentId }, answers: { sure: true } })).status,
    403,
  )
  const early = await chris.does('assessment.use-instrument', { about: { instrumentId }, answers: { sure: true } })
  assert.match(early.body.message, /The part “Home” has no items/)
  const item = { 'items-0-code': 'grievance', 'items-0-name': 'Quarrels at home' }
  const taken = await ann.sends(`${here}/parts/home`, item)
  assert.match(taken.text, /This code is used already in this instrument/)
  assert.equal((await ann.sends(`${here}/parts/home`, { ...item, 'items-0-code': 'quarrels' })).location, here)
  ok(await chris.does('assessment.use-instrument', { about: { instrumentId }, answers: { sure: true } }))
  assert.equal((await ann.sends(`${here}/edit`, { name: 'Changed' })).status, 409)
  await finished(lee, old)
  assert.equal((await lee.asks('assessment.one', old)).body.edition, 1)
  const answers = { occasion: 'review', instrument: shipped }
  assert.equal((await lee.does('assessment.begin', { about: { caseId }, answers })).status, 422)
  ok(await lee.does('assessment.begin', { about: { caseId }, answers: { ...answers, instrument: instrumentId } }))
  ok(await chris.does('assessment.retire-instrument', { about: { instrumentId }, answers: { sure: true } }))
})

test('an instrument goes out as a file and comes in again; a file with something wrong is told line by line, and saves nothing', async () => {
  assert.match((await lee.opens(`/instruments/${shipped}/file`)).text, /Feelings of grievance and injustice/)
  const { text: file, headers } = await lee.opens(`/instruments/${shipped}/export`)
  assert.match(String(headers['content-disposition']), /published-framework-of-22-factors-edition-1\.json/)
  const before = (await ann.asks('assessment.instruments')).body.all.length
  const checked = await ann.sends('/instruments/import', { replaces: 'new', file, _fill: 'check' })
  assert.match(checked.text, /Nothing is wrong with this file/)
  const bad = file.replace('"code": "threat"', '"code": "Threat!", "weight": 3')
  const told = await ann.sends('/instruments/import', { replaces: 'new', file: bad })
  assert.equal(told.status, 422)
  assert.match(told.text, /Line \d+, dimensions\[0\]\.items\[1\]\.weight: “weight” is not taken: nobody is scored/)
  assert.match(told.text, /Line \d+, dimensions\[0\]\.items\[1\]\.code: The code must be small letters/)
  assert.equal((await ann.asks('assessment.instruments')).body.all.length, before)
  const { instrumentId } = ok(
    await ann.does('assessment.import-instrument', { about: {}, answers: { replaces: 'new', file } }),
  )
  const [one, other] = await Promise.all(
    [shipped, instrumentId].map((id) => ann.asks('assessment.instrument', { instrumentId: id })),
  )
  assert.deepEqual(one!.body.content, other!.body.content)
})
