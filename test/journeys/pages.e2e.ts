/**
 * Every page that there is, seen by whoever it is for, with script, on a wide screen and on one of 320 pixels: nothing
 * for axe to say, nothing to scroll sideways, no error and no breach of the content security policy, and not too heavy.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { emailOf, people } from '../../demo/town.ts'
import { modules } from '../../src/app.ts'
import { beginSession, makeApiToken } from '../../src/organisation/identity/sessions.ts'
import type { Route } from '../../src/platform/module.ts'
import { assetAt } from '../../src/platform/ui/assets.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { overHttp } from '../programs.ts'
import { identifiersIn, recordsFor } from '../sweeps/addresses.ts'
import { aboutsOf, tellOneOfEach } from '../sweeps/one-of-each.ts'
import { byApi } from '../world.ts'
import { violations } from './axe.ts'
import { openBrowser, withoutBrowser } from './browser.ts'
import { openTownAtWork, type TownAtWork } from './town-at-work.ts'

const screens = [1280, 320]
const heaviest = 60_000
/** Of how many records the one that shows most is taken, and how many pages are looked at at the same time. */
const enough = 6
const atOnce = 3

interface Reader {
  key: string
  roles: readonly string[]
  context: BrowserContext
}
interface Visit {
  pattern: string
  path: string
  reader: Reader
}

let town: TownAtWork
let browser: Browser
const readers: Reader[] = []

before(async () => {
  if (withoutBrowser) return
  town = await openTownAtWork({ cases: true })
  browser = await openBrowser()
  readers.push({ key: 'nobody', roles: ['public'], context: await browser.newContext({ baseURL: town.address }) })
  for (const { key, roles } of people) readers.push({ key, roles: [...roles, 'staff'], context: await signedIn(key) })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

test('every page of every module is fit to be read', { skip: withoutBrowser }, async () => {
  const held = [...(await answering()), ...(await withdrawing())]
  await tellOneOfEach(await byApiInTown())
  const records = await recordsFor(town, identifiersIn(modules))
  const unseen: string[] = []
  const visits: Visit[] = []
  // what sends or makes a file is a page only where it cannot
  for (const route of modules.flatMap((module) => module.routes).filter(({ sends, makes }) => !sends && !makes)) {
    const visit = held.find(({ pattern }) => pattern === route.path) ?? (await find(route, records))
    if (visit) visits.push(visit)
    else unseen.push(route.path)
  }
  assert.deepEqual(unseen, [], 'somebody in the demo town can open each of these, about something that is there')
  await lookAtAll(visits)
})

test('every page of signing in, joining and one’s own account is fit to be read', {
  skip: withoutBrowser,
}, async () => {
  const nobody = reader('nobody')
  const [invitation] = await town.mailbox.awaits(emailOf('mentor'), /http:\S+\/join\/\S+/)
  const paths = ['/', '/hidden', '/sign-in', '/walk', '/no-such-page', new URL(invitation).pathname]
  await lookAtAll([
    ...paths.map((path) => ({ pattern: path, path, reader: nobody })),
    { pattern: '/account', path: '/account', reader: reader('mentor') },
  ])
})

const reader = (key: string) => readers.find((each) => each.key === key)!

/** The town's people by API, for what no page of a demo town shows yet. */
async function byApiInTown() {
  const staff = await town.sql<{ id: string; email: string; agency_id: string }>(
    'select id, email, agency_id from organisation.staff',
  )
  const staffOf = (key: string) => staff.find(({ email }) => email === emailOf(key))!
  const site = overHttp(town.address)
  const cast = new Map<string, ReturnType<typeof byApi>>()
  for (const { key } of people) {
    const token = await makeApiToken(town.town, staffOf(key).id, { label: 'a test', days: 1 })
    cast.set(key, byApi(site, token))
  }
  const sql = async <Row extends object>(text: string, values?: unknown[]) => town.sql<Row>(text, values)
  return { as: (key: string) => cast.get(key)!, staffOf, sql }
}

/** A session without its sign-in page, which the whole road goes through. */
async function signedIn(key: string) {
  const [staff] = await town.sql<{ id: string }>('select id from organisation.staff where email = $1', [emailOf(key)])
  const token = newSecretCode(32)
  await beginSession(town.town, { token, staffId: staff!.id, secondFactor: true })
  const context = await browser.newContext({ baseURL: town.address })
  await context.addCookies([{ name: 'onetown', value: token, url: town.address }])
  return context
}

/** What only a mail leads to: a link to answer a question by, and its code, of which one was used and one was not yet. */
async function answering(): Promise<Visit[]> {
  const contact = await browser.newContext({ baseURL: town.address })
  const page = await contact.newPage()
  const who = { key: 'whoever reads the mailbox', roles: [], context: contact }
  const mailbox = emailOf('enquiries.health')
  const [link] = await town.mailbox.awaits(mailbox, /http:\S+\/answer\/\S+/)
  await page.goto(link)
  await page.getByRole('button', { name: 'Send the code' }).click()
  const [, code] = await town.mailbox.awaits(mailbox, /The code is (\d{6})/)
  await page.getByLabel('The six-digit code').fill(code!)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Answer a question' }).waitFor()
  await page.goto(link)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
  const { pathname } = new URL(link)
  return ['', '/code', '/reply'].map((then) => ({
    pattern: `/answer/:token${then}`,
    path: pathname + then,
    reader: who,
  }))
}

/** What only a receipt leads to: a link to withdraw a pledge by, to a campaign that is set up for it. */
async function withdrawing(): Promise<Visit[]> {
  const page = await reader('cohesion').context.newPage()
  await page.goto('/campaign/new')
  await page.getByLabel('Name of the campaign').fill('Many voices')
  await page.getByLabel('Message').fill('Many voices, one town')
  await page.getByLabel('What people pledge').fill('I speak up.\nI listen.')
  for (const [part, value] of [
    ['Day', 1],
    ['Month', 1],
    ['Year', 2024],
  ] as const)
    await page.getByRole('group', { name: 'First day' }).getByLabel(part).fill(String(value))
  await page.getByRole('button', { name: /^Set up/ }).click()
  const public_ = await reader('nobody').context.newPage()
  await public_.goto('/pledge')
  await public_.getByLabel('Yes').check()
  await public_.getByLabel('I am, for myself').check()
  await public_.getByRole('textbox', { name: /^Name/ }).fill('Ola Openly')
  await public_.getByLabel('Show the name on this page').check()
  await public_.getByRole('button', { name: /^Sign/ }).click()
  const link = await public_.getByRole('link', { name: /pledge.withdraw/ }).getAttribute('href')
  return [{ pattern: '/pledge/withdraw/:token', path: new URL(link!, town.address).pathname, reader: reader('nobody') }]
}

/** Where somebody reads a page: by whoever may do what is done there, about the record of which it shows most. */
async function find({ path, looks, performs }: Route, records: Record<string, string[]>): Promise<Visit | undefined> {
  const places = spread(await aboutsOf(town, path, records)).map((about) =>
    path.replace(/:(\w+)/g, (_, name: string) => about[name]!),
  )
  const may = (roles: readonly string[]) => (each: Reader) => roles.some((role) => each.roles.includes(role))
  const inOrder = [
    ...readers.filter(may(performs?.allows.roles ?? looks.allows.roles)),
    ...readers.filter(may(looks.allows.roles)),
  ]
  for (const each of new Set(inOrder)) {
    const found: { place: string; size: number }[] = []
    for (const place of places) {
      if (found.length === enough) break
      const answer = await each.context.request.get(place, { maxRedirects: 0 })
      if (answer.status() === 403) break
      if (answer.status() === 200) found.push({ place, size: (await answer.body()).length })
    }
    const [most] = found.toSorted((one, other) => other.size - one.size)
    if (most) return { pattern: path, path: most.place, reader: each }
  }
  return undefined
}

/** Records are in the order in which they were made: one of every five, then the next, so that the first few are of all times. */
const spread = (abouts: readonly Record<string, string>[]) =>
  [0, 1, 2, 3, 4].flatMap((from) => abouts.filter((_, index) => index % 5 === from))

async function lookAtAll(visits: readonly Visit[]) {
  const complaints: string[] = []
  const waiting = visits.toReversed()
  const next = async () => {
    for (let visit = waiting.pop(); visit; visit = waiting.pop()) complaints.push(...(await lookAt(visit)))
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  assert.deepEqual(complaints, [])
}

/** What is wrong with a page, each with where and for whom. */
async function lookAt({ pattern, path, reader: { key, context } }: Visit): Promise<string[]> {
  const page = await context.newPage()
  const wrong: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && !/status of 404/.test(message.text()) && wrong.push(message.text()),
  )
  page.on('pageerror', (error) => wrong.push(error.message))
  for (const width of screens) {
    await page.setViewportSize({ width, height: 800 })
    if (width === screens[0]) {
      const response = await page.goto(path)
      wrong.push(...tooHeavy(await response!.body()))
    }
    wrong.push(...(await violations(page)).map((each) => `at ${width}: ${each}`))
    const scrolls = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (scrolls > 0) wrong.push(`scrolls sideways by ${scrolls} pixels at ${width}`)
    await picture(page, `${pattern.replace(/\W+/g, '-')}-${width}`)
  }
  await page.close()
  return wrong.map((each) => `${pattern} for ${key}: ${each}`)
}

/** What goes over the wire at the first visit: the page, its style and its script. */
function tooHeavy(html: Buffer) {
  const linked = [...html.toString().matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, path]) => assetAt(path!)!.br,
  )
  const size = [brotliCompressSync(html), ...linked].reduce((sum, { length }) => sum + length, 0)
  return size > heaviest ? [`weighs ${size} bytes`] : []
}

async function picture(page: Page, name: string) {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
}
