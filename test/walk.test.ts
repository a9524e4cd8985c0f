import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { foundDemo, movePeopleIn } from '../demo/load.ts'
import * as story from '../demo/story.ts'
import { tellerOn } from '../demo/teller.ts'
import { emailOf, people } from '../demo/town.ts'
import { readGlossary } from '../demo/walk/glossary.ts'
import { ends, steps, textOf } from '../demo/walk/steps.ts'
import { buildApp, openTown } from '../src/app.ts'
import { foundTown } from '../src/organisation/configuration/index.ts'
import { signInToWalk } from '../src/organisation/identity/index.ts'
import { perform } from '../src/platform/perform.ts'
import { newId } from '../src/platform/road.ts'
import type { Town } from '../src/platform/town.ts'
import { aProcess, type Viewer } from '../src/platform/viewer.ts'
import { freshDatabase } from './database.ts'
import { hiddenFields, openWorld, visitor, type Visitor } from './world.ts'

const world = await openWorld()
after(() => world.close())

/** A town with nobody in it yet, whose database one can look into. */
async function emptyTown() {
  const fresh = await freshDatabase()
  const keysFolder = mkdtempSync(join(tmpdir(), 'onetown-'))
  const log = { info: () => {}, error: (message: string, about?: object) => console.error(message, about ?? '') }
  const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 1 })
  const open = () =>
    openTown({ serviceUrl: fresh.serviceUrl, keysFolder, baseUrl: 'http://127.0.0.1:3000', log, pool: 4 })
  const towns = [await open()]
  after(async () => {
    for (const town of towns) {
      await town.database.close()
      town.keys.close()
    }
    await superuser.end()
    await fresh.drop()
    rmSync(keysFolder, { recursive: true, force: true })
  })
  const sql = async (text: string, values?: unknown[]) => (await superuser.query(text, values)).rows
  const openAgain = async () => towns[towns.push(await open()) - 1]!
  return { town: towns[0]!, sql, openAgain }
}

const demo = await emptyTown()
const viewers = (await movePeopleIn(demo.town)) as Record<story.Cast, Viewer>
await foundDemo(demo.town)
const town = await demo.openAgain()
const app = await buildApp(town)
after(() => app.close())

const founding = (to: Town, by: Viewer, isDemo = true) =>
  perform(to, foundTown, { viewer: by, about: {}, raw: { name: 'Exampleham', demo: isDemo } })
const loader = aProcess('demo loader')
const inviting = `insert into organisation.staff (id, agency_id, name, email, conduct_accepted_at)
  values ($1, (select id from organisation.agency limit 1), 'Real Person', $2, now())`
const marking = "insert into platform.town (name, demo) values ('Exampleham', true)"

/** Presses one of the walk's buttons on the page that has it. */
async function goes(who: Visitor, place: string) {
  const page = await who.opens('/walk')
  return who.posts(`/walk/go/${place}`, { _csrf: hiddenFields(page.text)._csrf ?? '' })
}

/** A page without what is different in each. */
const bare = ({ status, text }: { status: number; text: string }) => ({
  status,
  text: text.replaceAll(/(nonce|value)="[^"]*"/g, '').replaceAll(/\d+(:\d\d)?[ap]m|midday|midnight/g, ''),
})

const absence = async (who: Visitor) => bare(await who.opens('/no-such-page'))
const sessions = (of: { sql: (text: string) => Promise<object[]> }) => of.sql('select from organisation.session')

test('a real town has no walk: each of its addresses is one that never was, and signs nobody in', async () => {
  const stranger = world.stranger()
  const absent = await absence(stranger)
  const before = (await sessions(world)).length
  const csrf = hiddenFields((await stranger.opens('/sign-in')).text)._csrf!
  for (const path of ['/walk', '/walk/mailbox', '/walk/words', '/walk/begin', '/walk/go/referred'])
    assert.deepEqual(bare(await stranger.opens(path)), absent, path)
  for (const path of [
    '/walk/begin',
    ...[...steps.map(({ key }) => key), ...Object.keys(ends)].map((one) => `/walk/go/${one}`),
  ])
    assert.deepEqual(bare(await stranger.posts(path, { _csrf: csrf })), absent, path)
  assert.equal((await sessions(world)).length, before)
  for (const path of ['/', '/sign-in']) assert.doesNotMatch((await stranger.opens(path)).text, /walk/)
})

test('nor does it sign anybody in who calls it a demo by mistake: its database knows better', async () => {
  const token = { token: 'x'.repeat(43), device: 'a test', instead: undefined }
  await world.someone('Ruth Real', 'partner contact', 'school')
  const [{ email } = { email: '' }] = await world.sql<{ email: string }>('select email from organisation.staff limit 1')
  assert.equal(await signInToWalk(world.town, email, token), false)
  assert.equal(await signInToWalk({ ...world.town, demo: true }, email, token), false)
  assert.deepEqual(await world.sql("select from trust.journal where what like '%walk%'"), [])
})

test('a town that was founded is a demo or not for good: no act, no address and no hand says otherwise', async () => {
  assert.match(JSON.stringify(await founding(world.town, loader)), /refused.*already serves/)
  assert.match(JSON.stringify(await founding(town, loader)), /refused.*already serves/)
  await assert.rejects(world.sql('update platform.town set demo = true'), /said once/)
  await assert.rejects(demo.sql('update platform.town set demo = false'), /said once/)
  const { text } = await visitor(app).opens('/api/openapi.json')
  assert.doesNotMatch(text, /found-town|walk/)
  for (const server of [world.app, app]) {
    const answer = await server.inject({ method: 'POST', url: '/api/v1/configuration.found-town', payload: {} })
    assert.equal(answer.statusCode, 404)
  }
})

test('the mark is set by the loader of the demo alone, where it came first and everybody is invented', async () => {
  const empty = await emptyTown()
  assert.match(JSON.stringify(await founding(empty.town, aProcess('command line'))), /refused.*Only the loader/)
  await assert.rejects(empty.sql(marking), /only the loader/)
  await movePeopleIn(empty.town)
  await assert.rejects(empty.sql(marking), /only the loader/)
  await empty.sql(inviting, [newId(), 'real.person@council.test'])
  assert.match(JSON.stringify(await founding(empty.town, loader)), /refused.*not invented/)
  await empty.sql("update organisation.staff set email = 'real.person@council.example' where email like '%.test'")
  assert.equal((await founding(empty.town, loader)).is, 'done')
})

test('the database itself refuses the mark where somebody is real, or was here before the loader', async () => {
  const asLoader = async (sql: (text: string) => Promise<unknown>) => {
    await sql("select set_config('app.viewer_kind', 'process', false), set_config('app.viewer', 'demo loader', false)")
    await sql(marking)
  }
  const settled = await emptyTown()
  await settled.sql("insert into organisation.agency (id, name, kind) values ($1, 'A council', 'council')", [newId()])
  await assert.rejects(asLoader(settled.sql), /only the loader/)
  const mixed = await emptyTown()
  await movePeopleIn(mixed.town)
  await mixed.sql(inviting, [newId(), 'example@council.test'])
  await assert.rejects(asLoader(mixed.sql), /only the loader/)
  await mixed.sql("update organisation.staff set email = 'somebody@council.example' where email like '%.test'")
  await mixed.sql("update organisation.agency set mailbox = 'enquiries@example.council.test' where kind = 'health'")
  await assert.rejects(asLoader(mixed.sql), /only the loader/)
  await mixed.sql("update organisation.agency set mailbox = null where kind = 'health'")
  await asLoader(mixed.sql)
})

test('only an address in the reserved domain is nobody’s', async () => {
  const isInvented = async (address: string) =>
    (await world.sql<{ is: boolean }>('select platform.is_invented($1) as is', [address]))[0]!.is
  for (const address of ['a@b.example', 'a@example', 'A@B.EXAMPLE', 'a@b.c.example'])
    assert.equal(await isInvented(address), true, address)
  for (const address of [
    'a@example.org',
    'a@b.example.com',
    'a@anexample',
    'a@b.org\n.example',
    'a@x@b.example',
    'example',
    '',
  ])
    assert.equal(await isInvented(address), false, address)
})

test('in a demo town a button signs in as whoever’s turn it is, and the journal says what that was', async () => {
  const walker = visitor(app)
  assert.match((await walker.opens('/sign-in')).text, /Take the ten-minute walk/)
  const { status, location } = await goes(walker, 'referred')
  assert.deepEqual({ status, location }, { status: 303, location: '/refer' })
  assert.match((await walker.opens('/work')).text, /Ruth Rhetorical/)
  const entries = await demo.sql(`select kind, what, viewer_kind, viewer_id, subject_ids, purpose from trust.journal
    where kind = 'sign-in' order by id`)
  assert.deepEqual(entries, [
    {
      kind: 'sign-in',
      what: 'signed in on the walk',
      viewer_kind: 'process',
      viewer_id: 'demo walk',
      subject_ids: [viewers.teacher.id],
      purpose: 'A demo town: nobody gave a password or a code',
    },
  ])
  const [{ device } = { device: '' }] = await demo.sql('select device from organisation.session where ended_at is null')
  assert.match(device, /on the walk$/)
})

test('the session of one person ends as the next begins', async () => {
  const walker = visitor(app)
  const open = async () =>
    (
      await demo.sql(
        "select from organisation.session where ended_at is null and started_at > now() - interval '1 minute'",
      )
    ).length
  const before = await open()
  for (const place of ['referred', 'journal', 'referred']) await goes(walker, place)
  assert.equal(await open(), before + 1)
})

test('its buttons must be pressed on its own page, and lead nowhere but to the places of the walk', async () => {
  const walker = visitor(app)
  assert.equal((await walker.posts('/walk/go/referred', {})).status, 403)
  assert.equal((await walker.posts('/walk/go/referred', { _csrf: 'made up' })).status, 403)
  for (const place of ['nowhere', 'referred-after-after', 'answered-after', 'constructor', '__proto__', 'toString'])
    assert.equal((await goes(walker, place)).status, 404, place)
  assert.doesNotMatch((await walker.opens('/')).text, /Sign out/)
})

test('the walk becomes nobody but people of the demo', () => {
  const whoGoes = [...steps, ...steps.flatMap(({ after: then }) => then ?? []), ...Object.values(ends)].map(
    ({ who }) => who,
  )
  const known = people.map(({ key }) => key)
  assert.deepEqual(
    whoGoes.filter((who) => who !== undefined && !known.includes(who)),
    [],
  )
  assert.ok(whoGoes.length > 20)
})

test('each word that a step explains is in the glossary, which is read whole', async () => {
  const known = readGlossary().flatMap(({ meanings }) => meanings.map(({ word }) => word))
  for (const { words } of steps) for (const word of words) assert.ok(known.includes(word), word)
  const { text } = await visitor(app).opens('/walk/words')
  for (const [, at] of (await visitor(app).opens('/walk')).text.matchAll(/walk\/words#([\w-]+)/g))
    assert.ok(text.includes(`id="${at}"`), at)
  assert.doesNotMatch(text, /\*/)
})

test('a step in two parts says on its button which part comes now', () => {
  const on = (key: string, parts: { opened: boolean; closed: boolean }) =>
    textOf(steps.find((step) => step.key === key)!, parts)
  assert.match(on('present', { opened: false, closed: false }), /^Open the meeting/)
  assert.match(on('present', { opened: true, closed: false }), /^Call the roll/)
  assert.match(on('minuted', { opened: true, closed: false }), /^Close the meeting/)
  assert.match(on('minuted', { opened: true, closed: true }), /^Approve the minutes/)
})

test('whoever is not here is not signed in, and once somebody real is invited the walk is closed for everybody', async () => {
  const given = { token: 'x'.repeat(43), device: 'a test', instead: undefined }
  assert.equal(await signInToWalk(town, 'nobody@exampleham.example', given), false)
  const id = newId()
  await demo.sql(inviting, [id, 'real.person@council.test'])
  const walker = visitor(app)
  const absent = await absence(walker)
  for (const path of ['/walk', '/walk/mailbox']) assert.deepEqual(bare(await walker.opens(path)), absent, path)
  const csrf = hiddenFields((await walker.opens('/sign-in')).text)._csrf!
  for (const path of ['/walk/begin', '/walk/go/referred'])
    assert.deepEqual(bare(await walker.posts(path, { _csrf: csrf })), absent, path)
  for (const path of ['/', '/sign-in']) assert.doesNotMatch((await walker.opens(path)).text, /ten-minute walk/)
  for (const email of [emailOf('teacher'), 'real.person@council.test'])
    assert.equal(await signInToWalk(town, email, given), false)
  await demo.sql('delete from organisation.staff where id = $1', [id])
  assert.match((await walker.opens('/sign-in')).text, /ten-minute walk/)
})

/** How far the walk says that it is. */
async function done(walker: Visitor) {
  const { text } = await walker.opens('/walk')
  return [...text.matchAll(/<strong class="govuk-tag[^"]*">(Done|Now|To come)</g)].filter(([, tag]) => tag === 'Done')
    .length
}

test('what is done is read from the case: not from what was pressed, nor from what others did before', async () => {
  const tell = tellerOn(town, viewers, new Date())
  const person = {
    given: 'Kit',
    family: 'Sketch',
    born: '2011-03-09',
    sector: 'Education',
    concern: 'No ideology identified',
  }
  await story.refer(tell, { ...person, worry: 'Said that a list of names should be burnt.' })
  const walker = visitor(app)
  await goes(walker, 'referred')
  assert.equal(await done(walker), 0)
  const progress = await story.refer(tell, { ...person, worry: 'Said it again.' })
  assert.equal(await done(walker), 1)
  await story.match(tell, progress)
  assert.equal(await done(walker), 2)
  await story.findNotSuitable(tell, progress)
  assert.equal(await done(walker), 2)
  assert.match((await walker.opens('/walk')).text, /gone another way/)
  const { location } = await goes(walker, 'heard')
  assert.equal(location, '/walk#now')
})

test('what the same teacher left in a form hides no words from a walk, and what is typed on one is nobody else’s', async () => {
  const path = '/refer/who-the-person-is'
  const family = async (walker: Visitor) =>
    /name="familyName" type="text" value="([^"]*)"/.exec((await walker.opens(path)).text)?.[1]
  const [left, walker, another] = [visitor(app), visitor(app), visitor(app)]
  await goes(left, 'referred')
  await goes(left, 'journal') // at a step that offers no words for this form: it is the teacher's own
  await left.sends(path, { familyName: 'Leftover', _later: 'yes' })
  assert.equal(await family(left), 'Leftover')
  await goes(walker, 'referred')
  const offered = await family(walker)
  assert.ok(offered && offered !== 'Leftover')
  const saved = await walker.sends(path, { familyName: 'Changed', ageAbout: '15', _later: 'yes' })
  assert.equal(saved.status, 303)
  assert.equal(await family(walker), 'Changed', 'what one typed oneself stays')
  await goes(another, 'referred')
  const other = await family(another)
  assert.ok(other && !['Leftover', 'Changed'].includes(other))
  await left.posts('/refer/forget', hiddenFields((await left.opens('/refer')).text))
})

test('words are offered to whoever walks, for the step that they are at, until it is done', async () => {
  const form = async (walker: Visitor) =>
    /name="familyName" type="text" value="([^"]*)"/.exec((await walker.opens('/refer/who-the-person-is')).text)?.[1]
  const walker = visitor(app)
  await goes(walker, 'referred')
  const family = await form(walker)
  assert.ok(family)
  assert.match((await walker.opens('/refer')).text, /Step 1 of 14.*Back to the walk/s)
  await goes(walker, 'journal')
  assert.equal(await form(walker), '', 'at another step')
  await goes(walker, 'referred')
  assert.equal(await form(walker), family, 'the same again')
  await story.refer(tellerOn(town, viewers, new Date()), {
    given: 'Kit',
    family: 'Sketch',
    born: '2011-03-09',
    sector: 'Education',
    concern: 'No ideology identified',
    worry: 'Once more.',
  })
  assert.equal(await form(walker), '', 'once it is done')
})
