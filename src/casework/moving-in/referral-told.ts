import { addDays } from '../../platform/pure/days.ts'
import type { Option } from '../../platform/pure/questions.ts'
import type { Cells } from './cells.ts'
import type { Lists } from './queries/lists.ts'

const decideAgainAfterDays = 28
const yes = new Set(['yes', 'y', 'true', '1'])
const no = new Set(['no', 'n', 'false', '0'])

interface Place {
  file: string
  line: number
  today: string
}

/** What a row tells as the questions of a referral take it. Rows are the same by it, in this order: it never changes. */
export const referralTold = (cells: Cells, lists: Lists, from: Place): Record<string, unknown> => ({
  ...personIn(cells),
  ...concernIn(cells, lists, from),
  ...knowing(cells, from.today),
})

/** An approximate age, where a number of years is written. */
export const yearsIn = (written: string) => (/^\d{1,3}$/.test(written) ? Number(written) : undefined)

function personIn({ typed, day, chosen }: Cells) {
  const age = typed('ageAbout')
  return {
    ...given('givenNames', typed('givenNames')),
    ...given('familyName', typed('familyName')),
    otherNames: namesIn(typed('otherNames')),
    ...given('born', day('born')),
    ...given('ageAbout', yearsIn(age) ?? age),
    ...given('gender', chosen('gender', words('female', 'male', 'another', 'not known'))),
    addresses: addressIn(typed('address'), typed('postcode')),
    ...given('telephones', typed('telephones')),
    ...given('email', typed('email')),
    ...given('language', typed('language')),
    ...given('educationNow', typed('educationNow')),
    ...given('employmentNow', typed('employmentNow')),
    livesWithChild: chosen('livesWithChild', words('yes', 'no', 'not known')) ?? 'not known',
  }
}

function concernIn({ typed, chosen }: Cells, lists: Lists, { file, line }: Place) {
  const reference = typed('reference')
  return {
    ...given('sector', chosen('sector', lists.sectors)),
    ...given('concern', chosen('concern', lists.concerns)),
    statements: [
      {
        words: typed('words'),
        kind: chosen('kind', words('fact', 'opinion', 'hearsay')) ?? 'hearsay',
        source: typed('source') || 'The record before',
      },
    ],
    harm: 'not known',
    howKnown: `Moved in from “${file}”, line ${line}${reference ? `, where it is ${reference}` : ''}`,
    ...given('actionTaken', typed('actionTaken')),
    noticedBy: 'another',
  }
}

/** Whoever is not told is told by a day, or it is decided again. */
function knowing(cells: Cells, today: string) {
  const wishesUnnamed = isYes(cells, 'wishesUnnamed')
  const personKnows = isYes(cells, 'personKnows')
  const until = cells.day('notToldUntil')
  if (personKnows) return { wishesUnnamed, personKnows }
  const whyNotTold = cells.typed('whyNotTold') || 'The record before does not say whether they were told'
  return { wishesUnnamed, personKnows, whyNotTold, notToldUntil: until ?? addDays(today, decideAgainAfterDays) }
}

function isYes({ typed, wrong }: Cells, name: 'personKnows' | 'wishesUnnamed'): boolean {
  const said = typed(name).toLowerCase()
  if (said && !yes.has(said) && !no.has(said)) wrong(name, 'this must be yes or no')
  return yes.has(said)
}

const given = (name: string, value: unknown) => (value === undefined || value === '' ? {} : { [name]: value })
const words = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }))

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
