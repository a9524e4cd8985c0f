import { checkAnswers } from './check.ts'
import { asRaw, isAsked, isBlank, own, type Problem, type Question, type Questions, type Raw } from './question.ts'

/** A part of a long form: it begins with a question that has a `section`, and ends before the next one. */
export interface Section {
  /** As it stands in an address: "who-the-person-is". */
  readonly name: string
  readonly title: string
  readonly questions: Questions
}

/** How far one is with a section; 'optional' is one that has nothing in it and needs nothing. */
export type Standing = 'to do' | 'in part' | 'done' | 'optional'

const known = new WeakMap<Questions, readonly Section[]>()

/** The sections of a long form, in the order asked. The first question names the first section. */
export function sectionsOf(questions: Questions): readonly Section[] {
  const found = known.get(questions) ?? cut(questions)
  known.set(questions, found)
  return found
}

/** The section that asks the question at a path such as `statements-0-words`. */
export function sectionOf(questions: Questions, at: string): Section | undefined {
  const name = at.split('-')[0]!
  return sectionsOf(questions).find((section) => Object.hasOwn(section.questions, name))
}

/** What a section asks, given all answers so far: one that depends on another section is asked there or not at all. */
export function askedIn(all: Questions, section: Section, raw: unknown): Questions {
  const asked = Object.entries(section.questions).flatMap(([name, question]): [string, Question][] => {
    const elsewhere = question.onlyWhen && !Object.hasOwn(section.questions, question.onlyWhen.question)
    if (!elsewhere) return [[name, question]]
    return isAsked(all, name, asRaw(raw)) ? [[name, { ...question, onlyWhen: undefined }]] : []
  })
  return Object.fromEntries(asked)
}

/** Of all answers so far, those to one section. */
export function inSection({ questions }: Pick<Section, 'questions'>, raw: unknown): Raw {
  return Object.fromEntries(Object.entries(asRaw(raw)).filter(([name]) => Object.hasOwn(questions, name)))
}

/** Of all answers so far, those that stand by themselves: what is typed wrongly is left out. */
export function goodAnswers(questions: Questions, raw: unknown, today: string): Raw {
  const given = asRaw(raw)
  const good = Object.entries(questions).flatMap(([name, question]) => {
    if (isBlank(own(given, name)) || !isAsked(questions, name, given)) return []
    const checked = checkAnswers({ [name]: { ...question, onlyWhen: undefined } }, { [name]: given[name] }, { today })
    return checked.ok ? Object.entries(checked.answers) : []
  })
  return Object.fromEntries(good)
}

/** How far one is with these questions. `also`: what rules between answers find wrong. */
export function standingOf(
  questions: Questions,
  raw: Raw,
  { today, also }: { today: string; also: readonly Problem[] },
) {
  const begun = Object.keys(questions).some((name) => !isBlank(own(raw, name)))
  const checked = checkAnswers(questions, raw, { today })
  const complete = checked.ok && !also.length
  if (complete) return begun ? 'done' : 'optional'
  return begun ? 'in part' : 'to do'
}

function cut(questions: Questions): Section[] {
  const sections: { name: string; title: string; questions: { [name: string]: Question } }[] = []
  for (const [name, question] of Object.entries(questions)) {
    const title = question.section ?? (sections.length ? undefined : 'Answers')
    if (title) sections.push({ name: nameFor(title), title, questions: {} })
    // the page of a section has its title as its heading
    sections.at(-1)!.questions[name] = question.section ? { ...question, section: undefined } : question
  }
  return sections
}

const nameFor = (title: string) =>
  title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
