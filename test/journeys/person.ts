import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { demoPassword } from '../../src/organisation/identity/index.ts'
import { emailOf } from '../../demo/town.ts'
import { followsTheRules } from './page-rules.ts'

/** What somebody answers: words, the label of an option, a day 'YYYY-MM-DD', or several options. */
type Answer = string | RegExp | readonly (string | RegExp)[]

/** Somebody at a small screen without script, who finds their way by what the page says. */
export interface Person {
  page: Page
  opens(address: string): Promise<void>
  /** Does something that leads to another page, which must follow the rules. */
  arrives(by: Promise<unknown>): Promise<void>
  /** By the menu at the top. */
  goesTo(place: string): Promise<void>
  follows(link: string | RegExp): Promise<void>
  presses(button: string): Promise<void>
  /** Answers questions by the words they are asked in; `part` is the legend they stand under, in a list. */
  answers(answers: Record<string, Answer>, part?: string): Promise<void>
  sees(words: string | RegExp): Promise<void>
  /** The page as they have it before them: its address and its words. */
  shows(): Promise<string>
  /** The answer is that there is no such page, whether or not there is such a record. */
  findsNothingAt(address: string, saying?: string): Promise<void>
  signsIn(as: string): Promise<void>
}

export const smallScreen = { viewport: { width: 320, height: 700 }, javaScriptEnabled: false }

/** For a machine that is busy: whatever is missing fails in the end. */
const patienceMs = 20_000

interface Knowing {
  address: string
  /** Names of people that no title may carry. */
  secret: readonly string[]
  screen?: BrowserContextOptions
}

export async function someone(browser: Browser, { address, secret, screen = smallScreen }: Knowing): Promise<Person> {
  const context = await browser.newContext({ ...screen, baseURL: address })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  const arrives = async (by: Promise<unknown>) => {
    await Promise.all([page.waitForEvent('load'), by])
    await followsTheRules(page, secret)
  }
  const person: Person = {
    page,
    arrives,
    opens: (path) => arrives(page.goto(path)),
    async goesTo(place) {
      const menu = page.getByRole('navigation', { name: 'Menu' })
      const link = menu.getByText(place, { exact: true })
      // on a narrow screen the menu is one line, until it is opened
      if (!(await link.isVisible())) await menu.getByText('Menu', { exact: true }).filter({ visible: true }).click()
      await arrives(link.click())
    },
    // a link that looks like a button has the role of one
    follows: (link) =>
      arrives(clickOn(page, page.getByRole('link', { name: asNamed(link) }).or(named(page, 'a', link)))),
    presses: (button) => arrives(clickOn(page, named(page, 'button', button))),
    async answers(answers, part) {
      const within = part ? page.getByRole('group', { name: part, exact: true }) : page.locator('main')
      for (const [question, given] of Object.entries(answers)) await answer(within, question, given)
    },
    async sees(words) {
      const text = await page.locator('body').innerText()
      assert.ok(typeof words === 'string' ? text.includes(words) : words.test(text), `“${words}” is not on the page`)
    },
    shows: async () => `${page.url()}\n${await page.locator('body').innerText()}`,
    async findsNothingAt(path, saying = 'Page not found') {
      const response = await page.goto(path)
      assert.equal(response?.status(), 404, path)
      await followsTheRules(page, secret)
      assert.equal(await page.locator('h1').innerText(), saying)
    },
    async signsIn(as) {
      await person.opens('/')
      await person.follows('Sign in')
      await person.answers({ 'Email address': emailOf(as), Password: demoPassword })
      await person.presses('Sign in')
      await person.answers({ Code: await page.locator('.ot-code').innerText() })
      await person.presses('Continue')
      await person.sees('Your work')
    },
  }
  return person
}

const named = (page: Page, tag: 'a' | 'button', name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).and(page.locator(tag))

/** A name may stand on a page twice, in the menu and in the text: the one in the text is meant. */
async function clickOn(page: Page, locator: Locator) {
  const inMain = page.locator('main').locator(locator)
  await ((await inMain.count()) ? inMain : locator).first().click({ timeout: patienceMs - 1000 })
}

async function answer(within: Locator, question: string, given: Answer) {
  const group = within.getByRole('group', { name: question, exact: true })
  if (await group.count()) return chooseIn(group, given)
  // the first, where the items of a list further down ask the same
  const field = within.getByLabel(question, { exact: true }).first()
  const kind = await field.getAttribute('type')
  if (kind === 'checkbox') return field.check()
  const option = field.locator('option', { hasText: given as string | RegExp })
  if (!(await option.count())) return field.fill(given as string)
  await field.selectOption(await option.first().getAttribute('value'))
}

async function chooseIn(group: Locator, given: Answer) {
  const [, year, month, day] = typeof given === 'string' ? (/^(\d{4})-(\d\d)-(\d\d)$/.exec(given) ?? []) : []
  if (year) {
    // day, month and year, in whatever language
    const parts = group.getByRole('textbox')
    await parts.nth(0).fill(String(Number(day)))
    await parts.nth(1).fill(String(Number(month)))
    return parts.nth(2).fill(year)
  }
  for (const each of [given].flat()) await group.getByLabel(each, { exact: true }).check()
}

/** A link by its name, be it marked as changed since one last read or not. */
const asNamed = (name: string | RegExp) =>
  typeof name === 'string' ? new RegExp(`^${RegExp.escape(name)}( \\(changed\\))?$`) : name
