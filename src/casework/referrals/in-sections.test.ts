import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { referralFields } from '../../../test/referral.ts'
import { hiddenFields, openWorld, visitor, type Visitor } from '../../../test/world.ts'
import { beginSession } from '../../organisation/identity/sessions.ts'
import { forgetLeftDrafts } from '../../platform/http/drafts.ts'
import { newSecretCode } from '../../platform/pure/reference.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const other = await world.someone('Otto Other', [], 'school')
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main'))
const referrals = async () => (await world.sql('select 1 from casework.referral')).length

/** What goes into each section, by its address. */
const bySection: Record<string, RegExp> = {
  'who-the-person-is': /^(givenNames|familyName|born)/,
  'family-and-children': /^livesWithChild/,
  'what-happened-what-was-said': /^statements/,
  'the-concern': /^(sector|concern|harm)/,
  'telling-the-person': /^(personKnows|whyNotTold|notToldUntil)/,
  'who-noticed': /^(noticedBy|wishesUnnamed)/,
}
const fieldsOf = (section: string, more: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(referralFields(more)).filter(([name]) => bySection[section]!.test(name)))

async function fillsIn(who: Visitor, base: string, more: Record<string, string> = {}) {
  for (const section of Object.keys(bySection)) {
    const page = await who.sends(`${base}/${section}`, fieldsOf(section, more))
    assert.equal(page.status, 303, section)
  }
}

test('a section saved is done in the list, leads on to the next, and is there when one comes back', async () => {
  const saved = await teacher.sends('/refer/who-the-person-is', fieldsOf('who-the-person-is'))
  assert.deepEqual([saved.status, saved.location], [303, '/refer/where-they-live-and-how-to-reach-them'])
  const list = main((await teacher.opens('/refer')).text)
  assert.match(list, /Who the person is<\/a>.*?>Done</)
  assert.match(list, /The concern<\/a>.*?>To do</)
  assert.match(list, /Language and background<\/a>.*?>Optional</)
  assert.match((await teacher.opens('/refer/who-the-person-is')).text, /value="Sample"/)
  assert.doesNotMatch((await other.opens('/refer/who-the-person-is')).text, /Sample/, 'a draft is its author’s')
})

test('what is missing in a section is said there, with what was typed; what may wait is saved as it is', async () => {
  const wrong = await teacher.sends('/refer/the-concern', { sector: 'Education', harm: 'yes', 'aroseOn-day': '40' })
  assert.equal(wrong.status, 422)
  for (const words of ['Choose the type of concern', 'Enter whom they wished', 'There is a problem'])
    assert.match(wrong.text, new RegExp(words))
  assert.match(wrong.text, /name="aroseOn-day" type="text" value="40"/)
  const later = await teacher.sends('/refer/the-concern', { sector: 'Education', _later: 'yes' })
  assert.deepEqual([later.status, later.location], [303, '/refer'])
  assert.match(main((await teacher.opens('/refer')).text), /The concern<\/a>.*?>Not complete</)
  const nameless = await other.sends('/refer/who-the-person-is', { ageAbout: '15' })
  assert.match(nameless.text, /Enter at least one name/, 'a rule between answers')
})

test('another statement is added and removed without script, and nothing else is lost', async () => {
  const path = '/refer/what-happened-what-was-said'
  const one = { 'statements-0-words': 'He drew a weapon' }
  const added = await teacher.sends(path, { ...one, _add: 'statements' })
  assert.match(added.text, /name="statements-1-words"/)
  const removed = await teacher.sends(path, { ...one, 'statements-1-words': 'More', _remove: 'statements-0' })
  assert.match(removed.text, />\s*More<\/textarea>/)
  assert.match((await teacher.opens('/refer/who-the-person-is')).text, /value="Sample"/)
})

test('all is checked with a way to change each answer, and what was checked is sent once', async () => {
  await fillsIn(teacher, '/refer')
  const check = await teacher.opens('/refer/check')
  assert.match(check.text, /He drew weapons in a maths lesson/)
  assert.match(check.text, /href="\/refer\/who-the-person-is\?then=check#familyName"/)
  assert.doesNotMatch(check.text, /It cannot be sent yet/)
  const changed = await teacher.sends('/refer/who-the-person-is?then=check', {
    ...fieldsOf('who-the-person-is', { familyName: 'Changed' }),
  })
  assert.equal(changed.location, '/refer/check')
  const before = await referrals()
  const form = { ...formOn((await teacher.opens('/refer/check')).text) }
  const [first, second] = [await teacher.posts('/refer', form), await teacher.posts('/refer', form)]
  assert.equal(first.status, 200)
  assert.match(first.text, /Your referral was received/)
  assert.deepEqual([second.status, second.location], [303, '/refer/received'])
  assert.equal(await referrals(), before + 1)
  assert.match(main((await teacher.opens('/refer')).text), /Who the person is<\/a>.*?>To do</, 'the draft is gone')
  assert.equal((await teacher.opens('/refer/check')).location, '/refer')
})

test('what is sent too early comes back with a way to each section that is missing, and nothing is saved', async () => {
  await other.sends('/refer/who-the-person-is', fieldsOf('who-the-person-is'))
  const before = await referrals()
  const early = await other.posts('/refer', formOn((await other.opens('/refer/check')).text))
  assert.equal(early.status, 422)
  assert.match(early.text, /href="\/refer\/the-concern\?then=check#sector"/)
  assert.equal(await referrals(), before)
})

test('without an account the draft is bound to the visit, sealed, and forgotten after two hours', async () => {
  const [stranger, another] = [world.stranger(), world.stranger()]
  await stranger.sends('/refer/public/who-the-person-is', fieldsOf('who-the-person-is'))
  assert.match((await stranger.opens('/refer/public/who-the-person-is')).text, /value="Sample"/)
  assert.doesNotMatch((await another.opens('/refer/public/who-the-person-is')).text, /Sample/)
  const kept = await world.sql<{ viewer_id: string; sealed: Buffer }>(
    "select viewer_id, sealed from platform.draft where form = '/refer/public'",
  )
  assert.equal(kept.length, 1)
  assert.ok(kept[0]!.viewer_id.startsWith('visit ') && !kept[0]!.sealed.includes('Sample'))
  const { now } = world.time
  world.time.now = new Date(now.getTime() + 2.1 * 3_600_000)
  assert.doesNotMatch((await stranger.opens('/refer/public/who-the-person-is')).text, /Sample/)
  await another.sends('/refer/public/family-and-children', { livesWithChild: 'no' })
  await forgetLeftDrafts(world.town)
  const left = await world.sql("select 1 from platform.draft where form = '/refer/public'")
  assert.equal(left.length, 1, 'what is old is cleared away, and what is new stays')
  world.time.now = now
})

test('without an account all sections lead to one referral, and one may delete what one typed', async () => {
  const stranger = world.stranger()
  await fillsIn(stranger, '/refer/public', { sector: 'Friends and family' })
  const check = await stranger.opens('/refer/public/check')
  const sent = await stranger.posts('/refer/public', formOn(check.text))
  assert.match(sent.text, /Your referral was received/)
  await stranger.sends('/refer/public/who-the-person-is', fieldsOf('who-the-person-is'))
  const list = await stranger.opens('/refer/public')
  await stranger.posts('/refer/public/forget', hiddenFields(list.text))
  assert.doesNotMatch((await stranger.opens('/refer/public/who-the-person-is')).text, /Sample/)
})

test('a form that came from another site keeps nothing, and who is not signed in is asked to for the staff’s', async () => {
  const forged = await teacher.posts('/refer/the-concern', { _csrf: 'x'.repeat(86), sector: 'Education' })
  assert.equal(forged.status, 403)
  const opened = await world.stranger().opens('/refer/the-concern')
  assert.match(opened.location!, /^\/sign-in/)
  assert.equal((await teacher.posts('/refer/public', { _csrf: 'x' })).status, 403)
  assert.equal((await teacher.opens('/refer/no-such-section')).status, 404)
})

test('who is signed in and opens the form for everybody is led to their own, and told why', async () => {
  for (const path of ['/refer/public', '/refer/public/check', '/refer/public/the-concern']) {
    const led = await teacher.opens(path)
    assert.deepEqual([led.status, led.location], [303, '/refer'], path)
    const notice = [led.headers['set-cookie']].flat().find((each) => String(each).startsWith('onetown-done='))
    assert.match(decodeURIComponent(decodeURIComponent(String(notice))), /told You are signed in/)
  }
})

test('each page without an account that shows who it is about can be hidden at once', async () => {
  const stranger = world.stranger()
  for (const section of Object.keys(bySection))
    assert.match((await stranger.opens(`/refer/public/${section}`)).text, /data-hide-now/, section)
  await stranger.sends('/refer/public/who-the-person-is', fieldsOf('who-the-person-is'))
  assert.match((await stranger.opens('/refer/public/check')).text, /data-hide-now/)
})

test('a draft is there after signing out, on another machine, and goes with the referral wherever it is sent', async () => {
  const writer = await world.someone('Wanda Writer', [], 'school')
  await writer.sends('/refer/who-the-person-is', fieldsOf('who-the-person-is'))
  await writer.posts('/sign-out', hiddenFields((await writer.opens('/refer')).text))
  assert.match((await writer.opens('/refer')).location!, /^\/sign-in/)
  const cookie = newSecretCode(32)
  await beginSession(world.town, { token: cookie, staffId: writer.id, secondFactor: true })
  const elsewhere = visitor(world.app, cookie)
  assert.match((await elsewhere.opens('/refer/who-the-person-is')).text, /value="Sample"/)
  await fillsIn(elsewhere, '/refer')
  const sent = await elsewhere.posts('/refer', formOn((await elsewhere.opens('/refer/check')).text))
  assert.match(sent.text, /Your referral was received/)
  assert.equal((await elsewhere.opens('/refer/check')).location, '/refer', 'nothing is left of it')
})

test('what is typed is kept while it is typed, beside the other sections', async () => {
  const page = await other.opens('/refer/school-and-work')
  assert.match(page.text, /data-draft="\/drafts\/refer\/school-and-work"/)
  const kept = await other.posts('/drafts/refer/school-and-work', {
    ...hiddenFields(page.text),
    educationNow: 'Northfield',
  })
  assert.equal(kept.status, 204)
  assert.match((await other.opens('/refer/school-and-work')).text, /value="Northfield"/)
  assert.match((await other.opens('/refer/who-the-person-is')).text, /value="Sample"/)
})

test('a document is sent in its section, stays through the check, and comes with the referral', async () => {
  const sender = await world.someone('Dora Documents', [], 'school')
  const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
  await fillsIn(sender, '/refer')
  const upload = await uploads(sender.token, 'drawing.txt', 'A drawing, described in words')
  const fields = { 'documents-0-file': `${upload} drawing.txt`, 'documents-0-description': 'What he drew' }
  const kept = await sender.sends('/refer/documents', fields)
  assert.equal(kept.status, 303, kept.text.slice(kept.text.indexOf('error-summary')).slice(0, 600))
  const check = await sender.opens('/refer/check')
  assert.match(check.text, /drawing\.txt/)
  const sent = await sender.posts('/refer', formOn(check.text))
  assert.match(sent.text, /Your referral was received/)
  const [row] = await world.sql<{ case_id: string }>(
    'select case_id from casework.referral order by received_at desc, id desc limit 1',
  )
  assert.match(
    (await coordinator.opens(`/cases/${row!.case_id}/referral`)).text,
    /Documents that came with it.*drawing\.txt/s,
  )
})

async function uploads(token: string, name: string, content: string): Promise<string> {
  const payload = [
    '--edge',
    `content-disposition: form-data; name="file"; filename="${name}"`,
    'content-type: text/plain',
    '',
    content,
    '--edge--',
    '',
  ].join('\r\n')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=edge' }
  const answer = await world.app.inject({ method: 'POST', url: '/api/v1/uploads', headers, payload })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().file as string
}

/** The fields of the form on the page where all is checked. */
function formOn(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('<main'), html.indexOf('</main'))
  return hiddenFields(form)
}

test('from one place so many forms are begun in an hour; one that was begun goes on', async () => {
  const from = () => '203.0.113.44'
  const first = visitor(world.app, undefined, from)
  const begins = (who: Visitor) => who.sends('/refer/public/who-the-person-is', fieldsOf('who-the-person-is'))
  assert.equal((await begins(first)).status, 303)
  await world.sql('update platform.allowance set used = 200 where used = 1')
  assert.equal((await begins(visitor(world.app, undefined, from))).status, 429)
  assert.equal((await begins(first)).status, 303)
})
