import type { KeyStore } from '../../src/platform/keys.ts'
import type { Chance } from '../chance.ts'
import type { Invented } from '../invented.ts'
import { escaped } from './copy-in.ts'

/** Somebody who acts in a case. */
export interface Actor {
  id: string
  name: string
}

/** Everything in which one copy differs from its pattern. */
export interface Copy {
  /** In the order of the pattern's. */
  ids: readonly string[]
  meetingIds: readonly string[]
  panelId: string
  caseId: string
  personId: string
  person: Invented
  caseReference: string
  referralReference: string
  /** Who plays the part that somebody of the demo plays. */
  plays: (key: string) => Actor
  /** How much later it all happens: whole days for days, and some minutes more for instants. */
  days: number
  ms: number
  chance: Chance
  seal: (purpose: string, text: string) => string
}

export type Maker = (copy: Copy) => string
/** A part of a line: what stands still, or what is made for each copy. As COPY's text format has it. */
export type Part = string | Maker

/** What is called differently in a copy: ids by their place, people by the part they play. */
export interface Naming {
  own: ReadonlyMap<string, number>
  ofMeeting: ReadonlyMap<string, number>
  people: ReadonlyMap<string, string>
  /** The person of a repeat: somebody whose other case is not copied. */
  repeats: string | undefined
  caseReference: string
  referralReference: string
}

export interface Cell {
  table: string
  column: string
  type: string
  /** The whole row, as text. */
  row: Readonly<Record<string, string | null>>
}

const fromThePerson: Readonly<Record<string, Maker>> = {
  'casework.person.given_names': ({ person }) => person.given,
  'casework.person.family_name': ({ person }) => person.family,
  'casework.person.born': ({ person }) => person.born,
  'casework.person_name.given_names': ({ person }) => person.given,
  'casework.person_name.family_name': ({ person }) => person.family,
  'casework.referral.given_names': ({ person }) => person.given,
  'casework.referral.family_name': ({ person }) => person.family,
  'casework.referral.born': ({ person }) => person.born,
  'casework.referral.sector': ({ person }) => person.sector,
  'casework.referral.concern': ({ person }) => person.concern,
}

/** The ethnic group is the invented person's own, in their record as in the referral. */
const isEthnicity = ({ table, row }: Cell) => table === 'casework.person_fact' && row.kind === 'ethnicity'
const ethnicity: Readonly<Record<string, Maker>> = {
  value: ({ person }) => person.ethnicity ?? '\\N',
  known_how: ({ person }) => person.ethnicityFrom,
}

/** One value of a told row, as parts of a line. */
export function cell(given: Cell, naming: Naming, keys: KeyStore): Part[] {
  const { table, column, type, row } = given
  const value = row[column] ?? null
  const ofTheirs = isEthnicity(given) ? ethnicity[column] : undefined
  if (ofTheirs) return [ofTheirs]
  if (value === null) return ['\\N']
  const fromPerson = fromThePerson[`${table}.${column}`]
  if (fromPerson) return [fromPerson]
  if (type === 'timestamp with time zone') return [laterInstant(instantOf(value))]
  if (type === 'date') return [laterDay(value)]
  if (type === 'bytea' && column.endsWith('sealed')) {
    const purpose = table.split('.')[1]!
    const plain = keys.open(row.case_id!, purpose, Buffer.from(value.slice(2), 'hex'))
    return [sealed(purpose, table === 'casework.referral' ? ofThePerson(plain) : templated(plain, naming))]
  }
  // copies of a case share the file that the told one has: each has its key sealed with its own
  if (column === 'stored_as') return [escaped(value)]
  if (type === 'bytea') return [({ chance }) => `\\\\x${chance.hex(value.length / 2 - 1)}`]
  if (table === 'platform.act' && column === 'viewer_name') return [nameOf(row.viewer_id!, value, naming)]
  return templated(escaped(value), naming)
}

/** Marks in `Naming.people`: an id that stays as it is, and the panel's. */
export const constant = 'constant'
export const thePanel = 'panel'

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Text in which ids and references are put in anew. Fails on an id that nobody knows: it would lead to another's record. */
export function templated(text: string, naming: Naming): Part[] {
  const known = [uuid.source, naming.caseReference, naming.referralReference].filter(Boolean).join('|')
  return text.split(new RegExp(`(${known})`)).map((part, index) => (index % 2 ? named(part, naming) : part))
}

function named(part: string, naming: Naming): Part {
  if (part === naming.caseReference) return (copy) => copy.caseReference
  if (part === naming.referralReference) return (copy) => copy.referralReference
  if (part === naming.repeats) return (copy) => copy.personId
  const own = naming.own.get(part)
  if (own !== undefined) return (copy) => copy.ids[own]!
  const ofMeeting = naming.ofMeeting.get(part)
  if (ofMeeting !== undefined) return (copy) => copy.meetingIds[ofMeeting]!
  const key = naming.people.get(part)
  if (key === undefined) throw new Error(`a told case names ${part}, which is nothing of its own and nobody's`)
  if (key === constant) return part
  if (key === thePanel) return (copy) => copy.panelId
  return (copy) => copy.plays(key).id
}

const partsText = (parts: readonly Part[], copy: Copy) =>
  parts.map((part) => (typeof part === 'string' ? part : part(copy))).join('')

const sealed =
  (purpose: string, parts: readonly Part[]): Maker =>
  (copy) =>
    copy.seal(purpose, partsText(parts, copy))

/** What a referral says of the person, in the answers that are sealed. */
function ofThePerson(plain: string): Part[] {
  const { statements, gender: _gender, ethnicity: _ethnicity, ...rest } = JSON.parse(plain)
  return [
    ({ person: { worry, gender, ethnicityFrom, ethnicity } }) =>
      JSON.stringify({
        ...rest,
        statements: [{ ...statements[0], words: worry }],
        gender,
        ethnicityFrom,
        ...(ethnicity ? { ethnicity } : {}),
      }),
  ]
}

/** The name on an act: of whoever plays that part in the copy. */
function nameOf(viewerId: string, name: string, { people }: Naming): Part {
  const key = people.get(viewerId)
  return key && key !== constant ? ({ plays }) => plays(key).name : escaped(name)
}

const instantOf = (text: string) => Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'))
const laterInstant =
  (at: number): Maker =>
  ({ ms }) =>
    new Date(at + ms).toISOString()

const dayMs = 86_400_000
const dayOf = (day: string) => Date.parse(day) / dayMs

/** A day so many days later. Plain days are counted in UTC, where each has 24 hours. */
const laterDay =
  (day: string): Maker =>
  ({ days }) =>
    dayText(dayOf(day) + days)

const dayTexts = new Map<number, string>()
export function dayText(day: number): string {
  let text = dayTexts.get(day)
  if (!text) dayTexts.set(day, (text = new Date(day * dayMs).toISOString().slice(0, 10)))
  return text
}

/** The facts of a told case as those of a copy: ids, instants and days anew, everything else as it was. */
export function later<T>(facts: T, copy: Copy, naming: Naming): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return laterText(value, copy, naming)
    if (Array.isArray(value)) return value.map(walk)
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each)]))
    return value
  }
  return walk(facts) as T
}

function laterText(text: string, copy: Copy, naming: Naming): string {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return new Date(Date.parse(text) + copy.ms).toISOString()
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dayText(dayOf(text) + copy.days)
  if (!uuid.test(text)) return text
  const part = named(text, naming)
  return typeof part === 'string' ? part : part(copy)
}
