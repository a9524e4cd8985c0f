/**
 * Every page that there is, seen by whoever it is for, with script, on a wide screen and on one of 320 pixels: nothing
 * for axe to say, nothing to scroll sideways, no error and no breach of the content security policy, and not too heavy.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { assetAt } from '../../src/platform/ui/assets.ts'
import { violations } from './axe.ts'
import { openBrowser, withoutBrowser } from './browser.ts'
import { everybody, pagesOffTheRoad, pagesOfModules, type Reader, type Visit } from './every-page.ts'
import { openTownAtWork, type TownAtWork } from './town-at-work.ts'

const screens = [1280, 320]
const heaviest = 60_000
/** How many pages are looked at at the same time. */
const atOnce = 3

let town: TownAtWork
let browser: Browser
let readers: Reader[] = []

before(async () => {
  if (withoutBrowser) return
  town = await openTownAtWork({ cases: true })
  browser = await openBrowser()
  readers = await everybody(browser, town)
})
after(async () => {
  await browser?.close()
  await town?.close()
})

test('every page of every module is fit to be read', { skip: withoutBrowser }, async () => {
  const { visits, unseen } = await pagesOfModules(browser, town, readers)
  assert.deepEqual(unseen, [], 'somebody in the demo town can open each of these, about something that is there')
  await lookAtAll(visits)
})

test('every page of signing in, joining and one’s own account is fit to be read', {
  skip: withoutBrowser,
}, async () => {
  const absent = { pattern: '/no-such-page', path: '/no-such-page', reader: readers[0]! }
  await lookAtAll([...(await pagesOffTheRoad(browser, town, readers)), absent])
})

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
