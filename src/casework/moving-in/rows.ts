import { addDays } from '../../platform/pure/days.ts'
import { checkAnswers, type Option } from '../../platform/pure/questions.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { referralQuestions, wrongTogether } from '../referrals/index.ts'
import { cellsOf } from './cells.ts'
import { fields, labelOf, type Mapping } from './fields.ts'
import { stepsIn } from './later.ts'
import type { Step } from './steps.ts'

/** What there is to choose from in this town. */
export interface Lists {
  sectors: readonly Option[]
  concerns: readonly Option[]
  forces: readonly Option[]
  /** Why the police may find somebody not suitable. */
  notSuitable: readonly Option[]
  /** Whoever works here now. */
  staff: readonly StaffHere[]
  /** Each terms of reference of a panel, by the days they stand. */
  panels: readonly (Option & { from: string; until: string | null })[]
  /** Meetings that are called and not over. */
  meetings: readonly { value: string; panelId: string; on: string }[]
  natures: readonly Option[]
  exitReasons: readonly Option[]
  whoMay: readonly Option[]
}
export interface StaffHere extends Option {
  email: string
  agencyId: string
  leads: boolean
  provides: boolean
}

export interface Source {
  file: string
  line: number
  today: string
  viewer: Viewer
  /** The force of everybody's home, where one was chosen for the whole file. */
  homeForce?: string | undefined
}

/** A row as the questions of a referral take it, with what they do not ask. */
export interface RowRead {
  raw: Record<string, unknown>
  receivedOn: string
  homeForceId: string | undefined
  /** What was decided since, in order. */
  steps: Step[]
  /** What makes two rows the same, whatever file and line they stand in and whichever day they are read. */
  same: string
}
export type Judged = { row: RowRead; reasons: [] } | { row?: undefined; reasons: string[] }

const decideAgainAfterDays = 28
const yes = new Set(['yes', 'y', 'true', '1'])
const no = new Set(['no', 'n', 'false', '0'])

/** A row, or every reason why it is sent back. No reason quotes what stands in the row: reasons are kept, rows are not. */
export function judge(cells: readonly string[], mapping: Mapping, lists: Lists, from: Source): Judged {
  const reasons: string[] = []
  const row = cellsOf(cells, mapping, reasons)
  const { typed, wrong, day, chosen } = row
  for (const field of fields)
    if ('needed' in field && !typed(field.name)) wrong(field.name, 'this is needed, and the cell is empty')
  const told = (name: 'personKnows' | 'wishesUnnamed', otherwise: boolean) => {
    const given = typed(name).toLowerCase()
    if (given && !yes.has(given) && !no.has(given)) wrong(name, 'this must be yes or no')
    return given ? yes.has(given) : otherwise
  }
  const receivedOn = day('receivedOn')
  if (receivedOn && receivedOn > from.today) wrong('receivedOn', 'this must be today or in the past')
  const age = typed('ageAbout')
  const born = day('born')
  const raw = {
    ...given('givenNames', typed('givenNames')),
    ...given('familyName', typed('familyName')),
    otherNames: namesIn(typed('otherNames')),
    ...given('born', born),
    ...given('ageAbout', age ? (/^\d{1,3}$/.test(age) ? Number(age) : age) : undefined),
    ...given('gender', chosen('gender', wordsOf(['female', 'male', 'another', 'not known']))),
    addresses: addressIn(typed('address'), typed('postcode')),
    ...given('telephones', typed('telephones')),
    ...given('email', typed('email')),
    ...given('language', typed('language')),
    ...given('educationNow', typed('educationNow')),
    ...given('employmentNow', typed('employmentNow')),
    livesWithChild: chosen('livesWithChild', wordsOf(['yes', 'no', 'not known'])) ?? 'not known',
    ...given('sector', chosen('sector', lists.sectors)),
    ...given('concern', chosen('concern', lists.concerns)),
    statements: [
      {
        words: typed('words'),
        kind: chosen('kind', wordsOf(['fact', 'opinion', 'hearsay'])) ?? 'hearsay',
        source: typed('source') || 'The record before',
      },
    ],
    harm: 'not known',
    howKnown: `Moved in from “${from.file}”, line ${from.line}${typed('reference') ? `, where it is ${typed('reference')}` : ''}`,
    ...given('actionTaken', typed('actionTaken')),
    noticedBy: 'another',
    wishesUnnamed: told('wishesUnnamed', false),
    ...knowing(told('personKnows', false), typed('whyNotTold'), day('notToldUntil'), from.today),
  }
  const homeForceId = chosen('homeForce', lists.forces)
  const ageAbout = /^\d{1,3}$/.test(age) ? Number(age) : undefined
  const hasForce = (homeForceId ?? from.homeForce) !== undefined
  const steps = stepsIn(row, lists, { today: from.today, receivedOn, born, ageAbout, hasForce })
  // what is needed and what is in no list has been said already, in the words of the file
  const said = new Set(reasons.map((reason) => reason.split(':')[0]))
  for (const reason of wrongWith(raw, from)) if (!said.has(reason.split(':')[0])) reasons.push(reason)
  if (reasons.length || !receivedOn) return { reasons }
  const { howKnown: _, notToldUntil: __, ...same } = raw as Record<string, unknown>
  return {
    row: { raw, receivedOn, homeForceId, steps, same: JSON.stringify([receivedOn, typed('reference'), same]) },
    reasons: [],
  }
}

/** What the referral's own questions say of it. */
function wrongWith(raw: Record<string, unknown>, { today, viewer }: Source): string[] {
  const checked = checkAnswers(referralQuestions, raw, { today })
  const problems = checked.ok ? wrongTogether(checked.answers, { today, viewer }) : checked.problems
  return problems.map(({ at, message }) => `${labelOf(columnOf(at))}: ${message}`)
}

/** Which column a question's problem stands in. */
function columnOf(at: string): string {
  if (at.startsWith('statements-0-')) return at.slice('statements-0-'.length)
  if (at.startsWith('addresses-0-')) return at.slice('addresses-0-'.length)
  return at.split('-')[0]!
}

const given = (name: string, value: unknown) => (value === undefined || value === '' ? {} : { [name]: value })
const wordsOf = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }))

/** The last word of a name is taken for the surname. */
const namesIn = (typed: string) =>
  typed
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => {
      const words = name.split(/\s+/)
      return words.length === 1
        ? { givenNames: name }
        : { givenNames: words.slice(0, -1).join(' '), familyName: words.at(-1)! }
    })

const addressIn = (address: string, postcode: string) =>
  address || postcode ? [{ address: address || postcode, ...given('postcode', postcode), which: 'current' }] : []

/** Whoever is not told is told by a day, or it is decided again. */
function knowing(personKnows: boolean, why: string, until: string | undefined, today: string) {
  if (personKnows) return { personKnows }
  const whyNotTold = why || 'The record before does not say whether they were told'
  return { personKnows, whyNotTold, notToldUntil: until ?? addDays(today, decideAgainAfterDays) }
}
