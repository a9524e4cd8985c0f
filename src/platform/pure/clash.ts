import { describeAnswers } from './questions/describe.ts'
import { formValues, readForm } from './questions/form.ts'
import { type AnyQuestion, asRaw, type Options, type Questions } from './questions/question.ts'
import { capital } from './words.ts'

export type Which = 'mine' | 'theirs'
type Raw = Record<string, unknown>

/** One thing that two people answered differently: a question, or one item of a list that is as long in both. */
export interface Difference {
  /** `reasons`, `items-2`. */
  at: string
  label: string
  mine: readonly { label: string; text: string }[]
  theirs: readonly { label: string; text: string }[]
  /** Whose is meant, where only one of the two changed it. */
  usual?: Which
}

interface Unit {
  at: string
  name: string
  index?: number
}

export interface Versions {
  /** What was typed, raw. */
  mine: unknown
  /** What somebody else saved meanwhile, raw. */
  theirs: unknown
  /** `marksOf` what the form was drawn from, where that is known. */
  was?: string | undefined
  options?: Options
}

/** Where two versions of the same answers differ, in the order asked, each with what both say. */
export function differencesIn(questions: Questions, { was, options = {}, ...both }: Versions): Difference[] {
  const [mine, theirs] = [asSent(questions, both.mine), asSent(questions, both.theirs)]
  const before = readMarks(was)
  return unitsOf(questions, mine, theirs).flatMap((unit) => {
    // what the record holds no version of is asked anew each time
    if (!Object.hasOwn(asRaw(both.theirs), unit.name)) return []
    const [one, other] = [written(mine, unit), written(theirs, unit)]
    if (one === other) return []
    const usual = usualOf(before.get(unit.at), markOf(one), markOf(other))
    const described = {
      mine: describe(questions, mine, unit, options),
      theirs: describe(questions, theirs, unit, options),
    }
    return [
      {
        at: unit.at,
        label: labelOf(questions[unit.name]!, unit, described),
        ...described,
        ...(usual ? { usual } : {}),
      },
    ]
  })
}

/** What was typed, as it is, with what is taken from the other version put into it. `takes` says so by `Difference.at`. */
export function merged(questions: Questions, { mine, theirs }: Versions, takes: ReadonlySet<string>): Raw {
  const [one, other] = [asSent(questions, mine), asSent(questions, theirs)]
  const result: Raw = { ...asRaw(mine) }
  for (const { at, name, index } of unitsOf(questions, one, other)) {
    if (!takes.has(at)) continue
    const [own, taken] = [result[name] as unknown[], other[name] as unknown[]]
    result[name] = index === undefined ? taken : own.map((item, place) => (place === index ? taken[index] : item))
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== undefined))
}

/**
 * Short marks of what a form is drawn from, question by question, for the form to carry: they tell whether it was changed
 * since, and nothing else.
 */
export function marksOf(questions: Questions, answers: unknown): string {
  const sent = asSent(questions, answers)
  return unitsOf(questions, sent, sent)
    .concat(Object.keys(questions).map((name) => ({ at: name, name })))
    .map((unit) => `${unit.at}:${markOf(written(sent, unit))}`)
    .join(' ')
}

const readMarks = (was = '') => new Map(was.split(' ').map((each) => each.split(':') as [string, string]))

function usualOf(before: string | undefined, mine: string, theirs: string): Which | undefined {
  if (before === theirs) return 'mine'
  return before === mine ? 'theirs' : undefined
}

/** As a form would send it: so that what is the same is written the same. */
const asSent = (questions: Questions, raw: unknown): Raw => readForm(questions, formValues(questions, raw))

function unitsOf(questions: Questions, one: Raw, other: Raw): Unit[] {
  return Object.entries(questions).flatMap(([name, { kind }]): Unit[] => {
    const [mine, theirs] = [one[name], other[name]]
    const inItems = kind === 'list' && Array.isArray(mine) && Array.isArray(theirs) && mine.length === theirs.length
    return inItems ? mine.map((_, index) => ({ at: `${name}-${index}`, name, index })) : [{ at: name, name }]
  })
}

const partOf = (raw: Raw, { name, index }: Unit) => (index === undefined ? raw[name] : (raw[name] as unknown[])[index])
const written = (raw: Raw, unit: Unit) => JSON.stringify(partOf(raw, unit) ?? null)

function describe(questions: Questions, raw: Raw, { name, index }: Unit, options: Options) {
  const question = questions[name]!
  if (index !== undefined && question.kind === 'list')
    return describeAnswers(question.of, (raw[name] as unknown[])[index], { options })
  const rows = describeAnswers({ [name]: { ...question, onlyWhen: undefined } }, raw, { options })
  return rows.length ? rows : [{ label: question.label, text: 'Not given' }]
}

/** An item of a list is called by what it has in both, where it begins with that. */
function labelOf(question: AnyQuestion, { index }: Unit, { mine, theirs }: Pick<Difference, 'mine' | 'theirs'>) {
  if (question.kind !== 'list' || index === undefined) return question.label
  const number = `${capital(question.item)} ${index + 1}`
  return mine[0] && mine[0].text === theirs[0]?.text ? `${number}: ${mine[0].text}` : number
}

/** FNV-1a, twice over: it need not be secret, since it only compares what the same reader was shown. */
function markOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0xc59d1c81]
  for (let at = 0; at < text.length; at++) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193)
    other = Math.imul(other ^ text.charCodeAt(text.length - 1 - at), 0x01000193)
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36)
}
