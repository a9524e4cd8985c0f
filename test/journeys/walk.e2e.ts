/**
 * The ten-minute walk of a demo town, as somebody takes it who has just started one: by its own buttons alone, sending
 * every form as it is offered. Once without script on a screen of 320 pixels, once with script and by keyboard.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Step, steps, textOf } from '../../demo/walk/steps.ts'
import { violations } from './axe.ts'
import { withoutBrowser } from './browser.ts'
import { byKeyboard } from './keyboard.ts'
import { type Person, someone } from './person.ts'
import { atWork } from './at-work.ts'

/** What is pressed (or followed, in brackets) at each step, after the walk's own button. */
const acts: Record<Step['key'], readonly string[]> = {
  referred: ['[Check your answers]', 'Send the referral'],
  matched: ['Record the answer'],
  through: ['Record the outcome'],
  asked: ['Send the question'],
  answered: ['[the link in the mail]', 'Send the code', 'Continue', 'Send the answer'],
  released: ['Release the reply'],
  grounded: ['Record the decision'],
  called: ['Call the meeting'],
  listed: ['Put on the agenda'],
  recused: ['Declare it'],
  present: ['Open the meeting', '[Call the roll]', 'Record the roll'],
  heard: ['Record the view'],
  decided: ['Record the decision'],
  minuted: ['Close the meeting', '[Approve the minutes]', 'Approve the minutes'],
}
/** What they find there who look again afterwards, and at the end. */
const found: Record<string, string | RegExp> = {
  'See that the case is closed to Ruth': 'You may not do this',
  'Read the chronology as Morgan': 'The referral was matched to a person',
  'Read the referral as Ines': 'PCMT-INVENTED-',
  'Read the ledger as Morgan': 'Exampleham Health Trust',
  'Read the enquiry as Morgan': 'Known to the school nurse since September.',
  'See that the case is closed to Paul now': 'Page not found',
  'Read the papers as Noor Notional': 'Known to the school nurse since September.',
  'See that there is nothing for Yara': 'Page not found',
  'Call the roll again as Frances': 'Who is present?',
  'See how the case stands, as Morgan': /Asking for consent/i,
  'See that it is closed to Noor again': 'Page not found',
  'Read who looked, as Dana Dreamland, data protection officer': 'Noor Notional',
  'Read the journal, as Dana': 'Journal',
  'Open the case, as Adi Abstract, administrator': 'You may not do this',
  'Open the case, as Morgan Madeup, coordinator': 'Morgan Madeup',
}

/** One way of using the pages: what is pressed and followed is counted. */
interface Way {
  person: Person
  presses: (button: string) => Promise<void>
  follows: (link: string) => Promise<void>
}

const place = atWork({ cases: true })

/** The name of whom each walk is about, once it is known: no title may carry it. */
const secret: string[] = []

test('without script, at 320 pixels, the walk is taken to its end by its own buttons', {
  skip: withoutBrowser,
}, async () => {
  const person = await someone(place.browser, { address: place.town.address, secret })
  const { clicks, words } = await takeTheWalk('plain', { ...person, person })
  console.log(`the walk: ${clicks} clicks, ${words} words to read on its own pages`)
  assert.ok(clicks <= 60, `${clicks} clicks`)
  assert.ok(words / 200 + clicks / 15 <= 10, `${words} words at 200 a minute and ${clicks} clicks at 4 seconds each`)
})

test('with script, on a wide screen, it is taken by keyboard', { skip: withoutBrowser }, async () => {
  const screen = { viewport: { width: 1280, height: 800 } }
  const person = await someone(place.browser, { address: place.town.address, secret, screen })
  const keyboard = byKeyboard(person)
  const activates = (words: string) => keyboard.activates(words)
  const complaints: string[] = []
  person.page.on('pageerror', ({ message }) => complaints.push(message))
  person.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const looks = async () => void complaints.push(...(await violations(person.page)))
  await takeTheWalk('keyboard', { person, presses: activates, follows: activates }, looks)
  assert.deepEqual(
    complaints.filter((text) => !/status of 40[34]/.test(text)),
    [],
  )
})

/** Gives how many clicks and words it took; `looks` at the pages that are the walk's own. */
async function takeTheWalk(called: string, way: Way, looks = async () => {}) {
  const { person } = way
  const counted = { clicks: 0, words: 0 }
  const did = async (act: Promise<void>) => {
    counted.clicks++
    await act
  }
  await person.opens('/sign-in')
  await picture(person, `${called}-sign-in`)
  await did(way.follows('Take the ten-minute walk'))
  counted.words += await wordsOn(person)
  for (const [index, step] of steps.entries()) {
    await standsAt(person, index)
    await picture(person, `${called}-walk-${index}`)
    await did(way.presses(textOf(step)))
    if (step.key === 'answered') await looks()
    for (const [part, act] of acts[step.key].entries()) {
      await picture(person, `${called}-${step.key}-${part}`)
      await did(actAt(way, act))
      if (act === '[Check your answers]') secret.push(await nameIn(person))
    }
    await picture(person, `${called}-${step.key}-done`)
    await person.sees('Back to the walk')
    await did(way.follows('Back to the walk'))
    counted.words += count(step.says) + count(step.look)
    const again = step.after && textOf(step.after)
    if (again) await looksAgain(way, again)
  }
  await standsAt(person, steps.length)
  await looks()
  await picture(person, `${called}-end`)
  await person.sees('Adopted, by consensus')
  await person.sees('Ruth Rhetorical, Fiction Lane Academy')
  for (const text of Object.keys(found).slice(-4)) await looksAgain(way, text)
  return counted
}

/** The tags of the steps say how far it is: those before are done, this one is now, the others are to come. */
async function standsAt(person: Person, index: number) {
  const tags = await person.page.locator('.ot-walk__step .govuk-tag').allInnerTexts()
  const expected = steps.map((_, at) => (at < index ? 'Done' : at === index ? 'Now' : 'To come'))
  assert.deepEqual(tags, expected)
}

function actAt({ person, presses, follows }: Way, act: string) {
  const [, link] = /^\[(.*)\]$/.exec(act) ?? []
  if (!link) return presses(act)
  return link === 'the link in the mail' ? person.follows(/\/answer\//) : follows(link)
}

async function looksAgain({ person, presses, follows }: Way, text: string) {
  await presses(text)
  await person.sees(found[text]!)
  await follows('Back to the walk')
}

/** Their names may be words as well, but not together. */
async function nameIn({ page }: Person) {
  const names = ['givenNames', 'familyName'].map((name) => page.locator(`main input[name="${name}"]`).inputValue())
  return (await Promise.all(names)).join(' ')
}

const count = (text: string) => text.split(/\s+/).length
const wordsOn = async ({ page }: Person) => count(await page.locator('main > :first-child').innerText()) / steps.length

async function picture({ page }: Person, name: string) {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
}
