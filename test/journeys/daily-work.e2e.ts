/**
 * What a day brings: three kinds of referrer, and the coordinator, the police and a partner with what they sent. Walked
 * twice: without script on a screen of 320 pixels, and with script on a wide one, where the police use the keyboard alone.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions } from 'playwright-core'
import { emailOf } from '../../demo/town.ts'
import { section36Questions } from '../../src/casework/cases/questions.ts'
import { purposes as exportPurposes } from '../../src/casework/exports/questions.ts'
import { polish } from '../../src/casework/referrals/languages/pl.ts'
import { urdu } from '../../src/casework/referrals/languages/ur.ts'
import { followQuestions, publicReferralQuestions, referralQuestions } from '../../src/casework/referrals/questions.ts'
import { type Language, wordsIn } from '../../src/platform/pure/languages.ts'
import { addDays, addMonths, today } from '../../src/platform/pure/days.ts'
import { byKeyboard } from './keyboard.ts'
import { type Person, smallScreen } from './person.ts'
import { newestQuestion } from './question-by-mail.ts'
import {
  answersByLink,
  asksTheTrust,
  fillsIn,
  type Told,
  recordsSomebodyNew,
  recordsThatItWasSent,
  releasesTheReply,
} from './refers.ts'
import { atWork } from './at-work.ts'
import { companions } from './companions.ts'

interface Way {
  how: string
  /** Who refers with an account: another each way, since nobody signs in three times with the codes of one minute. */
  referrer: string
  screen: BrowserContextOptions
  /** The name as the school writes it, as a nurse misspells it, and another's of whom a parent tells. */
  given: string
  family: string
  misspelt: string
  other: string
  /** Of the parent. */
  language: Language
  script: boolean
}
const ways: Way[] = [
  {
    how: 'without script, on a telephone',
    referrer: 'teacher',
    screen: smallScreen,
    given: 'Wilfred',
    family: 'Thistlequill',
    misspelt: 'Thistelquil',
    other: 'Parsnipson',
    language: urdu,
    script: false,
  },
  {
    how: 'with script, on a wide screen',
    referrer: 'health',
    screen: { viewport: { width: 1280, height: 800 } },
    given: 'Clementina',
    family: 'Bramblewick',
    misspelt: 'Brambelwik',
    other: 'Turniphead',
    language: polish,
    script: true,
  },
]

const place = atWork({ cases: true })

for (const way of ways) walk(way)

function walk({ how, referrer, screen, given, family, misspelt, other, language, script }: Way) {
  const known = `${given} ${family}`
  const secret = [family, misspelt, other]
  const { aStranger, as, turnsTo, step } = companions({ place, secret, screen, how })
  let casePath = ''

  const pupil: Told = {
    givenNames: given,
    familyName: family,
    born: addMonths(today(), -12 * 15),
    livesWithChild: 'not known',
    statements: [{ words: 'Drew a list of names on the desk.', kind: 'fact', source: 'The form tutor' }],
    sector: 'Education',
    concern: 'No ideology identified',
    harm: 'not known',
    personKnows: 'Yes',
    noticedBy: 'me',
    wishesUnnamed: 'No',
  }

  step('a professional is told what is wrong, leaves the form half filled, and finds it again', async () => {
    const professional = await as(referrer)
    await professional.goesTo('Refer somebody')
    await professional.follows('Start now')
    await professional.answers({ 'Surname (optional)': family, 'Birth date (optional)': addDays(today(), 40) })
    await professional.presses('Save and continue')
    await professional.sees('There is a problem')
    assert.equal(await valueIn(professional, 'familyName'), family)
    if (script) await professional.opens('/work')
    else await professional.presses('Save and come back later')
    await professional.presses('Sign out')
    await professional.signsIn(referrer)
    await professional.goesTo('Refer somebody')
    await professional.follows('Who the person is')
    assert.equal(await valueIn(professional, 'familyName'), family)
    await professional.follows('All sections')
  })

  step('the professional sends it, and is given a receipt', async () => {
    const professional = await as(referrer)
    await fillsIn(professional, pupil, { asks: referralQuestions, start: 'Go on' })
    await professional.presses('Send the referral')
    await professional.sees('Because of a child, this goes to')
    const reference = await onReceipt(professional, 'Reference')
    await professional.follows('Your referrals')
    await professional.sees(reference)
  })

  step('a nurse without an account tells of the same pupil, whose surname she misspells', async () => {
    const nurse = await aStranger()
    await nurse.opens('/')
    await nurse.follows('Tell us about a concern')
    const told = {
      ...pupil,
      familyName: misspelt,
      sector: 'Health',
      yourName: 'Nora Nameless',
      yourOrganisation: 'A surgery',
      yourEmail: 'nora@example.test',
    }
    await fillsIn(nurse, told, { asks: publicReferralQuestions })
    await nurse.sees('Nora Nameless')
    await nurse.presses('Send the referral')
    await saysHowFar(nurse, 'Your referral was received')
  })

  step('a worried parent tells of somebody else, in a language of their own', async () => {
    const say = (english: string) => wordsIn(language, english)
    const parent = await aStranger()
    await parent.opens('/refer/public')
    await parent.follows(language.name)
    assert.equal(await parent.page.locator('html').getAttribute('lang'), language.code)
    assert.equal((await parent.page.locator('html').getAttribute('dir')) ?? 'ltr', language.direction)
    await parent.sees(say('This translation is a draft until it is reviewed by a native speaker.'))
    const told = {
      ...pupil,
      familyName: other,
      born: addMonths(today(), -12 * 19),
      sector: 'Friends and family',
      noticedBy: 'me',
      yourName: 'A parent',
    }
    await fillsIn(parent, told, { asks: publicReferralQuestions, language })
    await parent.presses(say('Send the referral'))
    await saysHowFar(parent, 'Your referral was received', language)
  })

  step('the coordinator looks for the person first, and records somebody new', async () => {
    const coordinator = await as('coordinator')
    await coordinator.goesTo('Cases')
    await coordinator.follows('Find a person or words')
    await coordinator.answers({ 'A name, a case reference or words': family.slice(0, 7) })
    await coordinator.presses('Find')
    await coordinator.follows(known)
    casePath = new URL(coordinator.page.url()).pathname
    await recordsSomebodyNew(coordinator, 'No name alike.')
  })

  step('the second referral is found to be of the same person, although the name is misspelt', async () => {
    const coordinator = await as('coordinator')
    await coordinator.goesTo('Cases')
    await coordinator.follows(`${given} ${misspelt}`)
    await coordinator.follows('Match to a person')
    await coordinator.answers({
      'Is this somebody who is recorded already?': 'The same as one of those above',
      'Which one?': new RegExp(family),
      'Which police force polices where they live?': 'Exampleshire Police',
      'Why?': 'The same birth date, and the same name but for two letters.',
    })
    await coordinator.presses('Record the answer')
    await coordinator.sees('Referrals of the same person')
  })

  step('the police let the first through, and enter the tracker’s reference when they have it', async () => {
    const officer = await as('officer')
    const does = script ? byKeyboard(officer) : undefined
    await officer.opens(`${casePath}/gateway`)
    if (does) {
      await does.chooses('What did the police find?')
      await does.types('Grounds, in words', 'No investigation is cut across.')
      await does.activates('Record the outcome')
    } else {
      await officer.answers({ 'What did the police find?': /Proceed:/, 'Grounds, in words': 'Nothing is cut across.' })
      await officer.presses('Record the outcome')
    }
    await officer.sees('Not confirmed by police')
    await officer.follows('Enter the tracker’s reference')
    const tracker = { reference: `PCMT-${family}`, on: today() }
    if (does) {
      await does.types('Reference in the national tracker', tracker.reference)
      await does.typesDay('Date in the national tracker', tracker.on)
      await does.activates('Save the reference')
    } else {
      await officer.answers({
        'Reference in the national tracker': tracker.reference,
        'Date in the national tracker': tracker.on,
      })
      await officer.presses('Save the reference')
    }
    await officer.sees(tracker.reference)
  })

  step('the police look at it again later, and both outcomes stand', async () => {
    const officer = await as('officer')
    await officer.follows('Record the gateway outcome again')
    await officer.answers({ 'What did the police find?': /Proceed:/, 'Grounds, in words': 'Asked again after a call.' })
    await officer.presses('Record the outcome')
    await officer.sees('Asked again after a call.')
    await officer.sees(/(No investigation|Nothing) is cut across/)
  })

  step('the coordinator records the level of need, and hands over to early help', async () => {
    const coordinator = await as('coordinator')
    await coordinator.opens(`${casePath}/referral`)
    await coordinator.follows('Level of need')
    await coordinator.follows('Record the level of need')
    await coordinator.answers({
      'Which level of need is it now?': /Level 2:/,
      Reasons: 'School and home both give cause.',
    })
    await coordinator.presses('Record the level')
    await coordinator.sees('School and home both give cause.')
    await coordinator.opens(`${casePath}/hand-overs`)
    await coordinator.follows('Hand over to a service')
    await coordinator.answers({
      'To which service?': 'Early help or the common assessment',
      'Why?': 'Another service meets the need',
      'What is the service asked to do?': 'Offer the family a worker.',
    })
    await coordinator.presses('Hand it over')
    await recordsThatItWasSent(coordinator, { on: today(), to: 'The front door of early help' })
    await coordinator.sees('The front door of early help')
  })

  step(
    'the coordinator asks the health trust, whose nurse answers from the mail, and releases the answer',
    async () => {
      const coordinator = await as('coordinator')
      await coordinator.opens(`${casePath}/enquiries`)
      await asksTheTrust(coordinator, { by: addDays(today(), 7) })
      const question = await newestQuestion(place.town, emailOf('enquiries.health'))
      await answersByLink(await aStranger(), { ...question, held: 'Seen by the school nurse in May.' })
      turnsTo(coordinator)
      await coordinator.opens(`${casePath}/enquiries`)
      await releasesTheReply(coordinator)
      await coordinator.sees('Seen by the school nurse in May.')
    },
  )

  step('the section 36 officer decides, without a mouse where there is script', async () => {
    const authoriser = await as('authoriser')
    await authoriser.opens(`${casePath}/section36`)
    const grounds = 'The account is first-hand, and the list grows.'
    if (script) {
      const keyboard = byKeyboard(authoriser)
      await keyboard.chooses(section36Questions.refers.label)
      await keyboard.types(section36Questions.grounds.label, grounds)
      await keyboard.activates('Record the decision')
    } else {
      await authoriser.answers({
        [section36Questions.refers.label]: /Yes:/,
        [section36Questions.grounds.label]: grounds,
      })
      await authoriser.presses('Record the decision')
    }
    await authoriser.findsNothingAt(casePath)
  })

  step('the coordinator begins an assessment, and leaves it with one part done', async () => {
    const coordinator = await as('coordinator')
    await coordinator.opens(casePath)
    await coordinator.follows('Begin an assessment')
    await coordinator.answers({
      'Why is it made now?': 'Before the panel considers the case',
      'With which instrument?': /./,
    })
    await coordinator.presses('Begin the assessment')
    const parts = coordinator.page.locator('.govuk-task-list a[href*="/parts/"]')
    await coordinator.arrives(parts.first().click())
    for (const unknown of await coordinator.page.getByLabel('Not known').all()) await unknown.check()
    await coordinator.presses('Save and go on')
    await coordinator.sees('This part was saved')
    assert.equal(await coordinator.page.locator('.govuk-task-list__item', { hasText: 'Completed' }).count(), 1)
  })

  step('the desk: a list is narrowed, kept, exported and given up; notices are read', async () => {
    const coordinator = await as('coordinator')
    await coordinator.goesTo('Cases')
    await coordinator.follows('Filter and sort')
    await coordinator.answers({ Stage: 'Ready for the panel', 'Sort by': 'Name' })
    await coordinator.presses('Show the cases')
    await coordinator.sees(known)
    await coordinator.follows('Keep this list')
    await coordinator.answers({ 'What do you call this list?': `For the panel, ${given}` })
    await coordinator.presses('Keep this list')
    await coordinator.follows(`For the panel, ${given}`)
    await coordinator.follows('Export this list')
    await coordinator.answers({
      'What is it for?': exportPurposes['preparing a meeting'],
      'Which agency is it for?': 'Exampleham Council',
      'For whom there?': 'The chair',
      'On which lawful basis?': 'Public task: the Channel panel',
      Format: /CSV/i,
    })
    await coordinator.presses('Export')
    const arriving = coordinator.page.waitForEvent('download')
    await coordinator.page
      .getByRole('link', { name: 'Fetch the file (.csv)' })
      .or(coordinator.page.getByRole('button', { name: 'Fetch the file (.csv)' }))
      .click()
    const file = readFileSync(await (await arriving).path(), 'utf8')
    assert.ok(file.includes(family) && file.includes('OFFICIAL-SENSITIVE'))
    await coordinator.opens('/views')
    await coordinator.follows(`Remove For the panel, ${given}`)
    await coordinator.presses('Remove it')
    await coordinator.goesTo('Your work')
    const notices = coordinator.page.getByRole('navigation', { name: 'Menu' }).getByText(/^Notices/)
    assert.equal(await notices.count(), 1)
    await coordinator.opens('/notices')
    if (await coordinator.page.getByRole('button', { name: 'Mark all as read' }).count())
      await coordinator.presses('Mark all as read')
    await coordinator.opens('/notices')
    await coordinator.sees(known)
    await coordinator.opens('/work')
    await coordinator.sees('What is due from you')
  })
}

const valueIn = ({ page }: Person, field: string) => page.locator(`main [name="${field}"]`).inputValue()

/** From the receipt on: with its reference and code, whoever referred sees how far it is and nothing about the person. */
async function saysHowFar(person: Person, words: string, language?: Language) {
  const say = (english: string) => wordsIn(language, english)
  const [reference, code] = [await onReceipt(person, say('Reference')), await onReceipt(person, say('Code'))]
  await person.follows(say('With the reference and the code you can see at any time how far your referral is.'))
  const label = (name: 'reference' | 'code') => language?.questions[name]?.label ?? followQuestions[name].label
  await person.answers({ [label('reference')]: reference, [label('code')]: code })
  await person.presses(say('Show how far it is'))
  await person.sees(say(words))
}

async function onReceipt({ page }: Person, label: string) {
  const row = page.locator('.govuk-summary-list__row', { hasText: label })
  return (await row.locator('dd').first().innerText()).trim()
}
