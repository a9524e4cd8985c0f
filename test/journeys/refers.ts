import type { Questions } from '../../src/platform/pure/questions.ts'
import { askedIn, sectionsOf } from '../../src/platform/pure/questions.ts'
import { type Language, questionsIn, wordsIn } from '../../src/platform/pure/languages.ts'
import type { Person } from './person.ts'

/** Answers by the names of the questions: words, a day, the value of an option, or the items of a list. */
export type Told = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>

interface Form {
  /** What the form asks. */
  asks: Questions
  /** The language that it is read in, beside English. */
  language?: Language | undefined
  /** The words on the button that leads to the first section. */
  start?: string
}

/** Goes through the form of a referral from its first section to the page where all is checked. */
export async function fillsIn(
  person: Person,
  told: Told,
  { asks, language, start = 'Start now' }: Form,
): Promise<void> {
  const say = (english: string) => wordsIn(language, english)
  await person.follows(say(start))
  for (const section of sectionsOf(asks)) {
    const questions = questionsIn(language, askedIn(asks, section, told))
    for (const [name, question] of Object.entries(questions)) {
      const given = told[name]
      if (given === undefined) continue
      const items = typeof given === 'string' ? [{ [name]: given }] : given
      const of = question.kind === 'list' ? question.of : { [name]: question }
      for (const item of items) await person.answers(inWords(of, item, say))
    }
    await person.presses(say('Save and continue'))
  }
}

/** By the words on the screen what is told by name. */
function inWords(questions: Questions, told: Readonly<Record<string, string>>, say: (english: string) => string) {
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => {
      const question = questions[name]!
      const label = question.optional && !question.onlyWhen ? `${question.label} ${say('(optional)')}` : question.label
      if (question.kind === 'yesNo') return [label, say(value)]
      const option = question.kind === 'choice' ? question.options.find((each) => each.value === value) : undefined
      return [label, option?.label ?? say(value)]
    }),
  )
}

/** Looks for the person first, finds nobody alike, and records somebody new: on the page of the match. */
export async function recordsSomebodyNew(coordinator: Person, why: string): Promise<void> {
  await coordinator.follows('Match to a person')
  await coordinator.sees('Nobody recorded has such a name')
  await coordinator.answers({
    'Is this somebody new?': 'Yes: record a new person',
    'Which police force polices where they live?': 'Exampleshire Police',
    'Why?': why,
  })
  await coordinator.presses('Record the answer')
}

/** Records, on the page of the hand-overs, that one was sent on a day. */
export async function recordsThatItWasSent(coordinator: Person, { on, to }: { on: string; to: string }): Promise<void> {
  await coordinator.follows('Record that it was sent')
  await coordinator.answers({ 'When was it sent?': on, 'How was it sent?': 'By secure mail', 'To whom?': to })
  await coordinator.presses('Record it')
}

/** Asks the health trust whether it knows the person, from a page of the case on. */
export async function asksTheTrust(coordinator: Person, { by }: { by: string }): Promise<void> {
  await coordinator.follows('Ask a partner')
  await coordinator.answers({
    'Which agency do you ask?': 'Exampleham Health Trust',
    'What is it for?': 'To decide whether the panel should see the case',
    'On what lawful basis?': 'Public task: the Channel panel',
    'What do you ask?': 'Is this person known to you?',
    'By when do you need the answer?': by,
  })
  await coordinator.presses('Send the question')
}

interface Answering {
  link: string
  code: () => Promise<string>
  held: string
  /** Looks at each page that comes before the code is confirmed, and at the question. */
  before?: (contact: Person) => Promise<void>
  reads?: (contact: Person) => Promise<void>
}

/** Answers from the mail, by link and code, with what the agency holds. */
export async function answersByLink(contact: Person, { link, code, held, before, reads }: Answering): Promise<void> {
  await contact.opens(link)
  await before?.(contact)
  await contact.presses('Send the code')
  await before?.(contact)
  await contact.answers({ 'The six-digit code': await code() })
  await contact.presses('Continue')
  await reads?.(contact)
  await contact.answers({
    'Your answer': 'We hold something, and answer here',
    'What do you hold?': held,
    'Your name and job': 'Noor Notional, named nurse',
  })
  await contact.presses('Send the answer')
}

/** Releases the reply into the case, on the page of its enquiries. */
export async function releasesTheReply(coordinator: Person): Promise<void> {
  await coordinator.follows(/Release the reply/)
  await coordinator.presses('Release the reply')
}
