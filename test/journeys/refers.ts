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
