import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newReference } from '../../platform/pure/reference.ts'
import { openWorld } from '../../../test/world.ts'
import { referralAnswers } from '../../../test/referral.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main'))

async function referred() {
  const { body } = await teacher.does('referrals.make', { answers: referralAnswers() })
  const { reference, code } = body.shownOnce as { reference: string; code: string }
  return { reference, code, caseId: body.fact.caseId as string }
}
const stageIs = (caseId: string, stage: string) =>
  world.sql('update casework.case_state set stage = $2 where case_id = $1', [caseId, stage])
const follows = (reference: string, code: string) => world.stranger().sends('/referral-status', { reference, code })

test('by reference and code, however they are typed, a professional sees how far it is, and nothing of the person', async () => {
  const { reference, code, caseId } = await referred()
  const page = await follows(reference.toLowerCase().replaceAll('-', ' '), ` ${code.toLowerCase()} `)
  assert.equal(page.status, 200)
  assert.match(main(page.text), /Your referral was received/)
  assert.match(main(page.text), /speak to somebody at Testham Council, write to council@testham.example/)
  await stageIs(caseId, 'with the police')
  assert.match(main((await follows(reference, code)).text), /being checked/)
  await stageIs(caseId, 'being supported')
  const finished = await follows(reference, code)
  assert.match(main(finished.text), /finished with or was passed on/)
  assert.doesNotMatch(finished.text, /Sam|Sample|2009|support/)
})

test('somebody who referred without an account sees only received and finished with', async () => {
  const { body } = await world.app
    .inject({ method: 'POST', url: '/api/v1/referrals.make-public', payload: { answers: referralAnswers() } })
    .then((answer) => ({ body: answer.json() }))
  const { reference, code } = body.shownOnce
  await stageIs(body.fact.caseId, 'asking partners')
  assert.match(main((await follows(reference, code)).text), /Your referral was received/)
  await stageIs(body.fact.caseId, 'finished')
  assert.match(main((await follows(reference, code)).text), /Your referral is finished with/)
})

test('the coordinator may let somebody without an account see the steps, once and with reasons', async () => {
  const payload = { answers: referralAnswers() }
  const sent = await world.app.inject({ method: 'POST', url: '/api/v1/referrals.make-public', payload })
  const { shownOnce, fact } = sent.json()
  await stageIs(fact.caseId, 'asking partners')
  const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
  const release = `/cases/${fact.caseId}/referral/release`
  assert.equal((await teacher.opens(release)).status, 403)
  assert.equal((await coordinator.sends(release, {})).status, 422)
  assert.equal((await coordinator.sends(release, { reasons: 'A mother who asked' })).status, 303)
  await stageIs(fact.caseId, 'asking partners')
  assert.match(main((await follows(shownOnce.reference, shownOnce.code)).text), /being considered/)
  assert.equal((await coordinator.sends(release, { reasons: 'Again' })).status, 409)
  const own = await referred()
  const needless = { about: { caseId: own.caseId }, answers: { reasons: 'x' } }
  assert.equal((await coordinator.does('referrals.release-progress', needless)).status, 409)
})

test('a wrong reference and a wrong code get the same answer', async () => {
  const { reference, code } = await referred()
  const wrongCode = await follows(reference, newReference('K'))
  const wrongReference = await follows(newReference('R'), code)
  assert.deepEqual([wrongCode.status, wrongReference.status], [200, 200])
  assert.equal(main(wrongCode.text), main(wrongReference.text))
  assert.match(main(wrongCode.text), /There is no such referral/)
})

test('nothing that was typed stands in an address, and the look is journalled with the case', async () => {
  const { reference, code, caseId } = await referred()
  const form = await world.stranger().opens('/referral-status')
  assert.match(form.text, /<form action="\/referral-status" method="post"/)
  assert.equal(
    (await world.app.inject(`/referral-status?reference=${reference}&code=${code}`)).body.includes('was received'),
    false,
  )
  await follows(reference, code)
  const looks = await world.sql(
    "select viewer_kind from trust.journal where kind = 'look' and what = 'referrals.follow' and $1 = any (subject_ids)",
    [caseId],
  )
  assert.deepEqual(looks, [{ viewer_kind: 'public' }])
})

test('the page is read in Urdu from right to left once its link was followed, and says that it is a draft', async () => {
  const stranger = world.stranger()
  await stranger.opens('/refer/public?language=ur')
  const page = await stranger.opens('/referral-status')
  assert.match(page.text, /<html lang="ur" dir="rtl"/)
  assert.match(page.text, /حوالہ نمبر/)
  assert.match(page.text, /مسودہ/)
  const { text } = await stranger.sends('/referral-status', {})
  assert.match(text, /کوڈ لکھیں/, 'what is missing is said in it too')
  assert.match((await stranger.opens('/refer/public/who-the-person-is')).text, /خاندانی نام/)
  assert.match((await stranger.opens('/refer/public?language=en')).text, /<html lang="en"/)
  assert.doesNotMatch((await world.stranger().opens('/refer/public')).text, /draft until/)
})

test('an empty form says what is missing', async () => {
  const page = await world.stranger().sends('/referral-status', {})
  assert.equal(page.status, 422)
  assert.match(page.text, /Enter the reference/)
  assert.match(page.text, /Enter the code/)
})

test('tries at one reference are counted for page and API together, and from then on even the right code waits', async () => {
  const { reference, code } = await referred()
  for (let n = 0; n < 20; n++) {
    const { body } = await teacher.does('referrals.follow', { answers: { reference, code: newReference('K') } })
    assert.equal(body.shownOnce.progress, 'not found')
  }
  const { body } = await teacher.does('referrals.follow', { answers: { reference, code } })
  assert.equal(body.shownOnce.progress, 'too many tries')
  const unknown = newReference('R')
  for (let n = 0; n < 20; n++) await teacher.does('referrals.follow', { answers: { reference: unknown, code } })
  const { body: absent } = await teacher.does('referrals.follow', { answers: { reference: unknown, code } })
  assert.equal(absent.shownOnce.progress, 'too many tries', 'as for a reference that there is')
})

test('from one place the page may be tried twenty times an hour, and the form for referring forty times', async () => {
  const stranger = world.stranger()
  let last = 200
  for (let n = 0; n < 22 && last !== 429; n++)
    last = (await stranger.sends('/referral-status', { reference: newReference('R'), code: 'x' })).status
  assert.equal(last, 429)
  let referring = 422
  for (let n = 0; n < 42 && referring !== 429; n++) referring = (await stranger.sends('/refer/public', {})).status
  assert.equal(referring, 429)
})

test('who is signed in sees how far each of their own referrals is, without a code, and nothing of the person or of what others referred', async () => {
  const other = await world.someone('Ned Nurse', [], 'health')
  assert.match((await other.opens('/refer/yours')).text, /You have referred nobody yet/)
  const { reference, caseId } = await referred()
  await stageIs(caseId, 'being supported')
  const { status, text } = await teacher.opens('/refer/yours')
  assert.equal(status, 200)
  assert.match(main(text), new RegExp(`${reference}.*Finished with or passed on`, 's'))
  assert.doesNotMatch(text, /Sam|Sample|2009|support/)
  assert.doesNotMatch((await other.opens('/refer/yours')).text, new RegExp(reference))
  assert.equal((await world.stranger().opens('/refer/yours')).status, 303)
  const looks = await world.sql(
    "select from trust.journal where what = 'referrals.mine' and viewer_id = $1 and $2 = any (subject_ids)",
    [teacher.id, caseId],
  )
  assert.equal(looks.length, 1)
})

test('who referred is told of a virus in what they sent, where the case itself is not open to them', async () => {
  const { reference, caseId } = await referred()
  assert.doesNotMatch((await teacher.opens('/refer/yours')).text, /A virus was found/)
  await world.sql(
    `insert into casework.attachment (id, case_id, came_with, came_with_id, what, stored_as, kind, bytes, content_hash, scan, added_at, sealed)
     select gen_random_uuid(), case_id, 'referral', id, 'letter', gen_random_uuid(), 'text', 1, 'x', 'infected', now(), $2
     from casework.referral where reference = $1`,
    [reference, world.town.keys.seal(caseId, 'attachment', '{}')],
  )
  assert.match(
    main((await teacher.opens('/refer/yours')).text),
    new RegExp(`A virus was found in a document that you sent with ${reference}`),
  )
})
