import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { byApi, hiddenFields, openWorld, type Visitor } from '../../../test/world.ts'
import { inviteLink } from '../staff/index.ts'
import { apiTokenFor, currentCode } from './index.ts'
import { codeIn, stepAt } from './second-factor.ts'

const world = await openWorld()
after(() => world.close())

const password = 'seven quiet herons wading'
const halfMinute = 30_000
const pathOf = (link: string) => new URL(link).pathname
const secretIn = (html: string) => /ot-code">([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '')
const codesIn = (html: string) => [...html.matchAll(/<li class="ot-code">([^<]+)</g)].map(([, code]) => code!)
const nowIn = (secret: string) => codeIn(secret, stepAt(world.time.now))
const laterOn = (milliseconds = halfMinute) => (world.time.now = new Date(world.time.now.getTime() + milliseconds))

async function invited(email: string, roles: readonly 'administrator'[] = []) {
  return pathOf(
    await inviteLink(world.town, { name: 'Jo Joiner', email, jobTitle: 'Nurse', agency: 'Testham Council', roles }),
  )
}

/** Goes all the way from the invitation to the first page as somebody who works here. */
async function joins(email: string, visitor: Visitor = world.stranger()) {
  await visitor.sends(await invited(email), { password })
  const secret = secretIn((await visitor.opens('/join/second-factor')).text)
  const codes = codesIn((await visitor.sends('/join/second-factor', { code: nowIn(secret) })).text)
  await visitor.sends('/join/conduct', { agree: 'yes' })
  laterOn()
  return { visitor, secret, codes, email }
}

async function signsIn({ email, secret }: { email: string; secret: string }) {
  const visitor = world.stranger()
  await visitor.sends('/sign-in', { email, password })
  const answer = await visitor.sends('/sign-in/code', { code: nowIn(secret) })
  laterOn()
  return { visitor, answer }
}

const journal = (staffEmail: string) =>
  world.sql<{ what: string }>(
    `select j.what from trust.journal j, organisation.staff s where s.email = $1 and j.kind = 'sign-in' and s.id = any (j.subject_ids) order by j.at, j.id`,
    [staffEmail],
  )

test('somebody who was invited joins, signs out, signs in again and finds the account', async () => {
  const visitor = world.stranger()
  const link = await invited('jo@testham.example')
  const first = await visitor.opens(link)
  assert.match(first.text, /Jo Joiner/)
  const chosen = await visitor.sends(link, { password })
  assert.equal(chosen.location, '/join/second-factor')
  const setUp = await visitor.opens('/join/second-factor')
  assert.match(setUp.text, /<img src="data:image\/svg\+xml;base64,/)
  const secret = secretIn(setUp.text)
  assert.equal(secretIn((await visitor.opens('/join/second-factor')).text), secret)

  const shown = await visitor.sends('/join/second-factor', { code: nowIn(secret) })
  assert.equal(codesIn(shown.text).length, 10)
  assert.match(shown.text, /code of conduct/)
  assert.equal((await visitor.opens('/work')).status, 303)
  const accepted = await visitor.posts('/join/conduct', { ...hiddenFields(shown.text), agree: 'yes' })
  assert.equal(accepted.location, '/work')
  assert.match((await visitor.opens('/work')).text, /Jo Joiner/)
  assert.equal((await visitor.opens('/')).location, '/work')

  assert.equal((await visitor.sends('/account', {})).status, 404)
  const account = await visitor.opens('/account')
  const out = await visitor.posts('/sign-out', hiddenFields(account.text))
  assert.equal(out.location, '/')
  assert.match((await visitor.opens('/')).text, /You have signed out/)
  assert.match((await visitor.opens('/work')).location!, /^\/sign-in/)

  laterOn()
  const { visitor: again, answer } = await signsIn({ email: 'jo@testham.example', secret })
  assert.equal(answer.location, '/work')
  const page = await again.opens('/account')
  assert.match(page.text, /jo@testham\.example/)
  assert.match(page.text, /A browser on a device that we do not know/)
  assert.match(page.text, /You have 10 recovery codes left/)
  assert.deepEqual(
    (await journal('jo@testham.example')).map(({ what }) => what),
    ['invitation accepted', 'second factor set up', 'signed out', 'password given', 'signed in'],
  )
})

test('an invitation works once, and an unknown, used or ended one gives the same page', async () => {
  const link = await invited('once@testham.example')
  await world.stranger().sends(link, { password })
  const used = await world.stranger().opens(link)
  const unknown = await world.stranger().opens(`/join/${'x'.repeat(43)}`)
  const short = await world.stranger().opens('/join/x')
  const late = await invited('late@testham.example')
  await world.sql("update organisation.invitation set expires_at = '2020-01-01' where used_at is null")
  const ended = await world.stranger().opens(late)
  const plain = (text: string) => text.replace(/nonce="[^"]+"|at \d[^<]*/g, '')
  for (const page of [used, unknown, short, ended]) {
    assert.equal(page.status, 404)
    assert.equal(plain(page.text), plain(used.text))
  }
})

test('a new invitation sets everything anew: old password, app, codes, sessions and tokens are worth nothing', async () => {
  const old = await joins('anew@testham.example')
  const token = byApi(world.app, await apiTokenFor(world.town, old.email, { label: 'a script', days: 1 }))
  assert.equal((await token.asks('staff.list')).status, 200)
  const link = await invited('anew@testham.example')
  const visitor = world.stranger()
  await visitor.sends(link, { password: 'other words entirely today' })
  assert.match((await old.visitor.opens('/account')).location!, /^\/sign-in/)
  assert.equal((await token.asks('staff.list')).status, 401)
  const secret = secretIn((await visitor.opens('/join/second-factor')).text)
  assert.notEqual(secret, old.secret)
  const page = await visitor.sends('/join/second-factor', { code: nowIn(secret) })
  assert.match(page.text, /Go to your work/)
  const wrong = await world.stranger().sends('/sign-in', { email: old.email, password })
  assert.equal(wrong.status, 422)
})

test('a password is refused that is short, made of names or known from break-ins, and nothing is used up', async () => {
  const link = await invited('choosy@testham.example')
  for (const [weak, why] of [
    ['', /Enter a password/],
    ['short words', /12 characters or more/],
    ['jo joiner testham 12', /made of your name/],
    ['1q2w3e4r5t6y', /easy to guess/],
  ] as const) {
    const page = await world.stranger().sends(link, { password: weak })
    assert.equal(page.status, 422, weak)
    assert.match(page.text, why)
    assert.ok(!weak || !page.text.includes(weak))
  }
  assert.equal((await world.stranger().sends(link, { password })).status, 303)
})

test('the password alone opens nothing, nor does a link to somewhere lead past the code', async () => {
  const { email } = await joins('half@testham.example')
  const visitor = world.stranger()
  const next = await visitor.sends('/sign-in?to=%2Fcases', { email, password })
  assert.equal(next.location, '/sign-in/code?to=%2Fcases')
  for (const path of ['/work', '/cases', '/account', '/agencies'])
    assert.match((await visitor.opens(path)).location!, /^\/sign-in/, path)
})

test('nobody is let in before accepting the code of conduct', async () => {
  const visitor = world.stranger()
  await visitor.sends(await invited('conduct@testham.example'), { password })
  const secret = secretIn((await visitor.opens('/join/second-factor')).text)
  await visitor.sends('/join/second-factor', { code: nowIn(secret) })
  assert.match((await visitor.opens('/work')).location!, /^\/sign-in/)
  const refused = await visitor.sends('/join/conduct', {})
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Tick the box/)
  laterOn()
  const { visitor: later, answer } = await signsIn({ email: 'conduct@testham.example', secret })
  assert.equal(answer.location, '/work')
  assert.match((await later.opens('/work')).location!, /^\/sign-in/)
  assert.equal((await later.opens('/sign-in/code')).location, '/join/conduct')
  assert.equal((await later.sends('/join/conduct', { agree: 'yes' })).location, '/work')
  assert.equal((await later.opens('/work')).status, 200)
  const [row] = await world.sql(
    "select what from trust.journal where what = 'staff.accept-conduct' and about_table = 'organisation.staff'",
  )
  assert.ok(row)
})

test('unknown, wrong and left give the same page, and the journal tells them apart without an email in the clear', async () => {
  const { email } = await joins('known@testham.example')
  const left = await joins('left@testham.example')
  const admin = await world.someone('Ada Admin', 'administrator')
  const [row] = await world.sql<{ id: string }>('select id from organisation.staff where email = $1', [left.email])
  await admin.does('staff.record-leaver', { about: { staffId: row!.id }, answers: { sure: true } })
  const tries = [
    { email: 'nobody@testham.example', password },
    { email, password: 'not the right one' },
    { email: left.email, password },
  ]
  const pages = []
  for (const typed of tries) pages.push({ page: await world.stranger().sends('/sign-in', typed), typed })
  const plain = (text: string, typed: string) =>
    text.replaceAll(typed, '').replace(/(nonce|value)="[^"]*"|at \d[^<]*/g, '')
  for (const { page, typed } of pages) {
    assert.equal(page.status, 422)
    assert.match(page.text, /The email address or the password is wrong/)
    assert.equal(plain(page.text, typed.email), plain(pages[0]!.page.text, tries[0]!.email))
  }
  const rows = await world.sql<{ row: string }>("select j::text as row from trust.journal j where kind = 'sign-in'")
  assert.ok(rows.length > 5)
  assert.deepEqual(
    rows.filter(({ row }) => row.includes('@')),
    [],
  )
  assert.equal((await journal(email)).at(-1)?.what, 'wrong password')
})

test('a code is good once: the one that was just used is refused, and so is one from before it', async () => {
  const person = await joins('replay@testham.example')
  const before = nowIn(person.secret)
  laterOn()
  const code = nowIn(person.secret)
  const first = world.stranger()
  await first.sends('/sign-in', { email: person.email, password })
  assert.equal((await first.sends('/sign-in/code', { code })).status, 303)
  for (const used of [code, before]) {
    const second = world.stranger()
    await second.sends('/sign-in', { email: person.email, password })
    const answer = await second.sends('/sign-in/code', { code: used })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /used already/)
  }
})

test('two who send the same code at once: one is let in', async () => {
  const person = await joins('race@testham.example')
  const visitors = await Promise.all(
    [1, 2, 3].map(async () => {
      const visitor = world.stranger()
      await visitor.sends('/sign-in', { email: person.email, password })
      return visitor
    }),
  )
  const code = nowIn(person.secret)
  const answers = await Promise.all(visitors.map((visitor) => visitor.sends('/sign-in/code', { code })))
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [303, 422, 422],
  )
})

test('a recovery code signs in once, however it is typed', async () => {
  const person = await joins('recovery@testham.example')
  const typed = person.codes[3]!.toLowerCase().replaceAll('-', ' ')
  const first = world.stranger()
  await first.sends('/sign-in', { email: person.email, password })
  assert.equal((await first.sends('/sign-in/code', { code: typed })).location, '/work')
  const second = world.stranger()
  await second.sends('/sign-in', { email: person.email, password })
  assert.equal((await second.sends('/sign-in/code', { code: typed })).status, 422)
  assert.match((await first.opens('/account')).text, /You have 9 recovery codes left/)
  assert.equal((await journal(person.email)).filter(({ what }) => what === 'signed in with a recovery code').length, 1)
})

test('new recovery codes need a fresh code of the app and make the old ones void', async () => {
  const person = await joins('newcodes@testham.example')
  const form = hiddenFields((await person.visitor.opens('/account')).text)
  assert.equal((await person.visitor.posts('/account/recovery-codes', { ...form, code: '000000' })).status, 422)
  const shown = await person.visitor.posts('/account/recovery-codes', { ...form, code: nowIn(person.secret) })
  assert.equal(codesIn(shown.text).length, 10)
  laterOn()
  const visitor = world.stranger()
  await visitor.sends('/sign-in', { email: person.email, password })
  assert.equal((await visitor.sends('/sign-in/code', { code: person.codes[0]! })).status, 422)
  assert.equal((await visitor.sends('/sign-in/code', { code: codesIn(shown.text)[0]! })).location, '/work')
})

test('signing out everywhere ends every other session at once', async () => {
  const person = await joins('everywhere@testham.example')
  const { visitor: other } = await signsIn(person)
  const page = await person.visitor.opens('/account')
  assert.equal((page.text.match(/A browser on a device/g) ?? []).length, 2)
  const out = await person.visitor.posts('/account/sign-out-everywhere', hiddenFields(page.text))
  assert.equal(out.location, '/sign-in')
  for (const visitor of [other, person.visitor]) assert.match((await visitor.opens('/account')).location!, /^\/sign-in/)
})

test('own tokens are listed and ended, and nobody else is', async () => {
  const person = await world.someone('Tia Token', 'cohesion worker')
  const other = await world.someone('Oto Other', 'cohesion worker')
  const [token] = await world.sql<{ id: string }>('select id from organisation.api_token where staff_id = $1', [
    person.id,
  ])
  const form = hiddenFields((await other.opens('/account')).text)
  assert.equal((await other.posts(`/account/tokens/${token!.id}/end`, form)).status, 404)
  assert.equal((await other.posts(`/account/tokens/${newId()}/end`, form)).status, 404)
  assert.equal((await person.asks('agencies.list')).status, 200)
  const own = await person.opens('/account')
  assert.match(own.text, new RegExp(token!.id))
  assert.equal((await person.posts(`/account/tokens/${token!.id}/end`, hiddenFields(own.text))).location, '/account')
  assert.equal((await person.asks('agencies.list')).status, 401)
})

test('the session after the password, and the one after the code, are new: one planted before is worth nothing', async () => {
  const person = await joins('fixed@testham.example')
  const cookieOf = (page: { headers: Record<string, unknown> }) =>
    [page.headers['set-cookie']]
      .flat()
      .map(String)
      .find((each) => each.startsWith('onetown='))
  const visitor = world.stranger()
  const [a, b, c] = [
    cookieOf(await visitor.opens('/sign-in')),
    cookieOf(await visitor.sends('/sign-in', { email: person.email, password })),
    cookieOf(await visitor.sends('/sign-in/code', { code: nowIn(person.secret) })),
  ]
  assert.ok(a && b && c && new Set([a, b, c].map((each) => each.split(';')[0])).size === 3)
  for (const cookie of [a, b, c]) {
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Lax/)
    assert.match(cookie, /Path=\//)
  }
  const hashes = await world.sql<{ row: string }>('select s::text as row from organisation.session s')
  assert.ok(hashes.every(({ row }) => !row.includes(c.split(/[=;]/)[1]!)))
})

test('a form without the token of this visit, or with that of another, is refused', async () => {
  const person = await joins('csrf@testham.example')
  const foreign = hiddenFields((await world.stranger().opens('/sign-in')).text)
  for (const path of [
    '/sign-out',
    '/account/sign-out-everywhere',
    '/account/recovery-codes',
    '/sign-in',
    '/sign-in/code',
    '/join/conduct',
  ]) {
    for (const fields of [{}, foreign]) {
      assert.equal((await person.visitor.posts(path, fields)).status, 403, path)
    }
  }
  assert.equal((await person.visitor.opens('/account')).status, 200)
})

test('after ten wrong tries an account is closed for a while, known or not, even to the right password', async () => {
  const { email } = await joins('locked@testham.example')
  for (const address of [email, 'stranger@testham.example']) {
    for (let tries = 0; tries < 10; tries++)
      assert.equal(
        (await world.stranger().sends('/sign-in', { email: address, password: `wrong ${tries} password` })).status,
        422,
      )
    const closed = await world.stranger().sends('/sign-in', { email: address.toUpperCase(), password })
    assert.equal(closed.status, 429)
    assert.match(closed.text, /too many tries/)
  }
})

test('whoever keeps somebody’s account closed on purpose does not keep them out of the browser they sign in on', async () => {
  const { email, secret, visitor: own } = await joins('kept-out@testham.example')
  const other = await joins('other-desk@testham.example')
  const closes = async () => {
    for (let tries = 0; tries < 11; tries++)
      await world.stranger().sends('/sign-in', { email, password: `wrong ${tries} password` })
  }
  await closes()
  await own.posts('/sign-out', hiddenFields((await own.opens('/account')).text))
  assert.equal((await own.sends('/sign-in', { email, password })).location, '/sign-in/code')
  assert.equal((await own.sends('/sign-in/code', { code: nowIn(secret) })).location, '/work')
  laterOn()
  // of another account's browser, or of a mark that was made up, nothing is taken
  await other.visitor.posts('/sign-out', hiddenFields((await other.visitor.opens('/account')).text))
  assert.equal((await other.visitor.sends('/sign-in', { email, password })).status, 429)
  // and from the known browser too there is an end to guessing
  await own.posts('/sign-out', hiddenFields((await own.opens('/account')).text))
  for (let tries = 0; tries < 10; tries++) await own.sends('/sign-in', { email, password: `wrong ${tries} password` })
  assert.equal((await own.sends('/sign-in', { email, password })).status, 429)
})

test('a browser is known for whom it signed in, and the mark of it tells nobody who that is', async () => {
  const { answer } = await signsIn(await joins('marked@testham.example'))
  const cookies = [answer.headers['set-cookie']].flat().map(String)
  const mark = cookies.find((cookie) => cookie.startsWith('onetown-known='))!
  assert.match(mark, /; Path=\/sign-in; HttpOnly; SameSite=Lax/)
  assert.doesNotMatch(decodeURIComponent(mark), /marked|testham/)
})

test('whoever guesses codes must give the password again', async () => {
  const { email } = await joins('guess@testham.example')
  const visitor = world.stranger()
  await visitor.sends('/sign-in', { email, password })
  for (let tries = 0; tries < 5; tries++)
    assert.equal((await visitor.sends('/sign-in/code', { code: '123 45x' })).status, 422)
  assert.equal((await visitor.sends('/sign-in/code', { code: '123456' })).status, 429)
  assert.equal((await visitor.opens('/sign-in/code')).location, '/sign-in')
})

test('from one address only so many tries are taken, whoever is meant', async () => {
  const from = '203.0.113.9'
  const visit = await world.app.inject({ url: '/sign-in', remoteAddress: from })
  const cookies = Object.fromEntries(visit.cookies.map(({ name, value }) => [name, value]))
  await world.sql('delete from platform.allowance')
  const post = (email: string) =>
    world.app.inject({
      method: 'POST',
      url: '/sign-in',
      remoteAddress: from,
      cookies,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...hiddenFields(visit.body), email, password: 'x' }).toString(),
    })
  await post('first@testham.example')
  await world.sql('update platform.allowance set used = 300 where used = 1')
  assert.equal((await post('second@testham.example')).statusCode, 429)
  assert.equal(
    (await world.stranger().sends('/sign-in', { email: 'third@testham.example', password: 'x' })).status,
    422,
  )
})

test('a signed-in person who opens the sign-in page goes where they wanted, and never elsewhere', async () => {
  const { visitor } = await joins('target@testham.example')
  const goes = async (to: string) => (await visitor.opens(`/sign-in?to=${encodeURIComponent(to)}`)).location
  assert.equal(await goes('/cases?group=To%20check'), '/cases?group=To%20check')
  for (const elsewhere of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/.//elsewhere.example',
    '/a/..//elsewhere.example',
    '/.\\/elsewhere.example',
    '/%2e//elsewhere.example',
    'javascript:alert(1)',
    '/sign-out',
  ])
    assert.equal(await goes(elsewhere), '/work', elsewhere)
})

test('the first page says what anybody may do here, and Hide now leads to an empty one', async () => {
  const first = await world.stranger().opens('/')
  assert.equal(first.status, 200)
  for (const href of ['/refer/public', '/referral-status', '/pledge', '/sign-in']) {
    assert.ok(first.text.includes(`href="${href}"`), href)
    assert.equal((await world.stranger().opens(href)).status, 200, href)
  }
  assert.match(first.text, /call 999/)
  const person = await world.someone('Hida Hidden', 'cohesion worker')
  const hidden = await person.opens('/hidden')
  assert.equal(hidden.status, 200)
  assert.doesNotMatch(hidden.text, /Hida/)
})

test('outside a demo town neither people nor codes are shown', async () => {
  const person = await joins('real@testham.example')
  const visitor = world.stranger()
  const page = await visitor.sends('/sign-in', { email: person.email, password })
  assert.equal(page.status, 303)
  assert.doesNotMatch((await visitor.opens('/sign-in')).text, /demo town/)
  const codePage = await visitor.opens('/sign-in/code')
  assert.ok(!codePage.text.includes(await currentCode(world.town, person.email)))
})

test('in a demo town the code is shown to whoever gave the right password, and still has to be given', async () => {
  const person = await joins('demo@testham.example')
  world.town.demo = true
  try {
    const visitor = world.stranger()
    const page = await visitor.opens('/sign-in')
    assert.match(page.text, /demo@testham\.example/)
    const as = /\/sign-in\?as=[0-9a-f-]{36}/.exec(page.text)![0]
    assert.match((await visitor.opens(as)).text, /value="many voices one town"/)
    assert.equal((await visitor.opens('/sign-in/code')).location, '/sign-in')
    await visitor.sends('/sign-in', { email: person.email, password })
    const code = /ot-code">(\d{6})</.exec((await visitor.opens('/sign-in/code')).text)![1]!
    assert.equal(code, await currentCode(world.town, person.email))
    assert.match((await visitor.opens('/work')).location!, /^\/sign-in/)
    assert.equal((await visitor.sends('/sign-in/code', { code })).location, '/work')
  } finally {
    world.town.demo = false
  }
})

test('the code for the command line is the one that signs in, and nobody has one who has not joined', async () => {
  const person = await joins('cli@testham.example')
  const visitor = world.stranger()
  await visitor.sends('/sign-in', { email: person.email, password })
  assert.equal(
    (await visitor.sends('/sign-in/code', { code: await currentCode(world.town, person.email) })).location,
    '/work',
  )
  await invited('notyet@testham.example')
  await assert.rejects(currentCode(world.town, 'notyet@testham.example'), /not set up a second factor/)
  await assert.rejects(currentCode(world.town, 'nobody@testham.example'), /Nobody who works here/)
})

test('no secret of anybody lies in the database as it is', async () => {
  const person = await joins('sealed@testham.example')
  const dump = await world.sql<{ row: string }>(
    'select c::text as row from organisation.credential c union all select r::text from organisation.recovery_code r union all select i::text from organisation.invitation i',
  )
  for (const secret of [person.secret, password, ...person.codes])
    assert.ok(dump.every(({ row }) => !row.includes(secret)))
  const [hash] = await world.sql<{ password_hash: string }>('select password_hash from organisation.credential limit 1')
  assert.match(hash!.password_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})
