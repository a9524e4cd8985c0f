import { type Language, optionsIn, questionsIn, wordsIn } from '../pure/languages.ts'
import type { Options, Questions } from '../pure/questions/question.ts'

/** The language of the page that is being drawn. A page is drawn in one go, so that no other comes in between. */
let current: Language | undefined

/** Draws in a language; without one, in English. */
export function drawnIn<Drawn>(language: Language | undefined, draw: () => Drawn): Drawn {
  const before = current
  current = language
  try {
    return draw()
  } finally {
    current = before
  }
}

/** Words of a page, given in English, in the language that it is drawn in. */
export const say = (english: string) => wordsIn(current, english)

/** Questions in the language that the page is drawn in. */
export const asked = (questions: Questions) => questionsIn(current, questions)

/** Options that were known only now, in the language that the page is drawn in. */
export const offered = (options: Options): Options =>
  current
    ? Object.fromEntries(Object.entries(options).map(([name, each]) => [name, optionsIn(current, each)]))
    : options
