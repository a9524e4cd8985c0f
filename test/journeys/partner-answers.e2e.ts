/**
 * A partner's contact answers from the mail, on a telephone of 320 pixels, with a real mail server: how many taps it
 * takes, how many words there are to read, and that nothing else can be reached from there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { devices, type Locator, type Page } from 'playwright-core'
import { violations } from './axe.ts'
import { withoutBrowser } from './browser.ts'
import { followsTheRules } from './page-rules.ts'
import { type Person, someone } from './person.ts'
import { newestQuestion } from './question-by-mail.ts'
import { atWork } from './at-work.ts'

const mailbox = 'enquiries.health@exampleham.example'
const wordsASecond = 3
const secondsATap = 2
const lettersASecond = 2
const twoMinutes = 120

let coordinator: Person | undefined
const place = atWork({ cases: true })

const phone = { ...devices['iPhone SE'], viewport: { width: 320, height: 568 }, deviceScaleFactor: 1 }

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script'
  test(`from the mail to the thanks in under two minutes, ${how}`, { skip: withoutBrowser }, async () => {
    const { link, name, code } = await anOpenQuestion()
    const { defaultBrowserType: _, ...telephone } = phone
    const context = await place.browser.newContext({ ...telephone, javaScriptEnabled })
    const page = await context.newPage()
    const walk = measure(page, name, how)

    await walk.opens('1-link', link)
    assert.ok(!(await page.locator('body').innerText()).includes(name))
    await walk.taps(page.getByRole('button', { name: 'Send the code' }))
    await walk.arrived('2-code')
    const field = page.getByLabel('The six-digit code')
    assert.equal(await field.getAttribute('inputmode'), 'numeric', 'a telephone shows its number pad')
    await walk.types(field, await code())
    await walk.taps(page.getByRole('button', { name: 'Continue' }))
    await walk.arrived('3-question')
    assert.ok((await page.locator('body').innerText()).includes(name))
    const elsewhere = await page.locator('main a[href^="/"]:visible, nav a:visible').count()
    assert.equal(elsewhere, 0, 'there is nowhere else to go')
    await walk.taps(page.getByLabel('We hold nothing about this'), false)
    await walk.types(page.getByLabel('Your name and job'), 'Noor Notional, nurse')
    await walk.taps(page.getByRole('button', { name: 'Send the answer' }))
    await walk.arrived('4-thanks')
    await page.getByText('Thank you, your answer was sent').waitFor()

    const { taps, letters, words, pages, machineMs } = walk.counts
    const waited = machineMs / 1000
    const seconds = words / wordsASecond + taps * secondsATap + letters / lettersASecond + waited
    console.log(
      `a partner answers ${how}: ${pages} pages, ${taps} taps, ${letters} characters typed, ${words} words to read, ` +
        `${waited.toFixed(1)} s of waiting for pages, about ${Math.round(seconds)} s for somebody who reads all of it`,
    )
    assert.ok(taps <= 7, `${taps} taps`)
    assert.ok(seconds < twoMinutes)
    for (const path of ['/cases', '/work', new URL(link).pathname]) {
      await page.goto(`${place.town.address}${path}`)
      assert.ok(!(await page.locator('body').innerText()).includes(name), path)
    }
    await context.close()
  })
}

/** A question that the coordinator of the demo town has just asked, with the link as it came by mail. */
async function anOpenQuestion() {
  const [row] = await place.town.sql<{ case_id: string; person_name: string }>(
    `select case_id, person_name from casework.case_state
     where stage in ('with the police', 'asking partners', 'ready for the panel') order by case_id limit 1`,
  )
  assert.ok(row, 'the demo town has a case whose partners can be asked')
  coordinator ??= await someone(place.browser, { address: place.town.address, secret: [] })
  if (coordinator.page.url() === 'about:blank') await coordinator.signsIn('coordinator')
  await coordinator.opens(`/cases/${row.case_id}/enquiries/new`)
  await coordinator.answers({
    'Which agency do you ask?': 'Exampleham Health Trust',
    'What is it for?': 'To decide whether the panel should see the case',
    'What do you ask?': 'Has this person been seen by the school nurse since May, and was anything arranged?',
  })
  await coordinator.presses('Send the question')
  return { ...(await newestQuestion(place.town, mailbox)), name: row.person_name }
}

/** Walks and counts: what is tapped, typed and read, and how long pages take. Looks at every page that is reached. */
function measure(page: Page, name: string, how: string) {
  const folder = process.env.PICTURES
  const counts = { taps: 0, letters: 0, words: 0, pages: 0, machineMs: 0 }
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    counts.machineMs += performance.now() - began
  }
  const arrived = async (called: string) => {
    await followsTheRules(page, [name])
    // the checker of accessibility is a script itself
    if (how === 'with script') assert.deepEqual(await violations(page), [], called)
    counts.pages++
    counts.words += (await page.locator('main').innerText()).split(/\s+/).filter(Boolean).length
    const path = `${folder}/partner-${called}-${how.replaceAll(' ', '-')}.png`
    if (folder) await page.screenshot({ path, fullPage: true })
  }
  return {
    counts,
    arrived,
    async opens(called: string, address: string) {
      await timed(() => page.goto(address))
      counts.taps++ // the link in the mail
      await arrived(called)
    },
    async taps(what: Locator, leads = true) {
      counts.taps++
      await timed(() => (leads ? Promise.all([page.waitForEvent('load'), what.tap()]) : what.check()))
    },
    async types(into: Locator, text: string) {
      counts.taps++
      counts.letters += text.length
      await into.tap()
      await into.fill(text)
    },
  }
}
