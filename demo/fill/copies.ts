import type { Chance } from '../chance.ts'
import { type Invented, inventPerson } from '../invented.ts'
import { journeys } from '../proportions.ts'
import { newReference } from '../../src/platform/pure/reference.ts'
import { type Actor, type Copy, dayText } from './cell.ts'
import type { Pattern } from './pattern.ts'
import type { Member, Panel } from './people.ts'
import { type Turn, turnsOf } from './turns.ts'

/** The cases of a filled town began within so many days, about as many each day. */
export const spanDays = 900
const casesAtAMeeting = 12
/** A case waits for a meeting, or comes sooner, by so many days at most. */
const waitsDays = 14
/** Somebody referred again is one of so many who were referred before. */
const mostRemembered = 500
const dayMs = 86_400_000
const laterByMinutes = 400

export interface CopyOf {
  pattern: Pattern
  copy: Copy
  /** The first of its meeting: its rows bring the meeting with them. */
  meets: boolean
}

interface Filling {
  cases: number
  now: Date
  patterns: readonly Pattern[]
  panels: readonly Panel[]
  /** Everybody, those of the demo among them. */
  members: readonly Member[]
  seal: (caseId: string, purpose: string, text: string) => string
}

interface Meeting {
  ids: string[]
  days: number
  cases: number
}

/** Invents cases one after another, the oldest first: who, when, on which journey and how far, before which panel. */
export function* inventCases(chance: Chance, filling: Filling): Generator<CopyOf> {
  const turns = turnsOf(filling.patterns)
  const meetings = new Map<string, Meeting>()
  const remembered: { id: string; person: Invented }[] = []
  const casting = castingOf(chance, filling.members)
  for (let index = 0; index < filling.cases; index++) {
    const age = 1 + spanDays * (1 - (index + chance.next()) / filling.cases)
    const began = dayText(Math.floor(filling.now.getTime() / dayMs - age))
    const wished = chance.weighted(journeys)
    const journey = wished === 'a repeat, closed by two' && !remembered.length ? 'not suitable' : wished
    const before = journey === 'a repeat, closed by two' ? chance.pick(remembered) : undefined
    const person = before ? { ...before.person, worry: inventPerson(chance, began).worry } : inventPerson(chance, began)
    const pattern = turnAt(turns[journey], age).pattern(isAdult(person, began))
    const panel = chance.pick(filling.panels)
    const wantedDays = pattern.daysAgo - Math.round(age)
    const meeting = pattern.meetingIds ? meetingFor(chance, meetings, { pattern, panel, days: wantedDays }) : undefined
    const days = meeting?.days ?? wantedDays
    const copy = copyOf(chance, {
      index,
      pattern,
      days,
      person,
      panel,
      meeting,
      personId: before?.id,
      ...casting(panel),
    })
    const made: Copy = { ...copy, seal: (purpose, text) => filling.seal(copy.caseId, purpose, text) }
    if (pattern.personAt !== undefined) remember(remembered, { id: made.personId, person })
    yield { pattern, copy: made, meets: meeting?.cases === 1 }
  }
}

const turnAt = (turns: readonly Turn[], age: number) => turns.findLast(({ fromDay }) => fromDay <= age) ?? turns[0]!

/** As good as 18 years: the day does not matter, since nobody generated is about to turn 18. */
const isAdult = ({ born }: Invented, on: string) =>
  Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0) >= 18

function meetingFor(
  chance: Chance,
  meetings: Map<string, Meeting>,
  { pattern, panel, days }: { pattern: Pattern; panel: Panel; days: number },
): Meeting {
  const key = `${panel.id} ${pattern.caseId}`
  const open = meetings.get(key)
  if (open && open.cases < casesAtAMeeting && Math.abs(open.days - days) <= waitsDays) {
    open.cases++
    return open
  }
  const at = Date.parse(pattern.facts.openedAt) + days * dayMs
  const ids = Array.from({ length: pattern.meetingIds }, (_, index) => chance.id(at + index * 1000))
  const fresh = { ids, days, cases: 1 }
  meetings.set(key, fresh)
  return fresh
}

/** Who plays each part: on a panel its members, in support one of many, elsewhere whoever does so in the demo. */
function castingOf(chance: Chance, members: readonly Member[]) {
  const all = (wanted: string) => members.filter(({ key }) => key === wanted)
  const [leads, mentors] = [all('lead'), all('mentor')]
  return (panel: Panel) => {
    const [lead, mentor] = [chance.pick(leads), chance.pick(mentors)]
    const plays = (key: string): Actor =>
      key === 'lead'
        ? lead
        : key === 'mentor'
          ? mentor
          : (panel.members.get(key) ?? members.find((one) => one.key === key)!)
    return { plays }
  }
}

interface Making {
  index: number
  pattern: Pattern
  days: number
  person: Invented
  panel: Panel
  meeting: Meeting | undefined
  personId: string | undefined
  plays: (key: string) => Actor
}

function copyOf(chance: Chance, { index, pattern, days, meeting, panel, ...rest }: Making): Omit<Copy, 'seal'> {
  const ms = days * dayMs + chance.below(laterByMinutes) * 60_000
  const opened = Date.parse(pattern.facts.openedAt) + ms
  const ids = Array.from({ length: pattern.ids }, (_, at) => chance.id(opened + at * 1000))
  const personId = pattern.personAt === undefined ? (rest.personId ?? '') : ids[pattern.personAt]!
  return {
    ...rest,
    ids,
    meetingIds: meeting?.ids ?? [],
    panelId: panel.id,
    caseId: ids[pattern.caseAt]!,
    personId,
    caseReference: newReference('C', drawFrom(index * 2)),
    referralReference: newReference('R', drawFrom(index * 2 + 1)),
    days,
    ms,
    chance,
  }
}

/** Spreads numbers over all that nine characters can say, so that no two references of a town are alike. */
const said = 23n ** 9n
const spread = 1_000_000_007n
function drawFrom(number: number) {
  let left = (BigInt(number + 1) * spread * spread) % said
  return (below: number) => {
    const drawn = Number(left % BigInt(below))
    left /= BigInt(below)
    return drawn
  }
}

function remember<T>(remembered: T[], one: T) {
  remembered.push(one)
  if (remembered.length > mostRemembered) remembered.shift()
}
