/**
 * The whole road of one concern, from the referral to the twelve-month review, walked by the people whose work each
 * step is: in a browser without script, on a screen of 320 pixels, each signed in by password and second factor.
 */
import assert from 'node:assert/strict'
import { finishQuestions } from '../../src/casework/assessment/questions.ts'
import { publicReferralQuestions } from '../../src/casework/referrals/questions.ts'
import { addDays, addMonths, showDay, showDayWithWeekday } from '../../src/platform/pure/days.ts'
import { byKeyboard } from './keyboard.ts'
import { type Person } from './person.ts'
import { newestQuestion } from './question-by-mail.ts'
import {
  answersByLink,
  asksTheTrust,
  fillsIn,
  recordsSomebodyNew,
  recordsThatItWasSent,
  releasesTheReply,
} from './refers.ts'
import { atWork } from './at-work.ts'
import { companions } from './companions.ts'

const known = 'Wren Asterisk'
const secret = ['Wren', 'Asterisk']
const roadInDays = 500

const place = atWork({ cases: false, daysAgo: roadInDays })
const { aStranger, as, step } = companions({ place, secret })

const receipt = { reference: '', code: '' }
let meetsOn = ''
let casePath = ''
let itemPath = ''
const pathOf = ({ page }: Person) => new URL(page.url()).pathname

async function toTheCase(person: Person) {
  await person.goesTo('Cases')
  await person.follows(known)
}

step('The coordinator sets the terms of reference, and gives each agency its seat', async () => {
  const coordinator = await as('coordinator')
  await coordinator.goesTo('Panel')
  await coordinator.follows('Set the terms of the first panel')
  await coordinator.answers({
    'Name of the panel': 'Exampleham Channel Panel',
    Chair: /Frances Fictive/,
    'Deputy chair (optional)': /Desmond Dreamt/,
    'Name of the board': 'Community Safety Partnership',
    'From when do these terms apply?': place.town.today(),
  })
  await coordinator.presses('Set the terms')
  await coordinator.sees('The terms of reference were set')
  for (const member of [/Ines Invented/, /Noor Notional/, /Yara Yarn/]) {
    await coordinator.follows('Give a seat')
    await coordinator.answers({ 'Who takes the seat?': member, From: place.town.today() })
    await coordinator.presses('Give the seat')
  }
  await coordinator.sees('Exampleham Youth Offending Service')
})

step('A teacher refers a pupil by keyboard alone, and is shown a reference and a code', async () => {
  const teacher = await as('teacher')
  await teacher.goesTo('Refer somebody')
  const keyboard = byKeyboard(teacher)
  const goesOn = () => keyboard.activates('Save and continue')
  await keyboard.activates('Start now')
  await keyboard.types('Forenames (optional)', 'Wren')
  await keyboard.types('Surname (optional)', 'Asterisk')
  await keyboard.typesDay('Birth date (optional)', addMonths(place.town.today(), -12 * 15))
  for (const _ of ['who the person is', 'where they live', 'language']) await goesOn()
  await keyboard.chooses('Do they live with a child, or care for one?', 1)
  for (const _ of ['family', 'school']) await goesOn()
  await keyboard.types('What happened or was said', 'Keeps a list of people who should be gone.')
  await keyboard.chooses('This is')
  await keyboard.types('Who saw it, said it or holds it', 'Their form tutor')
  await goesOn()
  await keyboard.types('Where does this referral come from?', 'Education')
  await keyboard.types('Type of concern', 'No ideology identified')
  await keyboard.chooses('Have they wished or threatened to harm anybody?', 2)
  for (const _ of ['the concern', 'needs and strengths']) await goesOn()
  await keyboard.chooses('Does the person know of this referral?')
  await goesOn()
  await keyboard.chooses('Who noticed first?')
  await keyboard.chooses('Does whoever noticed, or do you, wish not to be named to the person?', 1)
  for (const _ of ['who noticed', 'health', 'what was done', 'documents']) await goesOn()
  await teacher.sees('Check your answers')
  await keyboard.activates('Send the referral')
  await teacher.sees('Your referral was received')
  await teacher.sees('Because of a child, this goes to')
  receipt.reference = await valueOf(teacher, 'Reference')
  receipt.code = await valueOf(teacher, 'Code')
})

step('Somebody without an account tells of another person, and learns no more than that it was received', async () => {
  const neighbour = await aStranger()
  await neighbour.opens('/')
  await neighbour.follows('Tell us about a concern')
  await fillsIn(
    neighbour,
    {
      givenNames: 'Danny',
      ageAbout: '20',
      livesWithChild: 'not known',
      statements: [
        { words: 'Stopped coming to practice and says the others are traitors.', kind: 'opinion', source: 'I did' },
      ],
      sector: 'Friends and family',
      concern: 'Not specified',
      harm: 'no',
      personKnows: 'Yes',
      noticedBy: 'me',
      wishesUnnamed: 'Yes',
    },
    { asks: publicReferralQuestions },
  )
  await neighbour.presses('Send the referral')
  const [reference, code] = [await valueOf(neighbour, 'Reference'), await valueOf(neighbour, 'Code')]
  await neighbour.follows('With the reference and the code you can see at any time how far your referral is.')
  await neighbour.answers({ Reference: reference, Code: code })
  await neighbour.presses('Show how far it is')
  await neighbour.sees('Your referral was received')
  await neighbour.follows('Back')
  await neighbour.answers({ Reference: reference, Code: receipt.code })
  await neighbour.presses('Show how far it is')
  await neighbour.sees('There is no such referral')
})

step('The coordinator finds it among the work to do, and records a new person after looking for others', async () => {
  place.town.wait(1)
  const coordinator = await as('coordinator')
  await coordinator.goesTo('Your work')
  await coordinator.follows(new RegExp(known))
  casePath = pathOf(coordinator)
  await coordinator.follows('Read the referral')
  await coordinator.sees('Keeps a list of people who should be gone.')
  await coordinator.follows('Overview')
  await recordsSomebodyNew(coordinator, 'No name alike, no such birth date.')
})

step('The coordinator hands the child over to social care as well, and follows it to its outcome', async () => {
  const coordinator = await as('coordinator')
  await coordinator.opens(`${casePath}/hand-overs`)
  await recordsThatItWasSent(coordinator, { on: place.town.today(), to: 'The front door of social care' })
  await coordinator.follows('Record the answer')
  await coordinator.answers({
    'What did the service answer?': 'Accepted',
    'When did they answer?': place.town.today(),
    'Who answered?': 'The duty social worker',
  })
  await coordinator.presses('Record it')
  await coordinator.follows('Record what came of it')
  await coordinator.answers({
    'What came of it?': 'An assessment of the family; no further need was found.',
    'When was that?': place.town.today(),
  })
  await coordinator.presses('Record it')
  await coordinator.sees('The outcome was recorded')
})

step('The police case officer of the home force lets it through the gateway', async () => {
  place.town.wait(1)
  const officer = await as('officer')
  await officer.follows(new RegExp(known))
  await officer.follows('Record the gateway outcome')
  await officer.answers({
    'What did the police find?': 'Proceed: it may be a concern for Channel, and cuts across no investigation',
    'Grounds, in words': 'No investigation is cut across. Little is known yet.',
  })
  await officer.presses('Record the outcome')
  await officer.sees('The gateway outcome was recorded')
})

step(
  'The coordinator asks the health trust one question, and who reads its mailbox answers by link and code',
  async () => {
    const coordinator = await as('coordinator')
    await toTheCase(coordinator)
    await asksTheTrust(coordinator, { by: addDays(place.town.today(), 7) })
    await coordinator.sees('The question was sent')

    const mailbox = 'enquiries.health@exampleham.example'
    const question = await newestQuestion(place.town, mailbox)
    const contact = await aStranger()
    await answersByLink(contact, {
      ...question,
      held: 'Known to the school nurse. Sleeps badly.',
      before: namesNobody,
      reads: (reader) => reader.sees(known),
    })
    await contact.sees('Thank you, your answer was sent')
    await contact.findsNothingAt(new URL(question.link).pathname, 'This link opens nothing')
  },
)

step('The coordinator releases the answer into the case', async () => {
  place.town.wait(2)
  const coordinator = await as('coordinator')
  await toTheCase(coordinator)
  await coordinator.follows('Enquiries')
  await coordinator.sees('To be released')
  await releasesTheReply(coordinator)
  await coordinator.sees('The reply was released into the case')
})

step('The section 36 officer finds grounds in words, and is let out of the case again', async () => {
  const authoriser = await as('authoriser')
  await authoriser.follows(new RegExp(known))
  await authoriser.follows('Record the section 36 decision')
  await authoriser.answers({
    'Are there reasonable grounds to believe that this person is vulnerable to being drawn into terrorism?':
      'Yes: refer the person to the panel',
    'What are the grounds, or why are there none?': 'The account is first-hand, and the list grows.',
  })
  await authoriser.presses('Record the decision')
  await authoriser.sees('The section 36 decision was recorded')
  await authoriser.findsNothingAt(casePath)
})

step('The coordinator calls a meeting and puts the case on its agenda', async () => {
  const coordinator = await as('coordinator')
  meetsOn = addDays(place.town.today(), 10)
  await coordinator.goesTo('Panel')
  await coordinator.follows('Call a meeting')
  await coordinator.answers({
    'What kind of meeting is it?': 'Ordinary',
    Date: meetsOn,
    Time: '10am',
    Place: 'Committee room 2',
  })
  await coordinator.presses('Call the meeting')
  await coordinator.follows(known)
  await coordinator.answers({ 'Which meeting?': new RegExp(showDay(meetsOn)) })
  await coordinator.presses('Put on the agenda')
  await coordinator.sees('The case is on the agenda')
})

step('The teacher sees by reference and code that it is being considered, and nothing about the pupil', async () => {
  await teacherSees('Your referral is being considered')
})

step('The chair opens the meeting and calls the roll', async () => {
  place.town.wait(10)
  const chair = await as('chair')
  await toTheMeeting(chair)
  await chair.follows('Open the meeting')
  await chair.presses('Open the meeting')
  await chair.follows('Call the roll')
  await chair.answers({
    'Who is present?': [/Frances Fictive/, /Ines Invented/, /Noor Notional/, /Yara Yarn/],
    'Who is in the chair?': /Frances Fictive/,
  })
  await chair.presses('Record the roll')
  await chair.sees('Yes, in the chair')
})

step(
  'A member who declares a conflict at once no longer sees the case, its papers and its place on the agenda',
  async () => {
    const youth = await as('youth')
    await toTheMeeting(youth)
    await youth.follows(known)
    itemPath = pathOf(youth)
    await youth.follows('The referral')
    await youth.sees('Keeps a list of people who should be gone.')
    const paper = pathOf(youth)
    await youth.opens(itemPath)
    await youth.follows('Declare a conflict, or that you know the person')
    await youth.answers({
      'What do you declare?': 'A conflict of interest',
      'Say why': 'A cousin of mine.',
      'Do you have copies of the papers outside this system?': 'No',
    })
    await youth.presses('Declare it')
    await youth.sees('Your declaration was recorded')
    for (const path of [itemPath, paper, casePath, `${itemPath}/view`]) await youth.findsNothingAt(path)
    await toTheMeeting(youth)
    await namesNobody(youth)
  },
)

step('The council and the police are for adopting the case, health is against it', async () => {
  const view = async (key: string, name: RegExp, view: string, words: string) => {
    const member = await as(key)
    await toTheMeeting(member)
    await member.follows(known)
    await member.follows("Give an agency's view")
    await member.answers({ 'Who gave the view?': name, "What is the agency's view?": view, 'In their words': words })
    await member.presses('Record the view')
    await member.sees('The view was recorded')
  }
  const adopt = 'Adopt the case: support is offered, with consent'
  await view('chair', /Frances Fictive/, adopt, 'The needs are real.')
  await view('officer', /Ines Invented/, adopt, 'The police agree.')
  await view('health', /Noor Notional/, 'Do not adopt it: other support is considered', 'Sleep explains most of it.')
})

step(
  'The chair records that the panel adopts it by majority, and an action; health dissents with reasons',
  async () => {
    const chair = await as('chair')
    await chair.opens(itemPath)
    await chair.follows('Record the decision')
    await chair.answers({
      'What did the panel decide?': 'Adopt the case: support is offered, with consent',
      'How was it decided?': 'By the majority of the panel',
      Reasons: 'The needs and the list together.',
    })
    await chair.presses('Record the decision')
    await chair.follows('Set an action')
    await chair.answers({
      'Who does it?': /Noor Notional/,
      'What is to be done?': 'Arrange an appointment with the school nurse.',
      'By when?': addDays(place.town.today(), 14),
    })
    await chair.presses('Set the action')

    const health = await as('health')
    await health.opens(itemPath)
    await health.follows('Dissent from the decision')
    await health.answers({ 'Why do you dissent?': 'Sleep explains most of what was seen.' })
    await health.presses('Record the dissent')
    await health.sees('Sleep explains most of what was seen.')
  },
)

step('The chair closes the meeting and approves its minutes, which keep the dissent', async () => {
  const chair = await as('chair')
  await toTheMeeting(chair)
  await chair.follows('Close the meeting')
  await chair.presses('Close the meeting')
  await chair.follows('Draft of the minutes')
  await chair.sees('Sleep explains most of what was seen.')
  await toTheMeeting(chair)
  await chair.follows('Approve the minutes')
  await chair.answers({ 'I have read these minutes and they are right': 'yes' })
  await chair.presses('Approve the minutes')
  await chair.sees('The minutes were approved')
})

step('The coordinator names the lead professional, and both say how consent is asked', async () => {
  const coordinator = await as('coordinator')
  await toTheCase(coordinator)
  await coordinator.follows('Name the lead professional')
  await coordinator.answers({ 'Who is the lead professional?': /Leila Legend/ })
  await coordinator.presses('Name the lead professional')
  const lead = await as('lead')
  await lead.follows(new RegExp(known))
  await lead.follows('Plan how consent is asked')
  await lead.answers({
    'Who is to be asked?': 'A parent or guardian, because the person is under 18',
    'Is this parent or guardian believed to be a source of risk?': 'No',
    'Name of whoever is to be asked': 'The mother',
    'How will they be asked?': 'In person',
    'When will they be asked?': addDays(place.town.today(), 2),
    'Who will ask?': /Leila Legend/,
  })
  await lead.presses('Save the plan to ask')
  await lead.sees('It was recorded how consent is asked')
})

step('The lead professional records that the mother consents, and what the young person thinks', async () => {
  place.town.wait(2)
  const lead = await as('lead')
  await toTheCase(lead)
  await lead.follows('Record consent')
  await lead.answers({
    'What was the answer?': 'Consent was given',
    'Who answered?': 'A parent or guardian of a person under 18',
    'Name of whoever answered': 'The mother',
    'How do you know that they may decide?': 'She showed the birth certificate.',
    "The young person's own view (optional)": 'Wants to talk to somebody who is not a teacher.',
    'How did they answer?': 'In person',
    'On which day?': place.town.today(),
    'What was said': 'Yes, as long as it does not show at school.',
  })
  await lead.presses('Record the answer')
  await lead.sees('The answer was recorded')
})

step('The plan gives every need an action or a reason, and says who, how, when and what kind of support', async () => {
  const lead = await as('lead')
  await toTheCase(lead)
  await lead.follows('Write the support plan')
  await lead.presses('Add another need')
  await lead.answers(
    {
      'What is the need?': 'Somebody to talk to outside school',
      'What is done about it?': 'An action',
      'What kind of support is it?': 'Mentoring',
      'Who is responsible for providing it?': /Ivo Imaginary/,
      'How will it be provided?': 'Weekly, at the youth centre',
      'When does it start?': place.town.today(),
      'How many sessions are commissioned?': '2',
      'Does it rest on consent?': 'Yes',
    },
    'Need 1',
  )
  await lead.answers(
    {
      'What is the need?': 'Sleep',
      'What is done about it?': 'Nothing, for a reason',
      'Why is nothing done about it?': 'The school nurse has taken this on.',
    },
    'Need 2',
  )
  await lead.answers({
    'Was the person asked what they want from the plan?': 'Yes',
    'What did they say?': 'Football.',
  })
  await lead.presses('Save the plan')
  await lead.sees('0 of 2 sessions delivered')
})

step('The mentor records the two sessions that were commissioned', async () => {
  const mentor = await as('mentor')
  for (const session of ['Talked about school.', 'Talked about the list, and tore it up.']) {
    place.town.wait(7)
    await mentor.goesTo('Your work')
    await mentor.follows(/In support/)
    await mentor.follows(known)
    await mentor.follows('Plan')
    await mentor.follows('Mentoring')
    await mentor.follows('Record a session')
    await mentor.answers({
      'When was the session?': place.town.today(),
      'Did the person attend?': 'Yes',
      'What was done?': session,
    })
    await mentor.presses('Record the session')
    await mentor.sees(session)
  }
  await mentor.sees('2 of 2 sessions delivered')
})

step(
  'The lead professional reviews the plan and ends the action; the nurse has done hers, and sees the case no more',
  async () => {
    const lead = await as('lead')
    await toTheCase(lead)
    await lead.follows('Review the plan')
    await lead.answers({
      'When was the plan reviewed?': place.town.today(),
      Who: 'The mother',
      'What they contributed': 'It is quieter at home.',
      'What was the outcome?': 'Ready for exit',
      'Reasons for the outcome': 'What was agreed was done.',
    })
    await lead.presses('Record the review')
    await lead.follows('Mentoring')
    await lead.follows('End this action')
    await lead.answers({ 'Why does this action end?': 'The support was given', 'Say more': 'Both sessions were held.' })
    await lead.presses('End the action')

    const health = await as('health')
    await health.goesTo('Your work')
    await health.follows(new RegExp(known))
    await health.follows('Say that it is done')
    await health.answers({ 'What was done?': 'The appointment was kept.' })
    await health.presses('It is done')
    // the minutes are approved, and with her action the last reason to read them has gone
    await health.findsNothingAt(itemPath)
  },
)

step('The lead professional assesses the person at the exit, part by part', async () => {
  const lead = await as('lead')
  await toTheCase(lead)
  await lead.follows('Assessment')
  await lead.follows('Begin an assessment')
  await lead.answers({ 'Why is it made now?': 'At the exit from support', 'With which instrument?': /./ })
  await lead.presses('Begin the assessment')
  const toDo = lead.page.locator('.govuk-task-list__item', { hasText: 'To do' }).locator('a[href*="/parts/"]')
  while (await toDo.count()) {
    await lead.arrives(toDo.first().click())
    for (const unknown of await lead.page.getByLabel('Not known').all()) await unknown.check()
    await lead.presses('Save and go on')
    await lead.sees('This part was saved')
  }
  await lead.follows('Protective factors and strengths')
  await lead.answers({
    'What is it?': 'Football',
    'How does it show?': 'Trains twice a week.',
    'Who or what does it come from, and of when is it?': 'The coach, this week',
  })
  await lead.presses('Save and go on')
  await lead.follows('Needs')
  await lead.presses('Save and go on')
  await lead.follows('Summary, and what has changed')
  await lead.answers({
    'What does all of this come to?': 'What drew them has gone, and friends are back.',
    'What does the person themselves say?': 'That they have better things to do.',
  })
  await lead.presses('Save and go on')
  await lead.follows('Check your answers and finish')
  await lead.answers({ [finishQuestions.checked.label]: 'yes' })
  await lead.presses('Finish the assessment')
  await lead.sees('The assessment is finished')
})

step('The coordinator records the exit, and the lead professional and the mentor no longer see the case', async () => {
  const coordinator = await as('coordinator')
  await toTheCase(coordinator)
  await coordinator.follows('Record the exit')
  await coordinator.answers({
    'Why does the case leave support?': 'The vulnerability was removed or significantly lessened',
    'On which day?': place.town.today(),
    'The reason in words': 'The list is gone, and friends are back.',
    'Member and agency': 'Frances Fictive, council',
    'Their view': 'Agrees.',
  })
  await coordinator.presses('Record the exit')
  await coordinator.sees('The exit was recorded')
  for (const key of ['lead', 'mentor']) await (await as(key)).findsNothingAt(`${casePath}/plan`)
})

for (const months of [6, 12]) {
  step(`${months} months later the coordinator finds the ${months}-month review due, and records it`, async () => {
    place.town.wait(months === 6 ? 183 : 184)
    const coordinator = await as('coordinator')
    await coordinator.goesTo('Your work')
    await coordinator.sees(`Carry out the ${months}-month review`)
    await coordinator.follows(new RegExp(known))
    await coordinator.follows('Record the review')
    await coordinator.answers({
      'Which review is it?': new RegExp(`${months}-month review`),
      'When was it carried out?': place.town.today(),
      'What was found, and from whom': 'School and mother were asked: nothing new.',
      'What was the outcome?': 'No concern',
    })
    await coordinator.presses('Record the review')
    await coordinator.sees('The review was recorded')
  })
}

step('Nothing is left to do: the case is finished, and its chronology tells the whole road', async () => {
  const coordinator = await as('coordinator')
  await coordinator.follows('Chronology')
  await coordinator.sees('Finished, since')
  const told = await coordinator.page.locator('.moj-timeline__title').allInnerTexts()
  assert.deepEqual(told.toReversed().map(withoutReference), [
    'A referral was received and the case was opened',
    'The referral was matched to a person who was not recorded before',
    'A hand-over was sent',
    'The service answered the hand-over: accepted',
    'What came of a hand-over was recorded',
    'The police found that it may proceed: it may be a concern for Channel, and cuts across no investigation',
    'Exampleham Health Trust was asked about the person',
    'Exampleham Health Trust answered',
    'Exampleham Health Trust’s reply was released into the case: held',
    'There are reasonable grounds: the person was referred to the panel (section 36)',
    'The case was put on the agenda of the panel, as a new case',
    'A member declared a conflict of interest',
    'An agency gave its view',
    'An agency gave its view',
    'An agency gave its view',
    'The panel adopted the case, by the majority',
    'The panel gave somebody something to do',
    'A member’s dissent was recorded',
    'A lead professional was named',
    'It was decided how, when and by whom consent is asked',
    'Consent was given',
    'The support plan was written',
    'A session was recorded',
    'A session was recorded',
    'The plan was reviewed: ready for exit',
    'An action of the plan ended: given',
    'What the panel had asked for was done',
    'An assessment was begun, at exit',
    'The assessment was finished, at exit',
    'The person left Channel: concern reduced',
    'The 6-month review was held: no concern',
    'The 12-month review was held: no concern',
  ])
  await coordinator.goesTo('Your work')
  await namesNobody(coordinator)
  await teacherSees('Your referral is finished with or was passed on')
})

const withoutReference = (line: string) => line.trim().replace(/: R-[\w-]+$/, '')

async function toTheMeeting(member: Person) {
  await member.goesTo('Panel')
  await member.follows(showDayWithWeekday(meetsOn))
}

async function teacherSees(words: string) {
  const teacher = await as('teacher')
  await teacher.opens('/referral-status')
  await teacher.answers({ Reference: receipt.reference, Code: receipt.code })
  await teacher.presses('Show how far it is')
  await teacher.sees(words)
  await namesNobody(teacher)
}

async function valueOf({ page }: Person, label: string) {
  const row = page.locator('.govuk-summary-list__row', { hasText: label })
  return (await row.locator('dd').first().innerText()).trim()
}

async function namesNobody({ page }: Person) {
  const text = await page.locator('body').innerText()
  for (const name of secret) assert.ok(!text.includes(name), text)
}
