import { remindersBy, remindersDue, type Waiting } from '../src/casework/enquiries/reminding-rules.ts'
import { addDays } from '../src/platform/pure/days.ts'
import { sideBySide } from './side-by-side.ts'
import * as story from './story.ts'
import type { Told } from './cases.ts'

/** `clock`: what happens by itself every day. */
export type Who = story.Cast | 'clock'
type Telling = story.Teller<Who>
type TellerAt = (daysAgo: number) => Telling
type Holidays = ReadonlySet<string>

const school = { sector: 'Education', concern: 'No ideology identified' }
const needsHelp = {
  outcome: 'not suitable',
  ground: 'safeguarding need',
  passedTo: 'early help',
  grounds: 'Nothing of it draws towards terrorism. There is a need at home that early help can meet.',
}

const explained = {
  outcome: 'not suitable',
  ground: 'explained',
  grounds: 'The older one at the gate is a cousin, who brings the lunch. The school knows of it.',
}

/**
 * What a town meets beside the journeys, each told of somebody of its own: a mistake and its letter, one that waits for
 * the second person, one that was found and whose closing is still to be proposed, two records made one, a partner who
 * refuses and is asked higher up, one who is reminded, a hand-over that is refused, a level of need that changes, a case
 * of the panel that the police take over. Gives how many referrals these were.
 */
export async function tellBesides(tellerAt: TellerAt, holidays: Holidays): Promise<number> {
  const told = await sideBySide(
    [mistaken, perhapsMistaken, foundMistaken, madeOne, askedHigher, passedOn, heldForThePolice],
    async (tell) => tell(tellerAt, holidays),
  )
  return told.reduce((sum, each) => sum + each, 0)
}

/** Somebody who is supported is assessed again: what was found then stands beside what is found now. */
export async function assessAgain(tellerAt: TellerAt, told: readonly Told[]): Promise<void> {
  const supported = told.find(({ journey, upTo }) => journey === 'supported' && upTo === 'supported')!
  await story.assess(tellerAt(2), supported, { told: 'at exit', occasion: 'review', who: 'lead' })
}

/** The police find that it was somebody else; the letter waits for the end of the exams, and is then given. */
async function mistaken(tellerAt: TellerAt) {
  const tell = tellerAt(34)
  const progress = await story.refer(tell, {
    given: 'Dot',
    family: 'Ellipsis',
    born: '2010-03-18',
    ...school,
    worry: 'Is said to have sent a message to the whole class that praises an attack.',
    heard: 'Two pupils of the class',
  })
  await toTheGateway(tell, progress, {
    outcome: 'not suitable',
    ground: 'mistaken',
    grounds: 'The message came from somebody else, who used the name of the pupil. The provider confirmed it.',
  })
  await story.sendTheHandOver(tell, progress)
  const { caseId } = progress
  const wait = { reasons: 'The exams end next week: the form tutor asks for a quiet day.', until: inDays(tell, 14) }
  await tell.act('coordinator', 'mistakes.defer-letter', { caseId }, wait)
  tell.wait(9)
  const given = { how: 'by hand', to: 'both', on: tell.today() }
  await tell.act('coordinator', 'mistakes.record-letter', { caseId }, given)
  return 1
}

/** The mother asks whether it was a mistake: a senior officer has yet to say so. */
async function perhapsMistaken(tellerAt: TellerAt) {
  const tell = tellerAt(9)
  const progress = await story.refer(tell, {
    given: 'Nico',
    family: 'Bulletpoint',
    born: '2011-10-30',
    ...school,
    worry: 'Read aloud from a leaflet on the bus and laughed.',
  })
  await toTheGateway(tell, progress)
  const asked = {
    askedBy: 'a parent or guardian',
    on: tell.today(),
    why: 'The leaflet was set as homework on propaganda, and the class was to find out what is wrong with it.',
    view: 'The history teacher confirms the homework. Nobody had asked him.',
  }
  await tell.act('coordinator', 'mistakes.ask', progressOf(progress), asked)
  return 1
}

/** The coordinator saw it, and a senior officer found it: the finding ends nothing, so the closing is still to be proposed. */
async function foundMistaken(tellerAt: TellerAt) {
  const tell = tellerAt(6)
  const progress = await story.refer(tell, {
    given: 'Sol',
    family: 'Apostrophe',
    born: '2010-09-12',
    ...school,
    worry: 'Had a poster in the locker that was taken for the sign of a banned group.',
  })
  await toTheGateway(tell, progress)
  await story.sendTheHandOver(tell, progress)
  const asked = {
    askedBy: 'a colleague',
    on: tell.today(),
    why: 'The poster is of a chess club that two teachers run.',
    view: 'Both teachers were spoken to, and the poster was seen.',
  }
  await tell.act('coordinator', 'mistakes.ask', progressOf(progress), asked)
  tell.wait(1)
  const found = { finding: 'found', reasons: 'It is a chess club. Nothing else was ever said of the pupil.' }
  await tell.act('senior', 'mistakes.answer', progressOf(progress), found)
  return 1
}

/** The same person under two spellings, recorded as two and then made one. */
async function madeOne(tellerAt: TellerAt) {
  const worries = ['Skips lessons and waits at the gate for somebody older.', 'Wears a badge and will not say of what.']
  for (const [index, family] of ['Asteriskou', 'Asterisco'].entries()) {
    const tell = tellerAt(40 - index * 20)
    const worry = worries[index]!
    const progress = await story.refer(tell, { given: 'Remi', family, born: '2010-07-16', ...school, worry })
    await toTheGateway(tell, progress, index ? undefined : explained)
    await story.sendTheHandOver(tell, progress)
    if (!index) continue
    const { options } = await tell.see('coordinator', 'people.merge-page', progressOf(progress))
    const other = options.others.find(({ label }: { label: string }) => label.includes('Asteriskou'))
    const grounds = 'The school has one pupil of that birth date: the passport spells the name otherwise.'
    await tell.act('coordinator', 'people.merge', progressOf(progress), { other: other.value, grounds })
  }
  return 2
}

/** A document comes with the referral. One agency refuses, and its senior contact is asked; another is reminded. */
async function askedHigher(tellerAt: TellerAt, holidays: Holidays) {
  const tell = tellerAt(16)
  const words = 'Copied from the back of an exercise book: WHO STANDS BY US? (an invented page of the demo town)'
  const file = await tell.sends('teacher', { name: 'page of a book.txt', bytes: Buffer.from(words) })
  const progress = await story.refer(tell, {
    given: 'Bo',
    family: 'Forwardslash',
    born: '2010-11-02',
    ...school,
    worry: 'Writes the same question on every book.',
    documents: [{ file, description: 'What stands on the back of the book' }],
  })
  await toTheGateway(tell, progress)
  const refused = await story.askAPartner(tell, progress)
  const silent = { enquiryId: await story.askAPartner(tell, progress, 'probation'), askedOn: tell.today() }
  tell.wait(2)
  await tell.reply(refused, {
    outcome: 'refused',
    ground: 'not appropriate for us',
    explanation: 'It would break what was promised in a session.',
    by: 'Noor Notional, named nurse',
  })
  await tell.act(
    'coordinator',
    'enquiries.ask-higher',
    { enquiryId: refused },
    {
      why: 'Whether anything of it bears on harm is enough: what was said in the session is not needed.',
      dueOn: inDays(tell, 7),
    },
  )
  await remindEachDay(tell, silent, holidays)
  return 1
}

/** A need that is no concern of terrorism: one service refuses, another takes it on, and the level of need goes down. */
async function passedOn(tellerAt: TellerAt) {
  const tell = tellerAt(50)
  const progress = await story.refer(tell, {
    given: 'Uli',
    family: 'Tildemark',
    born: '2012-04-09',
    ...school,
    worry: 'Says that at home nobody would notice if the house burnt down.',
  })
  const level = (level: string, reasons: string) =>
    tell.act('coordinator', 'need.record-level', progressOf(progress), { level, reasons })
  await level('3', 'Home, school and sleep all give cause; several services are needed.')
  await toTheGateway(tell, progress, needsHelp)
  const { handOvers } = await tell.see('coordinator', 'hand-overs.list', progressOf(progress))
  const to = (service: string) => ({
    handOverId: handOvers.find(({ toService }: { toService: string }) => toService === service).handOverId as string,
  })
  const sent = { on: tell.today(), how: 'secure mail', to: 'The front door' }
  for (const service of ["children's social care", 'early help'])
    await tell.act('coordinator', 'hand-overs.send', to(service), sent)
  tell.wait(5)
  const reason = 'It does not meet the threshold: early help is enough, and is asked already.'
  const answered = { on: tell.today(), by: 'Duty worker' }
  await tell.act('coordinator', 'hand-overs.answer', to("children's social care"), {
    ...answered,
    answer: 'refused',
    reason,
  })
  await tell.act('coordinator', 'hand-overs.answer', to('early help'), { ...answered, answer: 'accepted' })
  await level('2', 'Social care sees no risk of harm. One service, early help, meets what is left.')
  tell.wait(30)
  const came = (outcome: string) => ({ outcome, on: tell.today() })
  await tell.act(
    'coordinator',
    'hand-overs.record-outcome',
    to("children's social care"),
    came('Early help took it on instead.'),
  )
  await tell.act(
    'coordinator',
    'hand-overs.record-outcome',
    to('early help'),
    came('A worker visits weekly; bedtimes are kept.'),
  )
  await level('1', 'School and home say that it is calm. What every family has is enough.')
  return 1
}

/** The panel was to see it; then the police began to investigate: the chair has yet to say how it goes on. */
async function heldForThePolice(tellerAt: TellerAt) {
  const tell = tellerAt(24)
  const progress = await story.refer(tell, {
    given: 'Ives',
    family: 'Interrobang',
    born: '2009-05-21',
    ...school,
    worry: 'Draws the plan of a building over and over, and asks who guards it.',
  })
  await toTheGateway(tell, progress)
  await story.sendTheHandOver(tell, progress)
  tell.wait(9)
  await story.decideSection36(tell, progress)
  tell.wait(10)
  await story.leadByThePolice(tell, progress)
  return 1
}

const progressOf = ({ caseId }: story.Progress) => ({ caseId })
const inDays = (tell: Telling, days: number) => addDays(tell.today(), days)

async function toTheGateway(tell: Telling, progress: story.Progress, answers?: object) {
  tell.wait(1)
  await story.match(tell, progress)
  tell.wait(1)
  await story.passTheGateway(tell, progress, answers)
}

/** What happens by itself every day: an agency that does not answer is reminded, and then its senior contact. */
async function remindEachDay(tell: Telling, { enquiryId, askedOn }: Asked, holidays: Holidays) {
  const dueOn = addDays(askedOn, 7)
  const waits = { askedOn, dueOn, over: false, toSenior: false, hasSenior: true, within: remindersBy([], askedOn) }
  const sent: string[] = []
  while (sent.length < 2) {
    tell.wait(1)
    for (const kind of remindersDue({ ...waits, sent } satisfies Waiting, tell.today(), holidays)) {
      await tell.act('clock', 'enquiries.remind', { enquiryId }, { kind })
      sent.push(kind)
    }
  }
}

interface Asked {
  enquiryId: string
  askedOn: string
}
