import { addDays } from '../../src/platform/pure/days.ts'
import type { Invented } from '../invented.ts'
import { people } from '../town.ts'

/** What words are found from: whom the walk is about, the day, and what the page itself knows and offers. */
export interface Given {
  person: Pick<Invented, 'given' | 'family' | 'born'>
  today: string
  known: Offered
  /** The code in the mail, while one is under way. */
  code: string | undefined
}
export type Words = (given: Given) => Record<string, unknown>

/** What pages know, as far as words are found from it. */
interface Offered {
  options?: Readonly<Record<string, readonly { value: string; label: string }[]>>
  caseId?: string
  dueOn?: string
  meetings?: readonly { meetsOn: string; meetsAt: string }[]
}

const nameOf = (key: string) => people.find((person) => person.key === key)!.name

/** The value behind the option that begins with these words, as somebody would choose it. */
const chosen = ({ options }: Offered, from: string, words: string) =>
  options?.[from]?.find(({ label }) => label.startsWith(words))?.value

export const referral: Words = ({ person, today }) => ({
  givenNames: person.given,
  familyName: person.family,
  born: person.born,
  educationNow: 'Fiction Lane Academy',
  livesWithChild: 'not known',
  sector: 'Education',
  concern: 'No ideology identified',
  statements: [
    {
      words: 'Has kept a list of people who “should be gone” since the summer, and showed it to two others.',
      kind: 'fact',
      source: 'Their form tutor, who saw the list',
      on: addDays(today, -2),
    },
    {
      words: 'Somebody online is said to have promised “a place where they belong”.',
      kind: 'hearsay',
      source: 'A friend in the same class',
    },
  ],
  harm: 'no',
  explanations: 'They moved here in the summer and have lost their friends. It may be no more than loneliness.',
  strengths: 'Plays the drums, and is fond of a younger cousin.',
  personKnows: true,
  noticedBy: 'me',
  wishesUnnamed: false,
})

export const match: Words = ({ known }) => ({
  answer: 'different',
  homeForce: chosen(known, 'forces', 'Exampleshire Police'),
  reason: 'Nobody recorded has this name and this birth date together.',
})

export const gateway: Words = ({ today, known }) => ({
  outcome: 'proceed',
  grounds:
    'No investigation is cut across. The list and the contact online may be a concern for Channel; little is known yet.',
  trackerReference: `PCMT-INVENTED-${known.caseId?.slice(-8)}`,
  trackerOn: today,
})

export const enquiry: Words = ({ known }) => ({
  agency: chosen(known, 'agencies', 'Exampleham Health Trust'),
  purpose: 'to decide whether the panel should see the case',
  lawfulBasis: known.options?.bases?.[0]?.value,
  question: 'Is this person known to you, and is there anything that would help us to understand what they need?',
  dueOn: known.dueOn,
})

export const code: Words = ({ code: mailed }) => ({ code: mailed })

export const reply: Words = () => ({
  outcome: 'held',
  answer: 'Known to the school nurse since September. Sleeps badly and eats alone. No diagnosis.',
  by: `${nameOf('health')}, named nurse`,
})

export const section36: Words = () => ({
  refers: 'refers',
  grounds: 'The account of the list is first-hand, the contact online is recent, and little protects them at present.',
})

/** Every quarter of an hour from ten on: the panel meets once at a time, and somebody may have walked today already. */
const times = Array.from(
  { length: 40 },
  (_, quarter) => `${10 + Math.floor(quarter / 4)}:${(quarter % 4) * 15 || '00'}`,
)

export const meeting: Words = ({ today, known }) => ({
  kind: 'extraordinary',
  meetsOn: today,
  meetsAt: times.find((time) => !known.meetings?.some(({ meetsOn, meetsAt }) => meetsOn === today && meetsAt === time)),
  place: 'Committee room 2, invented town hall',
})

/** The newest of those that are called for something urgent: ids are in the order in which they were made. */
export const agenda: Words = ({ known }) => ({
  meeting: known.options?.meetings
    ?.filter(({ label }) => label.includes('extraordinary'))
    .map(({ value }) => value)
    .toSorted()
    .at(-1),
})

export const conflict: Words = () => ({
  kind: 'conflict',
  words: 'The family lives next door to mine.',
  copies: 'none',
})

export const roll: Words = ({ known }) => ({
  present: ['chair', 'officer', 'health'].map((key) => chosen(known, 'members', nameOf(key))),
  chair: chosen(known, 'chairs', nameOf('chair')),
})

export const view: Words = ({ known }) => ({
  member: chosen(known, 'members', nameOf('health')),
  view: 'adopted',
  words: 'Somebody to talk to outside school would help, and sleep should be looked at.',
})

export const decision: Words = () => ({
  outcome: 'adopted',
  rung: 'consensus',
  reasons: 'The list and the contact online together with how alone they are. What health told us can be built upon.',
})

export const minutes: Words = () => ({ read: true })
