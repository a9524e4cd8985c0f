/**
 * Without script at 320 pixels: every answer that a partner can give, from the question to the ledger, and a caseload that
 * is moved in from a spreadsheet and taken back.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutBrowser } from './browser.ts'
import { type Person, someone } from './person.ts'
import { newestQuestion } from './question-by-mail.ts'
import { atWork } from './at-work.ts'

let coordinator: Person
const place = atWork({ cases: true }, async ({ town, browser }) => {
  coordinator = await someone(browser, { address: town.address, secret: [] })
  await coordinator.signsIn('coordinator')
})

const picture = async ({ page }: Person, called: string) => {
  const folder = process.env.PICTURES
  if (!folder) return
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `${folder}/${called}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 320, height: 700 })
}

const by = { 'Your name and job': 'Noor Notional, records officer' }
/** What a partner answers, and how the coordinator reads it in the case. */
const everyAnswer: { answers: Record<string, string>; reads: string }[] = [
  { answers: { 'Your answer': 'We hold nothing about this', ...by }, reads: 'Nothing held' },
  {
    answers: {
      'Your answer': 'We hold something, and answer here',
      'What do you hold?': 'He saw our officer twice in June and came both times.',
      ...by,
    },
    reads: 'twice in June',
  },
  {
    answers: {
      'Your answer': 'We hold something: contact me about it',
      'Whom to contact, and how': 'Noor Notional, 01632 960001',
      ...by,
    },
    reads: '01632 960001',
  },
  {
    answers: { 'Your answer': 'We cannot answer', 'Why not?': 'There is no lawful way to share it', ...by },
    reads: 'There is no lawful way to share it',
  },
]

test('a partner answers in each way there is; the coordinator releases; the ledger has every question and reply', {
  skip: withoutBrowser,
}, async () => {
  const agencies = await place.town.sql<{ name: string; mailbox: string }>(
    "select name, mailbox from organisation.agency where mailbox is not null and kind <> 'police' order by name",
  )
  const partners = agencies.filter(({ name }) => !/council/i.test(name))
  assert.ok(partners.length >= 4, 'the demo town has four partners to ask')
  const [row] = await place.town.sql<{ case_id: string; person_name: string }>(
    "select case_id, person_name from casework.case_state where stage = 'asking partners' order by case_id limit 1",
  )
  const at = `/cases/${row!.case_id}`
  const ledgerBefore = await ledger(row!.case_id)
  for (const [place, { answers }] of everyAnswer.entries()) {
    const { name, mailbox } = partners[place]!
    await coordinator.opens(`${at}/enquiries/new`)
    await coordinator.answers({
      'Which agency do you ask?': name,
      'What is it for?': 'To decide whether the panel should see the case',
      'What do you ask?': `Question ${place + 1}: has the person been seen since May?`,
    })
    if (!place) await picture(coordinator, 'ask')
    await coordinator.presses('Send the question')
    await answersFromTheMail(mailbox, answers, row!.person_name, `answer-${place + 1}`)
  }
  await coordinator.opens(`${at}/enquiries`)
  for (const { reads } of everyAnswer) await coordinator.sees(reads)
  await picture(coordinator, 'enquiries-answered')
  const replies = coordinator.page
    .getByRole('link', { name: /^Release/ })
    .or(coordinator.page.getByRole('button', { name: /^Release/ }))
  const toRelease = await replies.count()
  assert.ok(toRelease >= 4, `${toRelease} replies wait to be released`)
  for (let released = 0; released < toRelease; released++) {
    await coordinator.arrives(replies.first().click())
    if (!released) await picture(coordinator, 'release')
    await coordinator.presses('Release the reply')
  }
  assert.equal(await replies.count(), 0)

  const told = (await ledger(row!.case_id)).slice(ledgerBefore.length)
  assert.equal(told.length, 8, 'a line for each question and for each reply')
  await coordinator.opens(`${at}/sharing`)
  await picture(coordinator, 'ledger')
  for (const { name } of partners.slice(0, 4)) await coordinator.sees(name)
  await coordinator.opens('/enquiries/response-times')
  await picture(coordinator, 'response-times')
  await coordinator.sees(partners[0]!.name)
})

const ledger = (caseId: string) =>
  place.town.sql<{ why: string }>('select why from trust.disclosure where case_id = $1 order by at, id', [caseId])

async function answersFromTheMail(mailbox: string, answers: Record<string, string>, name: string, called: string) {
  const { link, code } = await newestQuestion(place.town, mailbox)
  const contact = await someone(place.browser, { address: place.town.address, secret: [name] })
  await contact.opens(link)
  assert.ok(!(await contact.shows()).includes(name), 'nobody is named before the code')
  await contact.presses('Send the code')
  await contact.answers({ 'The six-digit code': await code() })
  await contact.presses('Continue')
  await contact.sees(name)
  await contact.answers(answers)
  await picture(contact, called)
  await contact.presses('Send the answer')
  await contact.sees('Thank you, your answer was sent')
  assert.equal((await contact.page.goto(link))?.status(), 404, 'the link opens nothing any more')
  await contact.page.context().close()
}

test('a caseload is moved in from a spreadsheet by pages alone, with a report by line, and taken back', {
  skip: withoutBrowser,
}, async () => {
  const rows = [
    'Caseload of a small town',
    '',
    'Referral date;Ref;First name;Last name;DOB;Source of referral;Type of concern;Summary;Gateway outcome;Gateway decided on;Gateway decided by;Gateway grounds',
    '27/03/2026;O-1;Ottoline;Quizzenby;04/05/1979;Education;No ideology identified;Said it twice;Proceed;30/03/2026;DS Gray;No investigation is cut across',
    '28/03/2026;O-2;Barnaby;Wrexford;31/02/1980;Education;No ideology identified;Said it once;;;;',
    '29/03/2026;O-3;Cressida;Yelverton;01/02/1981;Education;No ideology identified;Said it;Proceed;30/03/2026;;',
  ]
  await coordinator.opens('/moving-in')
  await picture(coordinator, 'moving-in')
  await coordinator.follows('What belongs in each column')
  await picture(coordinator, 'moving-in-template')
  await coordinator.opens('/moving-in/new')
  await coordinator.page
    .getByLabel('The spreadsheet')
    .setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n'), 'latin1') })
  await coordinator.presses('Send')
  await until(coordinator, 'Say which column holds what')
  await coordinator.follows('Say which column holds what')
  await picture(coordinator, 'moving-in-columns')
  await coordinator.answers({ 'Police force of everybody’s home (optional)': /Police/ })
  await coordinator.presses('Check the rows')
  await until(coordinator, 'Rows sent back')
  await coordinator.sees('Birth date: this is no day that can be told for certain. Write it as 27/03/2026')
  await coordinator.sees('Gateway decided by: this is needed with what else is told of this step')
  await picture(coordinator, 'moving-in-report')
  // rows are reported as they are checked: the way on comes with the last
  await until(coordinator, 'Move the good row in')
  await coordinator.follows('Move the good row in')
  await coordinator.answers({ 'I have read the report: move these rows in, in my name': '' })
  await coordinator.presses('Move them in')
  await until(coordinator, 'Take it all back')
  const report = coordinator.page.url()
  await coordinator.follows('Open')
  await coordinator.sees('Asking partners')
  await coordinator.sees(/not confirmed by police/i)
  await picture(coordinator, 'moved-in-case')
  await coordinator.opens(`${new URL(coordinator.page.url()).pathname}/chronology`)
  await coordinator.sees('(as the record before has it)')
  await picture(coordinator, 'moved-in-chronology')
  await coordinator.opens(report)
  await coordinator.follows('Take it all back')
  await coordinator.answers({ 'Take back everything that this file brought and nobody has worked on since': '' })
  await coordinator.presses('Take it back')
  await until(coordinator, 'Rows taken back')
  await picture(coordinator, 'moving-in-taken-back')
})

/** What the job does shows when the page is opened again. */
async function until({ page }: Person, words: string) {
  for (let tries = 0; tries < 120; tries++) {
    if ((await page.locator('main').innerText()).includes(words)) return
    await page.waitForTimeout(500)
    await page.reload()
  }
  assert.fail(`“${words}” did not come`)
}
