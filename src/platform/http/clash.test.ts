import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { untilTheyWait } from '../../../test/waiting.ts'
import { hiddenFields, openWorld, type Someone } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Asker', 'Channel coordinator')
const ben = await world.someone('Ben Asker', 'Channel coordinator')
const agencyId = world.agencyId.health
const page = `/agencies/${agencyId}/contacts`
const opened = async (who: Someone) => hiddenFields((await who.opens(page)).text)
const now = async () => {
  const { mailbox, telephone } = (await ann.asks('agencies.one', { agencyId })).body
  return { mailbox, telephone }
}
const chosen = (html: string) =>
  [...html.matchAll(/<input[^>]*name="_take-(\w+)"[^>]*>/g)].flatMap(([input, name]) =>
    / checked/.test(input) ? [`${name} ${/value="(\w+)"/.exec(input)![1]}`] : [],
  )

test('a second person who saves the same is shown both versions, side by side, and loses nothing', async () => {
  const [first, second] = [await opened(ann), await opened(ben)]
  assert.equal(
    (await ann.posts(page, { ...first, mailbox: 'ann@health.example', telephone: '01582 960 001' })).status,
    303,
  )
  const clash = await ben.posts(page, { ...second, mailbox: 'ben@health.example' })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /ann@health\.example/)
  assert.match(clash.text, /ben@health\.example/)
  assert.match(clash.text, /Keep mine/)
  assert.match(clash.text, /Take theirs/)
  // both changed the mailbox; only Ann changed the telephone, so hers is meant unless somebody says otherwise
  assert.deepEqual(chosen(clash.text), ['telephone theirs'])
  const open = await ben.posts(page, { ...hiddenFields(clash.text), '_take-telephone': 'theirs' })
  assert.equal(open.status, 422)
  assert.match(open.text, /Choose which version is kept/)
  assert.deepEqual(await now(), { mailbox: 'ann@health.example', telephone: '01582 960 001' })
  const choices = { '_take-mailbox': 'mine', '_take-telephone': 'theirs' }
  assert.equal((await ben.posts(page, { ...hiddenFields(open.text), ...choices })).status, 303)
  assert.deepEqual(await now(), { mailbox: 'ben@health.example', telephone: '01582 960 001' })
})

test('a draft of an older version is not taken for one of the newer: who comes back sees both', async () => {
  const fields = await opened(ben)
  const typed = { ...fields, mailbox: 'typed@health.example', telephone: '01582 960 001' }
  assert.equal((await ben.posts(`/drafts${page}`, typed)).status, 204)
  assert.match((await ben.opens(page)).text, /typed@health\.example/)
  assert.equal((await ann.sends(page, { mailbox: 'newer@health.example' })).status, 303)
  const back = await ben.opens(page)
  assert.match(back.text, /typed@health\.example/)
  assert.match(back.text, /newer@health\.example/)
  assert.match(back.text, /Keep mine/)
})

test('a mistake in between makes no form newer than what it was drawn from', async () => {
  const fields = await opened(ann)
  const stale = { ...fields, _version: `${Number(fields._version) - 1}` }
  const wrong = await ann.posts(page, { ...stale, mailbox: 'no address' })
  assert.equal(wrong.status, 422)
  assert.equal(hiddenFields(wrong.text)._version, stale._version)
  const again = await ann.posts(page, { ...hiddenFields(wrong.text), mailbox: 'mended@health.example' })
  assert.equal(again.status, 409)
  assert.match(again.text, /mended@health\.example/)
})

test('when a third version comes while somebody chooses, they choose again', async () => {
  const fields = await opened(ann)
  await ben.does('agencies.change-contacts', { about: { agencyId }, answers: { mailbox: 'second@health.example' } })
  const clash = await ann.posts(page, { ...fields, mailbox: 'first@health.example' })
  await ben.does('agencies.change-contacts', { about: { agencyId }, answers: { mailbox: 'third@health.example' } })
  const take = Object.fromEntries([...clash.text.matchAll(/name="(_take-\w+)"/g)].map(([, name]) => [name!, 'mine']))
  const again = await ann.posts(page, { ...hiddenFields(clash.text), ...take })
  assert.equal(again.status, 409)
  assert.match(again.text, /third@health\.example/)
})

test('a program gets both versions with 409, and saves with the version of now', async () => {
  const about = { agencyId }
  const { version } = (await ann.asks('agencies.one', about)).body
  const answers = { mailbox: 'program@health.example' }
  const old = await ann.does('agencies.change-contacts', { about, answers, version: version - 1 })
  assert.equal(old.status, 409)
  assert.deepEqual(old.body.yours, answers)
  assert.equal(old.body.theirs.mailbox, 'third@health.example')
  assert.equal(old.body.now.mailbox, 'third@health.example')
  assert.equal(old.body.version, version)
  assert.equal((await ann.does('agencies.change-contacts', { about, answers, version: old.body.version })).status, 200)
})

test('a draft that is open in two windows takes from each what it changed, and shows both where both did', async () => {
  const place = '/refer/school-and-work'
  const fieldsOf = async () => hiddenFields((await ann.opens(place)).text)
  const [first, second] = [await fieldsOf(), await fieldsOf()]
  assert.ok(first._was)
  assert.equal(
    (await ann.posts(place, { ...first, educationNow: 'Said in the first window', _later: 'yes' })).status,
    303,
  )
  // nothing of it was touched in the second window: what the first saved stays
  assert.equal((await ann.posts(place, { ...second, _later: 'yes' })).status, 303)
  assert.match((await ann.opens(place)).text, /Said in the first window/)
  assert.equal(
    (await ann.posts(`/drafts${place}`, { ...second, educationNow: 'Said in the second window' })).status,
    409,
  )
  const clash = await ann.posts(place, { ...second, educationNow: 'Said in the second window', _later: 'yes' })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /Said in the first window/)
  assert.match(clash.text, /Said in the second window/)
  const kept = { ...hiddenFields(clash.text), '_take-educationNow': 'mine', _later: 'yes' }
  assert.equal((await ann.posts(place, kept)).status, 303)
  assert.match((await ann.opens(place)).text, /Said in the second window/)
  const typing = await ann.posts(`/drafts${place}`, { ...(await fieldsOf()), educationNow: 'Typed on' })
  assert.equal(typing.status, 204)
  assert.ok(typing.headers['x-onetown-was'])
})

for (const { said, how, status } of [
  { said: 'typed', how: (at: string) => [`/drafts${at}`, {}] as const, status: 204 },
  { said: 'saved', how: (at: string) => [at, { _later: 'yes' }] as const, status: 303 },
])
  test(`what is ${said} in two sections at once stays in both`, async () => {
    const [name, work] = ['/refer/who-the-person-is', '/refer/school-and-work']
    await ben.sends(name, { familyName: 'Begun', _later: 'yes' })
    const posts = async (at: string, typed: Record<string, string>) => {
      const fields = hiddenFields((await ben.opens(at)).text)
      const [to, more] = how(at)
      return () => ben.posts(to, { ...fields, ...typed, ...more })
    }
    const both = [
      await posts(name, { familyName: `Name ${said} here` }),
      await posts(work, { educationNow: `Work ${said} there` }),
    ]
    // whoever writes waits here, after they have read
    const beside = new pg.Client({ connectionString: world.fresh.superUrl })
    await beside.connect()
    await beside.query('begin')
    await beside.query("select from platform.draft where form = '/refer' and viewer_id = $1 for update", [ben.id])
    const saving = Promise.all(both.map((post) => post()))
    await untilTheyWait(world, 2, saving)
    await beside.query('commit')
    await beside.end()
    assert.deepEqual(
      (await saving).map((page) => page.status),
      [status, status],
    )
    assert.match((await ben.opens(name)).text, new RegExp(`Name ${said} here`))
    assert.match((await ben.opens(work)).text, new RegExp(`Work ${said} there`))
  })
