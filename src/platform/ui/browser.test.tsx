import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { violationsAndPractices } from '../../../test/journeys/axe.ts'
import { asksForAnotherForm, checkAnswers, readForm } from '../pure/questions.ts'
import { assetAt } from './assets.ts'
import { renderPage } from './page.tsx'
import { CasePage, FormPage, questions, WorkPage } from './sample.tsx'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const withoutBrowser = existsSync(executablePath) ? false : 'no Chromium on this machine'
const POLICY =
  "default-src 'none'; script-src 'nonce-c2FtcGxl'; style-src 'nonce-c2FtcGxl'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

let server: Server
let browser: Browser
let origin: string
const drafts: string[] = []
let rows = 1

before(async () => {
  if (withoutBrowser) return
  server = createServer(async (request, response) => {
    const { type, body } = await answer(request)
    response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address && typeof address === 'object')
  origin = `http://127.0.0.1:${address.port}`
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
})

after(async () => {
  await browser?.close()
  server?.close()
})

async function answer(request: IncomingMessage): Promise<{ type: string; body: string | Buffer }> {
  const path = request.url ?? '/'
  const sent = Object.fromEntries(grouped(new URLSearchParams(await textOf(request))))
  if (path.startsWith('/drafts/')) drafts.push(JSON.stringify(sent))
  const type = 'text/html; charset=utf-8'
  if (path === '/form') return { type, body: renderPage(<FormPage />) }
  if (path === '/send') return { type, body: renderPage(formAgain(sent)) }
  if (path === '/case') return { type, body: renderPage(<CasePage />) }
  if (path === '/work') return { type, body: renderPage(<WorkPage done={rows++} of={3} />) }
  if (path === '/hidden') return { type, body: '<title>New tab</title>' }
  return assetAt(path) ?? { type, body: '' }
}

function formAgain(sent: Record<string, unknown>) {
  const values = readForm(questions, sent)
  if (asksForAnotherForm(sent)) return <FormPage values={values} />
  const checked = checkAnswers(questions, values)
  return checked.ok ? <CasePage /> : <FormPage values={values} problems={checked.problems} />
}

function grouped(fields: URLSearchParams) {
  return [...new Set(fields.keys())].map((name) => {
    const values = fields.getAll(name)
    return [name, values.length > 1 ? values : values[0]] as const
  })
}

async function textOf(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

async function visit(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(origin + path)
  try {
    await look(page)
    assert.deepEqual(complaints, [], 'neither an error nor a breach of the content security policy')
  } finally {
    await context.close()
  }
}

const withBrowser = { skip: withoutBrowser }

for (const path of ['/form', '/case']) {
  for (const width of [1280, 320]) {
    test(`${path} has nothing for axe to say at ${width} pixels, and does not scroll sideways`, withBrowser, () =>
      visit(path, { viewport: { width, height: 800 } }, async (page) => {
        await isClean(page)
        const { scroll, inner } = await page.evaluate<{ scroll: number; inner: number }>(
          '({ scroll: document.documentElement.scrollWidth, inner: innerWidth })',
        )
        assert.ok(scroll <= inner, `${scroll} pixels wide`)
        if (process.env['PICTURES']) await picture(page, `${path.slice(1)}-${width}`)
      }),
    )
  }
}

test('a form sent back has an error summary that leads to each input, and nothing for axe to say', withBrowser, () =>
  visit('/form', {}, async (page) => {
    await page.getByRole('radio', { name: 'Do not adopt the case' }).check()
    await page.getByLabel('Day').fill('31')
    await page.getByLabel('Month').fill('2')
    await page.getByLabel('Year').fill('2026')
    await page.getByRole('button', { name: 'Record the decision' }).click()
    assert.match(await page.title(), /^Error: Record the panel's decision – Exampleton$/)
    await isClean(page)
    assert.equal(await page.evaluate('document.activeElement.className'), 'govuk-error-summary')
    if (process.env['PICTURES']) await picture(page, 'form-problems')
    for (const link of await page.locator('.govuk-error-summary a').all()) {
      await link.click()
      const target = (await link.getAttribute('href'))?.slice(1)
      assert.equal(await page.evaluate('document.activeElement.id'), target, `${await link.textContent()}`)
    }
    assert.equal(await page.getByLabel('Month').inputValue(), '2')
  }),
)

test(
  'without script a list grows and shrinks by its buttons, keeps what was typed, and all questions show',
  withBrowser,
  () =>
    visit('/form', { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.getByLabel('Which language?').isVisible())
      assert.ok(
        await page.getByText('Only if you answer “Do not adopt the case” or “Decide at the next meeting”').isVisible(),
      )
      await page.getByLabel('Whose view').fill('The school')
      await page.getByRole('button', { name: 'Add another view' }).click()
      assert.equal(new URL(page.url()).hash, '#views-1')
      await page.getByLabel('Whose view').nth(1).fill('The youth service')
      await page.getByRole('button', { name: 'Remove view 1' }).click()
      assert.equal(await page.getByLabel('Whose view').inputValue(), 'The youth service')
      await page.getByLabel('Whose view').press('Enter')
      assert.ok(await page.getByText('There is a problem').isVisible(), 'Enter sends the form')
    }),
)

test('with script a question shows only while the one it depends on is answered so', withBrowser, () =>
  visit('/form', {}, async (page) => {
    const reasons = page.getByLabel('Reasons')
    const instead = page.getByLabel('Who will help instead?')
    assert.deepEqual([await reasons.isVisible(), await instead.isVisible()], [false, false])
    await page.getByRole('radio', { name: 'Do not adopt the case' }).check()
    assert.deepEqual([await reasons.isVisible(), await instead.isVisible()], [true, true])
    await page.getByRole('radio', { name: 'Decide at the next meeting' }).check()
    assert.deepEqual([await reasons.isVisible(), await instead.isVisible()], [true, false])
  }),
)

test('what is typed is kept without a submit, and when the page is left', withBrowser, () =>
  visit('/form', {}, async (page) => {
    const kept = page.waitForResponse((response) => response.url().endsWith('/drafts/send'))
    await page.getByLabel('Name of the chair').fill('A Chair')
    await kept
    assert.equal(JSON.parse(drafts.at(-1) ?? '{}').chair, 'A Chair')
    await page.getByText('What you typed was kept').waitFor()
    await page.getByLabel('Name of the chair').fill('Another Chair')
    await page.goto(`${origin}/hidden`)
    assert.equal(await arrived('Another Chair'), true)
  }),
)

test('Escape twice, or Hide now, blanks the page and leaves nothing to go back to', withBrowser, async () => {
  const hide = (press: (page: Page) => Promise<void>) => async (page: Page) => {
    await press(page)
    await page.waitForURL('**/hidden')
    await page.goBack()
    assert.ok(!(await page.content()).includes('Sam Invented'))
  }
  await visit(
    '/case',
    {},
    hide((page) => page.keyboard.press('Escape').then(() => page.keyboard.press('Escape'))),
  )
  await visit(
    '/case',
    {},
    hide((page) => page.getByRole('button', { name: 'Hide now' }).click()),
  )
  await visit('/case', { javaScriptEnabled: false }, async (page) => {
    await page.getByRole('button', { name: 'Hide now' }).click()
    assert.equal(new URL(page.url()).pathname, '/hidden')
  })
})

test('on paper each sheet carries the marking and who printed it, and no buttons', withBrowser, () =>
  visit('/case', {}, async (page) => {
    await page.emulateMedia({ media: 'print' })
    const printed = page.getByText(
      'OFFICIAL-SENSITIVE · Printed by Robin Example · 2:05pm on Thursday 3 December 2026 · EX-0000',
    )
    assert.ok(await printed.isVisible())
    assert.equal(await page.getByRole('button', { name: 'Hide now' }).isVisible(), false)
    if (process.env['PICTURES'])
      await page.pdf({ path: `${process.env['PICTURES']}/case.pdf`, format: 'A4', preferCSSPageSize: true })
  }),
)

/** The last words of a page that was left come after the page has gone. */
async function arrived(chair: string) {
  for (let tries = 0; tries < 100 && JSON.parse(drafts.at(-1) ?? '{}').chair !== chair; tries += 1) await setTimeout(50)
  return JSON.parse(drafts.at(-1) ?? '{}').chair === chair
}

async function isClean(page: Page) {
  assert.deepEqual(await violationsAndPractices(page), [])
}

async function picture(page: Page, name: string) {
  await page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage: true })
}

test('long work moves on by itself, says so to whoever listens, and says when it is over', withBrowser, async () => {
  await visit('/work', { viewport: { width: 320, height: 800 } }, async (page) => {
    const status = page.getByRole('status')
    assert.equal(await status.innerText(), 'Checking: 1 of 3 done.')
    await isClean(page)
    await page.getByText('Checking: 2 of 3 done.').waitFor()
    await page.getByText('Rows that came to nothing: 2').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Rows were checked' }).waitFor()
    assert.equal(await status.innerText(), 'All rows were checked.')
    assert.equal(await page.getByText('See how far it is now').count(), 0)
    const asked = rows
    await setTimeout(4000)
    assert.equal(rows, asked)
  })
  rows = 1
  await visit('/work', { javaScriptEnabled: false }, async (page) => {
    await page.getByRole('link', { name: 'See how far it is now' }).click()
    await page.getByText('Checking: 2 of 3 done.').waitFor()
  })
})
