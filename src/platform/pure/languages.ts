import type { AnyQuestion, Option, Problem, Question, Questions } from './questions/question.ts'

/** The words of one question in another language. */
export interface QuestionWords {
  readonly label: string
  readonly hint?: string
  /** The sentence shown when there is no answer. */
  readonly missing?: string
}

/**
 * A language beside English, as data. Questions by their names (`statements.words` for one within a list); everything
 * else on the page by its English words: headings, buttons, options, sentences of rules. What is not there stays English.
 */
export interface Language {
  readonly code: string
  /** What its speakers call it. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly questions: Readonly<Record<string, QuestionWords>>
  /** `{name}` in the English stands for what differs, and is put where the translation has it. */
  readonly says: Readonly<Record<string, string>>
}

/** English words in a language, or as they are. `known`: what stands for words that are put into a sentence. */
export function wordsIn(language: Language | undefined, english: string, known: Readonly<Record<string, string>> = {}) {
  if (!language) return english
  if (Object.hasOwn(language.says, english)) return language.says[english]!
  for (const { pattern, translated } of sentencesOf(language)) {
    const parts = pattern.exec(english)?.groups
    if (parts) return translated.replace(/\{(\w+)\}/g, (_all, name: string) => part(parts[name] ?? ''))
  }
  return english

  function part(words: string) {
    return known[words] ?? language!.says[words] ?? words
  }
}

interface Sentence {
  pattern: RegExp
  translated: string
}
const sentences = new WeakMap<Language, readonly Sentence[]>()

/** The sentences with something put into them, the longest first: it says more than a shorter one that fits too. */
function sentencesOf(language: Language): readonly Sentence[] {
  const found = sentences.get(language) ?? Object.entries(language.says).filter(isSentence).toSorted(longest).map(read)
  sentences.set(language, found)
  return found
}
const isSentence = ([english]: [string, string]) => english.includes('{')
const longest = ([one]: [string, string], [other]: [string, string]) => other.length - one.length
const read = ([english, translated]: [string, string]): Sentence => ({
  pattern: new RegExp(`^${RegExp.escape(english).replace(/\\\{(\w+)\\\}/g, partNamed)}$`, 's'),
  translated,
})

const figures = ['day', 'year', 'number', 'length', 'age', 'least', 'most', 'time']
/** What is counted or dated begins with a figure, so that such a sentence is not taken for another. */
const partNamed = (_all: string, name: string) => `(?<${name}>${figures.includes(name) ? '\\d[\\d.,: apm]*' : '.+?'})`

const translated = new WeakMap<Language, WeakMap<Questions, Questions>>()

/** The same questions with the words of a language; made once for each. */
export function questionsIn(language: Language | undefined, questions: Questions): Questions {
  if (!language) return questions
  const known = translated.get(language) ?? new WeakMap<Questions, Questions>()
  translated.set(language, known)
  const found = known.get(questions) ?? translate(language, questions, '')
  known.set(questions, found)
  return found
}

/** Problems in a language: what was not answered by the question's own sentence, the rest by its English one. */
export function problemsIn(
  language: Language | undefined,
  questions: Questions,
  problems: readonly Problem[],
): readonly Problem[] {
  if (!language) return problems
  return problems.map((problem) => {
    const path = problem.at.split('-').filter((part) => !/^\d+$/.test(part))
    const question = path.length ? questionAt(questions, path) : undefined
    const words = language.questions[path.join('.')]
    const own = question?.missing === problem.message && words?.missing
    return { ...problem, message: own || wordsIn(language, problem.message, calledIn(language, question, words)) }
  })
}

/** What a sentence calls a question: by its label, unless it has a name of its own. */
function calledIn(language: Language, question: AnyQuestion | undefined, words: QuestionWords | undefined) {
  if (!question || !words) return {}
  return { [question.called]: language.says[question.called] ?? words.label }
}

function questionAt(questions: Questions, [name, ...rest]: readonly string[]): AnyQuestion | undefined {
  const question = questions[name!]
  if (!question || !rest.length) return question
  return question.kind === 'list' ? questionAt(question.of, rest) : undefined
}

function translate(language: Language, questions: Questions, path: string): Questions {
  return Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, translateOne(language, question, path + name)]),
  )
}

function translateOne(language: Language, question: Question, path: string): Question {
  const words = language.questions[path]
  const say = (english: string) => wordsIn(language, english)
  const common = {
    ...(words ? { ...words, called: words.label } : {}),
    ...(question.section ? { section: say(question.section) } : {}),
  }
  if (question.kind === 'list') {
    const of = translate(language, question.of, `${path}.`)
    return { ...question, ...common, of, item: say(question.item), items: say(question.items) }
  }
  if (question.kind !== 'choice' && question.kind !== 'choices') return { ...question, ...common }
  return { ...question, ...common, options: optionsIn(language, question.options) }
}

/** Options with their labels and hints in a language; the values stay. */
export function optionsIn(language: Language | undefined, options: readonly Option[]): readonly Option[] {
  if (!language) return options
  return options.map((option) => ({
    ...option,
    label: wordsIn(language, option.label),
    ...(option.hint ? { hint: wordsIn(language, option.hint) } : {}),
  }))
}
