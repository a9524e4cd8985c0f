import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { openWorld } from '../../../test/world.ts'
import { referralAnswers as answers, referralFields as fields, referralRow as caseOf } from '../../../test/referral.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const outsider = await world.someone('Olu Outsider', 'panel member', 'health')
const count = async (table: string) => (await world.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n
const shownIn = (html: string, pattern: RegExp) => html.match(pattern)?.[0] ?? ''
const codes = (html: string) => ({
  reference: shownIn(html, /R(-[0-9A-Z]{3}){2}-[0-9A-Z]{4}/),
  code: shownIn(html, /K(-[0-9A-Z]{3}){2}-[0-9A-Z]{4}/),
})

test('the first thing on both forms is to call 999, and both say that nothing of an intelligence service belongs there', async () => {
  for (const page of [await teacher.opens('/refer'), await world.stranger().opens('/refer/public')]) {
    assert.equal(page.status, 200)
    const main = page.text.slice(page.text.indexOf('<main'))
    assert.ok(main.indexOf('call 999 now') > 0 && main.indexOf('call 999 now') < main.indexOf('govuk-task-list'))
    assert.match(main, /Nothing that was obtained from an intelligence service/)
  }
})

test('anybody who is signed in may refer: a case opens, and reference and code are shown once', async () => {
  const page = await teacher.sends('/refer', fields())
  assert.equal(page.status, 200)
  const { reference, code } = codes(page.text)
  assert.ok(reference && code)
  const { case_id: caseId, ...row } = await caseOf(world, reference)
  assert.deepEqual(row, {
    given_names: 'Sam',
    family_name: 'Sample',
    born: '2009-05-04',
    came_by: 'signed in',
    referrer_id: teacher.id,
    referrer_agency_id: world.agencyId.school,
    sector: 'Education',
    concern: 'No ideology identified',
    wishes_unnamed: true,
    person_knows: false,
  })
  const [state] = await world.sql<{ stage: string; person_name: string }>(
    'select stage, person_name from casework.case_state where case_id = $1',
    [caseId],
  )
  assert.deepEqual(state, { stage: 'referral received', person_name: 'Sam Sample' })
})

test('neither the words nor the code stand anywhere in the database as they were typed', async () => {
  const page = await teacher.sends('/refer', fields({ 'statements-0-words': 'a very particular sentence' }))
  const { reference, code } = codes(page.text)
  const tables = await world.sql<{ name: string }>('select name from platform.adopted')
  for (const { name } of tables) {
    // Bytes print as hexadecimal digits, so what was sealed badly would be found there.
    const rows = await world.sql(
      `select t::text from ${name} t where t::text like any (array['%' || $1 || '%', '%' || $2 || '%', '%' || encode($1::bytea, 'hex') || '%', '%' || encode($2::bytea, 'hex') || '%'])`,
      ['very particular', code],
    )
    assert.deepEqual(rows, [], name)
  }
  assert.ok(await caseOf(world, reference))
})

test('the same form sent twice makes one referral, and the code is not shown again', async () => {
  const before = await count('casework.referral')
  const form = { ...fields(), _act: newId() }
  const first = await teacher.sends('/refer', form)
  const second = await teacher.sends('/refer', form)
  assert.equal(first.status, 200)
  assert.deepEqual([second.status, second.location], [303, '/refer/received'])
  assert.match((await teacher.opens('/refer/received')).text, /made one referral/)
  assert.equal(await count('casework.referral'), before + 1)
})

test('two presses at the same moment make one referral', async () => {
  const before = await count('casework.referral')
  const key = newId()
  const both = await Promise.all([1, 2].map(() => teacher.does('referrals.make', { answers: answers(), key })))
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  )
  assert.deepEqual(
    both.map(({ body }) => body.repeated).toSorted((one, other) => Number(one) - Number(other)),
    [false, true],
  )
  assert.equal(await count('casework.referral'), before + 1)
})

test('what is missing is said in sentences, everything typed is kept, and nothing is saved', async () => {
  const before = await count('casework.case')
  const page = await teacher.sends('/refer', {
    ...fields(),
    'statements-0-kind': '',
    harm: '',
    givenNames: 'Łukasz <b>',
  })
  assert.equal(page.status, 422)
  assert.match(page.text, /Choose whether this is a fact, an opinion or hearsay/)
  assert.match(page.text, /Choose whether they have wished or threatened to harm anybody/)
  assert.ok(page.text.includes('value="Łukasz &lt;b>"') || page.text.includes('value="Łukasz &lt;b&gt;"'))
  assert.equal(await count('casework.case'), before)
  const again = await teacher.opens('/refer/who-the-person-is')
  assert.match(again.text, /Łukasz/, 'the draft is there when one comes back')
})

test('a birth date or an age, a name, and an end to not telling the person are needed to act', async () => {
  const { born: _, givenNames: __, familyName: ___, notToldUntil: ____, ...rest } = answers()
  const { status, body } = await teacher.does('referrals.make', { answers: rest })
  assert.equal(status, 422)
  assert.deepEqual(
    body.problems.map(({ at }: { at: string }) => at),
    ['familyName', 'ageAbout', 'notToldUntil'],
  )
})

test('without an account one may refer without saying who one is, and need not know until when', async () => {
  const stranger = world.stranger()
  const page = await stranger.sends('/refer/public', {
    ...fields(),
    sector: 'Friends and family',
    'notToldUntil-day': '',
    'notToldUntil-month': '',
    'notToldUntil-year': '',
  })
  assert.equal(page.status, 200)
  const row = await caseOf(world, codes(page.text).reference)
  assert.deepEqual([row.came_by, row.referrer_id, row.referrer_agency_id], ['public', null, null])
})

test('somebody without an account cannot use the staff’s form, and staff not the public’s', async () => {
  const opened = await world.stranger().opens('/refer')
  assert.equal(opened.status, 303)
  assert.match(opened.location!, /^\/sign-in/)
  const injected = await world.app.inject({
    method: 'POST',
    url: '/api/v1/referrals.make',
    payload: { answers: answers() },
  })
  assert.equal(injected.statusCode, 403)
  assert.equal((await teacher.posts('/refer/public', fields())).status, 403)
})

test('a child’s referral goes to children’s social care as well, and the ledger says so', async () => {
  const page = await teacher.sends('/refer', fields())
  assert.match(page.text, /children’s social care as well/)
  assert.match(page.text, /It goes to.*The coordinator at Testham\s+Children’s social care/s, 'a receipt for each')
  const { case_id } = await caseOf(world, codes(page.text).reference)
  assert.deepEqual(
    await world.sql('select to_service, why, made_by from casework.hand_over where case_id = $1', [case_id]),
    [{ to_service: "children's social care", why: 'a child was referred', made_by: teacher.id }],
  )
  const ledger = await world.sql<{ to_whom: string }>('select to_whom from trust.disclosure where case_id = $1', [
    case_id,
  ])
  assert.deepEqual(ledger, [{ to_whom: "children's social care" }])
})

test('so does that of an adult who lives with a child; that of another adult does not', async () => {
  for (const [livesWithChild, expected] of [
    ['yes', 1],
    ['no', 0],
    ['not known', 0],
  ] as const) {
    const { born: _, ...rest } = answers()
    const { body } = await teacher.does('referrals.make', { answers: { ...rest, ageAbout: 40, livesWithChild } })
    const rows = await world.sql('select 1 from casework.hand_over where case_id = $1', [body.fact.caseId])
    assert.equal(rows.length, expected, livesWithChild)
  }
})

test('whether the parents know is asked, and if not why and until when', async () => {
  const untold = { parentsKnow: 'no', 'parentsNotToldUntil-day': '1', 'parentsNotToldUntil-month': '6' }
  const wrong = await teacher.sends('/refer', fields({ ...untold, 'parentsNotToldUntil-year': '2001' }))
  assert.equal(wrong.status, 422)
  for (const words of ['why the parents or carers have not been told', 'must be today or in the future'])
    assert.ok(wrong.text.includes(words), words)
  const right = { 'parentsNotToldUntil-year': '2099', whyParentsNotTold: 'She fears her stepfather' }
  const { reference } = codes((await teacher.sends('/refer', fields({ ...untold, ...right }))).text)
  const { case_id: caseId } = await caseOf(world, reference)
  const { text } = await coordinator.opens(`/cases/${caseId}/referral`)
  assert.match(text, /Why have the parents or carers not been told\?.*She fears her stepfather.*1 June 2099/s)
})

test('the referral page shows every answer, each statement with its mark, and who referred to whoever must ask them', async () => {
  const { body } = await teacher.does('referrals.make', { answers: answers() })
  const page = await coordinator.opens(`/cases/${body.fact.caseId}/referral`)
  assert.equal(page.status, 200)
  for (const words of [
    'Tilda Teacher, Testham School',
    'Wishes not to be named to the person',
    'said he wants to hurt people',
    'govuk-tag--orange">Hearsay',
    'Polish',
    'Northfield Academy',
    'Not given',
    'OFFICIAL-SENSITIVE',
  ])
    assert.ok(page.text.includes(words), words)
})

test('to whoever is not let in, there is no such referral, and the answer is that for one that does not exist', async () => {
  const { body } = await teacher.does('referrals.make', { answers: answers() })
  const hidden = await outsider.opens(`/cases/${body.fact.caseId}/referral`)
  const absent = await outsider.opens(`/cases/${newId()}/referral`)
  assert.deepEqual([hidden.status, absent.status], [404, 404])
  const bare = (html: string) => html.replace(/nonce="[^"]*"|value="[^"]*"|\d+(:\d\d)?[ap]m|midday|midnight/g, '')
  assert.equal(bare(hidden.text), bare(absent.text))
  assert.equal((await teacher.opens(`/cases/${body.fact.caseId}/referral`)).status, 403, 'a role without casework')
})

test('whoever wishes not to be named is named to the coordinator, and withheld from other readers', async () => {
  const { body } = await teacher.does('referrals.make', {
    answers: { ...answers(), noticedBy: 'another', firstName: 'Nora Noticed' },
  })
  const chair = await world.someone('Chika Chair', 'panel chair')
  await world.sql(
    "insert into casework.case_grant (id, case_id, staff_id, level, why, granted_by, from_at) values ($1, $2, $3, 'pack', 'a test', 'test', now() - interval '1 minute')",
    [newId(), body.fact.caseId, chair.id],
  )
  const path = `/cases/${body.fact.caseId}/referral`
  assert.match((await coordinator.opens(path)).text, /Nora Noticed/)
  const page = await chair.opens(path)
  assert.equal(page.status, 200)
  assert.match(page.text, /Withheld: whoever referred wishes not to be named/)
  for (const name of ['Nora Noticed', 'Tilda Teacher']) assert.ok(!page.text.includes(name), name)
  const { body: known } = await chair.asks('referrals.referral', { caseId: body.fact.caseId })
  assert.ok(!JSON.stringify(known.referral).includes('Nora Noticed') && known.referral.referrer === null)
})

test('a name that is a spreadsheet formula, right-to-left, combined or made of emoji comes back as it was typed', async () => {
  for (const name of ['=1+1', 'محمد', 'Zoë', '🙂', "O'Brien-Łoś"]) {
    const { body } = await teacher.does('referrals.make', { answers: { ...answers(), familyName: name } })
    const { body: known } = await coordinator.asks('referrals.referral', { caseId: body.fact.caseId })
    assert.equal(known.referral.answers.familyName, name)
  }
  const nul = await teacher.does('referrals.make', { answers: { ...answers(), familyName: 'a\u0000b' } })
  assert.equal(nul.status, 422)
})
