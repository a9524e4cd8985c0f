/**
 * `npm run screens`: every page of a demo town of its own, as its reader sees it, into docs/screens. The machine needs fonts for
 * the languages of the public pages (on Debian: fonts-nafees, fonts-lohit-beng-bengali).
 * `npm run screens -- --new` takes those alone that have no picture yet; `-- --into FOLDER` writes elsewhere, to look first.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumForTests } from '../test/chromium.ts'
import { openBrowser } from '../test/journeys/browser.ts'
import { everybody, pagesOffTheRoad, pagesOfModules } from '../test/journeys/every-page.ts'
import { openTownAtWork } from '../test/journeys/town-at-work.ts'
import { serverForTests } from '../test/server.ts'
import { indexOf } from './pictures/index-page.ts'
import { filesOf } from './pictures/shot.ts'
import { momentsAt } from './pictures/moments.ts'
import { takePictures, titlesOf } from './pictures/take.ts'

const { values } = parseArgs({ options: { new: { type: 'boolean' }, into: { type: 'string' } } })
const folder = values.into ?? join(import.meta.dirname, '../docs/screens')

const found = await chromiumForTests()
if (!('TEST_CHROMIUM' in found)) process.exit(1)
const server = process.env.TEST_OWNER_URL ? undefined : await serverForTests()
process.env.TEST_OWNER_URL ??= server?.superuserUrl
const town = await openTownAtWork({ cases: true })
const browser = await openBrowser(found.TEST_CHROMIUM)
try {
  const readers = await everybody(browser, town)
  const { visits, unseen } = await pagesOfModules(browser, town, readers)
  if (unseen.length) throw new Error(`Nobody in the demo town can open ${unseen.join(', ')}`)
  const pages = [...visits, ...(await pagesOffTheRoad(browser, town, readers))]
  // the language that somebody chose goes with them from page to page
  const inUrdu = {
    key: 'somebody who reads Urdu',
    roles: [],
    context: await browser.newContext({ baseURL: town.address }),
  }
  const shots = [...pages, ...momentsAt([...readers, inUrdu], pages)]
  if (!values.new) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const isWanted = ({ pattern }: { pattern: string }) => !existsSync(join(folder, filesOf(pattern).wide))
  const { pictures, bytes, failed } = await takePictures(shots.filter(isWanted), folder)
  console.log(`${pictures} pictures, ${Math.round(bytes / 1000)} kB`)
  if (failed.length) throw new Error(failed.join('\n'))
  writeFileSync(join(folder, 'README.md'), indexOf(await titlesOf(shots)))
} finally {
  await browser.close()
  await town.close()
  await server?.close()
}
