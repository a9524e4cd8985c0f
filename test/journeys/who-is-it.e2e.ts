/**
 * Search before create: a coordinator asks of a referral whether somebody is recorded already, joins two records, and
 * separates them. Walked twice: by the keyboard alone on a wide screen, and without script on a screen of 320 pixels.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { beginSession } from '../../src/organisation/identity/sessions.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { referralAnswers } from '../referral.ts'
import { openWorld, type Someone, type World } from '../world.ts'
import { openBrowser, withoutBrowser } from './browser.ts'
import { byKeyboard } from './keyboard.ts'
import { type Person, smallScreen, someone } from './person.ts'

const skip = withoutBrowser
let browser: Browser
let world: World
let address: string
let coordinator: Someone
let teacher: Someone

before(async () => {
  if (skip) return
  browser = await openBrowser()
  world = await openWorld()
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
  teacher = await world.someone('Tilda Teacher', [], 'school')
})
after(async () => {
  await browser?.close()
  await world?.close()
})

async function referred(givenNames: string, familyName: string, born: string): Promise<string> {
  const answers = { ...referralAnswers(), givenNames, familyName, born }
  const { body } = await teacher.does('referrals.make', { answers })
  return body.fact.caseId
}

/** The coordinator, signed in already, before a browser of their own. */
async function atTheDesk(secret: readonly string[], screen: Parameters<typeof someone>[1]['screen']): Promise<Person> {
  const person = await someone(browser, { address, secret, ...(screen ? { screen } : {}) })
  const token = newSecretCode(32)
  await beginSession(world.town, { token, staffId: coordinator.id, secondFactor: true })
  await person.page.context().addCookies([{ name: 'onetown', value: token, url: address }])
  return person
}

const personOf = async (caseId: string) => (await coordinator.asks('people.record', { caseId })).body.personId as string
const known = 'Is this somebody who is recorded already?'
const grounds = 'I compared each field, and asked the school.'

test('by the keyboard alone: somebody new, the same person misspelt, and another record that is joined and separated', {
  skip,
}, async () => {
  const first = await referred('Oswin', 'Quillfeather', '2008-05-04')
  const second = await referred('Oswin', 'Quilfether', '2008-05-04')
  const third = await referred('Oswin', 'Quillfeathers', '2008-04-05')
  const person = await atTheDesk(['Quil'], { viewport: { width: 1280, height: 800 } })
  const keys = byKeyboard(person)

  await person.opens(`/cases/${first}/match`)
  await person.sees('Nobody recorded has such a name')
  await keys.chooses('Is this somebody new?')
  await keys.types('Why?', 'No name alike.')
  await keys.activates('Record the answer')
  const whose = await personOf(first)

  await person.opens(`/cases/${second}/match`)
  await person.sees('Oswin Quillfeather')
  await keys.chooses(known)
  await keys.chooses('Which one?')
  await keys.types('Why?', grounds)
  await keys.activates('Record the answer')
  assert.equal(await personOf(second), whose)
  await person.sees('Referrals of the same person')

  await person.opens(`/cases/${third}/match`)
  await keys.chooses(known, 1)
  await keys.types('Why?', 'The birth date differs.')
  await keys.activates('Record the answer')
  const other = await personOf(third)
  assert.notEqual(other, whose)

  await person.opens(`/cases/${first}/people`)
  await keys.activates('Find another record of this person')
  await person.sees('differs')
  await keys.chooses('Which record is of the same person?')
  await keys.types('Why are they the same?', grounds)
  await keys.activates('Make them one record')
  assert.equal(await personOf(third), whose)
  await person.sees('Oswin Quillfeathers')

  await keys.activates('Separate them again')
  await keys.types('Why are they two people?', 'They are cousins.')
  await keys.activates('Separate the records')
  assert.deepEqual([await personOf(third), await personOf(first)], [other, whose])
  await person.sees(/Separated by Cleo Coordinator.*They are cousins/s)
  await person.page.context().close()
})

test('without script on a screen of 320 pixels: what was left out is said, everything typed stays, and all of it fits', {
  skip,
}, async () => {
  const first = await referred('Ottoline', 'Featherquill', '2007-03-02')
  const second = await referred('Ottoline', 'Fetherkwill', '2007-03-02')
  const person = await atTheDesk(['quill', 'kwill'], smallScreen)
  await person.opens(`/cases/${first}/match`)
  await person.answers({ 'Is this somebody new?': 'Yes: record a new person', 'Why?': 'No name alike.' })
  await person.presses('Record the answer')

  await person.opens(`/cases/${second}/match`)
  await person.answers({ 'Why?': grounds })
  await person.presses('Record the answer')
  await person.sees('Choose whether this is somebody who is recorded already')
  assert.equal(await person.page.getByLabel('Why?').inputValue(), grounds)
  await person.answers({ [known]: 'The same as one of those above', 'Which one?': /Ottoline/ })
  await person.presses('Record the answer')
  assert.equal(await personOf(second), await personOf(first))
  await person.opens(`/cases/${second}/people`)
  for (const words of ['Featherquill', 'Fetherkwill', 'Born 2 March 2007', 'Ethnic group', 'Missing'])
    await person.sees(words)
  await person.page.context().close()
})
