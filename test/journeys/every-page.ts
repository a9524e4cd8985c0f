import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { emailOf, people } from '../../demo/town.ts'
import { walkPages } from '../../demo/walk/index.ts'
import { modules } from '../../src/app.ts'
import { demoPassword } from '../../src/organisation/identity/index.ts'
import { identityPages } from '../../src/organisation/identity/module.ts'
import { beginSession, makeApiToken } from '../../src/organisation/identity/sessions.ts'
import type { Site } from '../../src/platform/http/site.ts'
import type { Route } from '../../src/platform/module.ts'
import { sectionsOf } from '../../src/platform/pure/questions.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { overHttp } from '../programs.ts'
import { identifiersIn, recordsFor } from '../sweeps/addresses.ts'
import { aboutsOf, tellOneOfEach } from '../sweeps/one-of-each.ts'
import { byApi } from '../world.ts'
import { someone } from './person.ts'
import type { TownAtWork } from './town-at-work.ts'

/** Of how many records the one that shows most is taken, and at how many one looks for a form that is offered. */
const enough = 6
const patience = 20

/** Somebody before a screen, and what they may be. */
export interface Reader {
  key: string
  roles: readonly string[]
  context: BrowserContext
}

/** A page that can be opened: its pattern, an address where it has something to show, and whoever it is for. */
export interface Visit {
  pattern: string
  path: string
  reader: Reader
}

/** Everybody who comes to a demo town, each at a screen of their own. */
export async function everybody(browser: Browser, town: TownAtWork): Promise<Reader[]> {
  const nobody = { key: 'nobody', roles: ['public'], context: await browser.newContext({ baseURL: town.address }) }
  const staff = people.map(async ({ key, roles }) => ({
    key,
    roles: [...roles, 'staff'],
    context: await signedIn(browser, town, key),
  }))
  return [nobody, ...(await Promise.all(staff))]
}

/** What sends or makes a file is a page only where it cannot. */
export const isAPage = ({ sends, makes }: Route): boolean => !sends && !makes

/** The pages of the modules, each where it shows most to whoever may do what is done there; and those nobody can open. */
export async function pagesOfModules(browser: Browser, town: TownAtWork, readers: readonly Reader[]) {
  const at = { browser, town, readers }
  const held = [...(await answering(at)), ...(await withdrawing(at))]
  await tellOneOfEach(await byApiInTown(town))
  const records = await recordsFor(town, identifiersIn(modules))
  const visits: Visit[] = []
  const unseen: string[] = []
  for (const route of modules.flatMap(({ routes }) => routes).filter(isAPage)) {
    const visit = held.find(({ pattern }) => pattern === route.path) ?? (await find(at, route, records))
    if (!visit) unseen.push(route.path)
    else visits.push(visit, ...(await sectionsBelow(visit, route)))
  }
  return { visits, unseen }
}

/** The pages of a long form that somebody has begun to fill in: where all is checked, there is something to check. */
async function sectionsBelow({ pattern, path, reader }: Visit, route: Route): Promise<Visit[]> {
  const pages = sectionPagesOf(route)
  if (!pages.length) return []
  const page = await reader.context.newPage()
  await page.goto(`${path}/${pages[0]!}`)
  await page.locator('main input[type="text"]').first().fill('Somebody invented')
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save and continue' }).click()])
  await page.close()
  return pages.map((name) => ({ pattern: `${pattern}/${name}`, path: `${path}/${name}`, reader }))
}

/** The pages that are not on the road: signing in, joining, one's own account, the walk. What the town serves there is asked for. */
export async function pagesOffTheRoad(browser: Browser, town: TownAtWork, readers: readonly Reader[]) {
  const nobody = readers.find(({ key }) => key === 'nobody')!
  const signedIn = readers.find(({ key }) => key === 'mentor')!
  const join = (name: string) => newcomer(browser, town, name)
  const [invited, choosing, agreeing] = [await join('Ola Openly'), await join('Uma Unreal'), await join('Nell Nowhere')]
  await choosing.answersWithPassword()
  await agreeing.answersWithPassword()
  await agreeing.answersWithCode()
  const special: Record<string, Omit<Visit, 'pattern'>> = {
    '/join/:token': { path: invited.path, reader: invited.reader },
    '/join/second-factor': { path: '/join/second-factor', reader: choosing.reader },
    '/join/conduct': { path: '/join/conduct', reader: agreeing.reader },
    '/sign-in/code': { path: '/sign-in/code', reader: await givingTheCode(browser, town) },
    '/account': { path: '/account', reader: signedIn },
  }
  return servedOffTheRoad().map((path): Visit => ({ pattern: path, path, reader: nobody, ...special[path] }))
}

interface At {
  browser: Browser
  town: TownAtWork
  readers: readonly Reader[]
}

/** The pages below that of a long form: each section, and where all is checked. */
function sectionPagesOf({ inSections, performs }: Route): string[] {
  return inSections ? [...sectionsOf(performs!.asks).map(({ name }) => name), 'check'] : []
}

/** What the town serves beside its modules, as it is told to the server. */
export function servedOffTheRoad(): string[] {
  const paths: string[] = []
  const app = { get: (path: string) => paths.push(path), post: () => {}, addHook: () => {} }
  for (const serve of [identityPages, walkPages]) serve(app as unknown as FastifyInstance, {} as Site)
  return paths
}

/** The town's people by API, for what no page of a demo town shows yet. */
async function byApiInTown(town: TownAtWork) {
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
async function signedIn(browser: Browser, town: TownAtWork, key: string) {
  const [staff] = await town.sql<{ id: string }>('select id from organisation.staff where email = $1', [emailOf(key)])
  const token = newSecretCode(32)
  await beginSession(town.town, { token, staffId: staff!.id, secondFactor: true })
  const context = await browser.newContext({ baseURL: town.address })
  await context.addCookies([{ name: 'onetown', value: token, url: town.address }])
  return context
}

/** Somebody who is no member of staff yet, or not signed in, on their way through several pages. */
const onTheWay = (browser: Browser, town: TownAtWork) =>
  someone(browser, { address: town.address, secret: [], screen: { viewport: { width: 1280, height: 800 } } })

async function givingTheCode(browser: Browser, town: TownAtWork): Promise<Reader> {
  const person = await onTheWay(browser, town)
  await person.opens('/sign-in')
  await person.answers({ 'Email address': emailOf('lead'), Password: demoPassword })
  await person.presses('Sign in')
  return { key: 'whoever is signing in', roles: [], context: person.page.context() }
}

/** Somebody who was invited by mail and has not opened it yet. */
async function newcomer(browser: Browser, town: TownAtWork, name: string) {
  const email = `${name.toLowerCase().replace(' ', '.')}@exampleham.example`
  const { as, staffOf } = await byApiInTown(town)
  const answers = { name, email, jobTitle: 'Nurse', agencyId: staffOf('health').agency_id, roles: ['panel member'] }
  await as('administrator').does('staff.invite', { about: {}, answers })
  const [link] = await town.mailbox.awaits(email, /http:\S+\/join\/\S+/)
  const person = await onTheWay(browser, town)
  return {
    path: new URL(link).pathname,
    reader: { key: 'whoever was invited', roles: [], context: person.page.context() },
    async answersWithPassword() {
      await person.opens(link)
      await person.answers({ 'Choose a password': 'seven invented umbrellas' })
      await person.presses('Continue')
    },
    async answersWithCode() {
      await person.answers({ 'Code that the app shows now': await codeOn(person.page) })
      await person.presses('Continue')
    },
  }
}

/** The demo shows the code that an app would. */
const codeOn = (page: Page) => page.locator('.ot-code').last().innerText()

/** What only a mail leads to: a link to answer a question by, and its code, of which one was used and one was not yet. */
async function answering({ browser, town }: At): Promise<Visit[]> {
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
  await page.close()
  const { pathname } = new URL(link)
  return ['', '/code', '/reply'].map((then) => ({
    pattern: `/answer/:token${then}`,
    path: pathname + then,
    reader: who,
  }))
}

/** What only a receipt leads to: a link to withdraw a pledge by, to a campaign that is set up for it. */
async function withdrawing({ town, readers }: At): Promise<Visit[]> {
  const nobody = readers.find(({ key }) => key === 'nobody')!
  const page = await readers.find(({ key }) => key === 'cohesion')!.context.newPage()
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
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: /^Set up/ }).click()])
  await page.close()
  const public_ = await nobody.context.newPage()
  await public_.goto('/pledge')
  await public_.getByLabel('Yes').check()
  await public_.getByLabel('I am, for myself').check()
  await public_.getByRole('textbox', { name: /^Name/ }).fill('Ola Openly')
  await public_.getByLabel('Show the name on this page').check()
  await public_.getByRole('button', { name: /^Sign/ }).click()
  const link = await public_.getByRole('link', { name: /pledge.withdraw/ }).getAttribute('href')
  await public_.close()
  return [{ pattern: '/pledge/withdraw/:token', path: new URL(link!, town.address).pathname, reader: nobody }]
}

/** Where somebody reads a page: by whoever may do what is done there, about a record to which it can be done and of which it shows most. */
async function find(
  { town, readers }: At,
  { path, looks, performs }: Route,
  records: Record<string, string[]>,
): Promise<Visit | undefined> {
  const places = spread(await aboutsOf(town, path, records)).map((about) =>
    path.replace(/:(\w+)/g, (_, name: string) => about[name]!),
  )
  const may = (roles: readonly string[]) => readers.filter((each) => roles.some((role) => each.roles.includes(role)))
  const whoCan = performs ? [may(performs.allows.roles), may(looks.allows.roles)] : [may(looks.allows.roles)]
  for (const some of whoCan) {
    const found = await seenBy(some, places, performs !== undefined)
    if (found) return { pattern: path, path: found.place, reader: found.reader }
  }
  return undefined
}

interface Found {
  place: string
  reader: Reader
  size: number
}
const largest = (one: Found, another: Found) => another.size - one.size

/** The first of these readers who is offered the form, if there is one, where the page shows most; otherwise who sees the page. */
async function seenBy(readers: readonly Reader[], places: readonly string[], hasForm: boolean) {
  const without: Found[] = []
  for (const reader of readers) {
    const ready: Found[] = []
    for (const place of places) {
      if (ready.length === enough || without.length >= patience) break
      const answer = await reader.context.request.get(place, { maxRedirects: 0 })
      if (answer.status() === 403) break
      if (answer.status() !== 200) continue
      const text = await answer.text()
      const isReady = !hasForm || text.includes('name="_act"')
      ;(isReady ? ready : without).push({ place, reader, size: text.length })
    }
    if (ready.length) return ready.toSorted(largest)[0]
  }
  return without.toSorted(largest)[0]
}

/** Records are in the order in which they were made: one of every five, then the next, so that the first few are of all times. */
const spread = (abouts: readonly Record<string, string>[]) =>
  [0, 1, 2, 3, 4].flatMap((from) => abouts.filter((_, index) => index % 5 === from))
