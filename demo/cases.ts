import { addDays, ageOn, isWorkingDay, today } from '../src/platform/pure/days.ts'
import type { Chance } from './chance.ts'
import { type Invented, inventPerson } from './invented.ts'
import { daysUpTo, meetsInDays, stepsUpTo, walk } from './journeys.ts'
import type { JourneyName } from './proportions.ts'
import { sideBySide } from './side-by-side.ts'
import * as story from './story.ts'

/** When a case began, which journey it goes and how far it is: the step that was the last. */
interface Turn {
  daysAgo: number
  journey: JourneyName
  upTo: string
}
/** A case of the demo: the person it is about, and its turn. */
type DemoCase = story.Person & Turn

/** A case that was told by the road: what larger towns are filled with copies of. */
export interface Told {
  caseId: string
  daysAgo: number
  journey: JourneyName
  upTo: string
  adult: boolean
}

const school = { sector: 'Education', concern: 'No ideology identified' }

/** One case at each turn of the journey; the people and what they did are invented. */
const handTold: readonly DemoCase[] = [
  {
    given: 'Kit',
    family: 'Sketch',
    born: '2011-03-09',
    ...school,
    daysAgo: 1,
    worry: 'Said in class that a list of names should be burnt.',
    journey: 'supported',
    upTo: 'received',
  },
  {
    given: 'Robin',
    family: 'Outline',
    born: '2009-11-21',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 4,
    worry: 'Drew symbols on three desks and would not say where they come from.',
    journey: 'supported',
    upTo: 'matched',
  },
  {
    given: 'Ada',
    family: 'Draft',
    born: '2010-06-02',
    sector: 'Education',
    concern: 'Fascination with extreme violence or mass-casualty attacks',
    daysAgo: 12,
    worry: 'Watches films of attacks on a phone at lunch and shows them to younger pupils.',
    journey: 'supported',
    upTo: 'asking',
  },
  {
    given: 'Jo',
    family: 'Pencil',
    born: '2010-01-30',
    ...school,
    daysAgo: 15,
    worry: 'Has stopped talking to old friends and speaks of a group online.',
    journey: 'supported',
    upTo: 'ready',
  },
  {
    given: 'Billie',
    family: 'Margin',
    born: '2011-09-14',
    sector: 'Education',
    concern: 'Mixed, unclear or unstable ideology',
    daysAgo: 13,
    worry: 'Wrote an essay that praises an attack.',
    journey: 'supported',
    upTo: 'listed',
  },
  {
    given: 'Sasha',
    family: 'Footnote',
    born: '2010-12-05',
    sector: 'Education',
    concern: 'Islamist',
    daysAgo: 22,
    worry: 'Told a teacher about a contact abroad who sends money for travel.',
    journey: 'supported',
    upTo: 'asking for consent',
  },
  {
    given: 'Lou',
    family: 'Paragraph',
    born: '2011-05-17',
    ...school,
    daysAgo: 26,
    worry: 'Threatened a pupil and spoke of a day that will come.',
    journey: 'supported',
    upTo: 'consent given',
  },
  {
    given: 'Charlie',
    family: 'Chapter',
    born: '2010-08-23',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 45,
    worry: 'Hands out stickers of a group at the bus stop.',
    journey: 'supported',
    upTo: 'supported',
  },
  {
    given: 'Max',
    family: 'Index',
    born: '2011-02-11',
    ...school,
    daysAgo: 60,
    worry: 'Says that nobody would miss him and that others should pay.',
    journey: 'consent refused',
    upTo: 'consent refused',
  },
  {
    given: 'Alex',
    family: 'Comma',
    born: '2011-07-07',
    sector: 'Education',
    concern: 'Other ideology',
    daysAgo: 80,
    worry: 'Keeps a notebook of places and times.',
    journey: 'consent withdrawn',
    upTo: 'consent withdrawn',
  },
  {
    given: 'Pat',
    family: 'Colon',
    born: '2010-10-19',
    ...school,
    daysAgo: 100,
    worry: 'Repeats slogans from a video; may not know what they mean.',
    journey: 'not adopted',
    upTo: 'not adopted',
  },
  {
    given: 'Sam',
    family: 'Bracket',
    born: '2010-04-03',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 260,
    worry: 'Ran away from home to go to a rally.',
    journey: 'supported',
    upTo: 'reviewed after 6 months',
  },
  {
    given: 'Toni',
    family: 'Hyphen',
    born: '2010-02-26',
    sector: 'Education',
    concern: 'Islamist',
    daysAgo: 480,
    worry: 'Spoke of leaving the country and asked how to get a passport.',
    journey: 'supported',
    upTo: 'reviewed after 12 months',
  },
]

/**
 * The turns that nobody was told to by hand, and those where an adult decides for themselves. `quiet` is for how many
 * days nothing more has happened.
 */
const turns: readonly (Omit<Turn, 'daysAgo'> & { adult?: true; quiet?: number })[] = [
  { journey: 'not suitable', upTo: 'not suitable', quiet: 300 },
  { journey: 'police-led', upTo: 'police-led', quiet: 250 },
  { journey: 'closed by two', upTo: 'closed', quiet: 200 },
  { journey: 'not referred', upTo: 'not referred', quiet: 150 },
  { journey: 'a repeat, closed by two', upTo: 'closed', quiet: 30 },
  { journey: 'a repeat, closed by two', upTo: 'closing proposed' },
  { journey: 'a repeat, closed by two', upTo: 'not suitable' },
  { journey: 'a repeat, closed by two', upTo: 'matched' },
  { journey: 'not suitable', upTo: 'not suitable', quiet: 90 },
  { journey: 'not suitable', upTo: 'not suitable', quiet: 60 },
  { journey: 'not suitable', upTo: 'not suitable', quiet: 14 },
  { journey: 'closed by two', upTo: 'closing proposed' },
  { journey: 'not adopted', upTo: 'reviewed after 6 months' },
  { journey: 'not adopted', upTo: 'reviewed after 12 months', quiet: 40 },
  { journey: 'supported', upTo: 'replied' },
  { journey: 'supported', upTo: 'planned' },
  { journey: 'supported', upTo: 'exited' },
  { journey: 'supported', upTo: 'asking for consent', adult: true },
  { journey: 'supported', upTo: 'consent given', adult: true },
  { journey: 'supported', upTo: 'planned', adult: true },
  { journey: 'supported', upTo: 'supported', adult: true },
  { journey: 'supported', upTo: 'exited', adult: true },
  { journey: 'supported', upTo: 'reviewed after 6 months', adult: true },
  { journey: 'supported', upTo: 'reviewed after 12 months', adult: true, quiet: 20 },
  { journey: 'consent refused', upTo: 'consent refused', adult: true },
  { journey: 'consent withdrawn', upTo: 'consent withdrawn', adult: true },
]

const quietFor = 8

/** What telling needs: somebody to tell from so many days ago, the panel, and where the invented people come from. */
interface Telling {
  tellerAt: (daysAgo: number) => story.Teller<story.Cast>
  panelId: string
  chance: Chance
}

/**
 * Brings every case to its turn, each in its own time and several side by side; who comes back only after the first
 * time was told. Gives them in a fixed order, for larger towns to be filled with their like.
 */
export async function tellCases(telling: Telling): Promise<Told[]> {
  const cases = castCases(telling.chance)
  const told = new Map<DemoCase, Told>()
  for (const again of [false, true]) {
    const each = cases.filter((demo) => isRepeat(demo) === again)
    await sideBySide(each, async (demo) => told.set(demo, await tellCase(telling, demo)))
  }
  return cases.map((demo) => told.get(demo)!)
}

const isRepeat = ({ journey }: Turn) => journey === 'a repeat, closed by two'

/** The person of every case and when it began. A repeat is of somebody who was referred before. */
function castCases(chance: Chance): DemoCase[] {
  const before: story.Person[] = []
  const meetings = new Set<number | undefined>()
  const whenThePanelCan = <T extends Turn>(turn: T): T => {
    let { daysAgo } = turn
    while (!canMeet(metDaysAgo({ ...turn, daysAgo }), meetings)) daysAgo++
    meetings.add(metDaysAgo({ ...turn, daysAgo }))
    return { ...turn, daysAgo }
  }
  const cases = handTold.map(whenThePanelCan)
  for (const { quiet, adult = false, ...turn } of turns) {
    const began = daysUpTo(turn.journey, turn.upTo) + 1 + (quiet ?? chance.below(quietFor))
    const demo = whenThePanelCan({ ...turn, daysAgo: began })
    const person = (isRepeat(demo) && before.shift()) || inventFor(chance, demo.daysAgo, adult)
    cases.push({ ...person, ...demo })
    if (!isRepeat(demo) && quiet) before.push(person)
  }
  return cases
}

/** When the panel met about a case. Undefined when it did not. */
function metDaysAgo({ journey, upTo, daysAgo }: Turn): number | undefined {
  const isListed = stepsUpTo(journey, upTo).some(({ name }) => name === 'listed')
  return isListed ? daysAgo - daysUpTo(journey, 'listed') - meetsInDays : undefined
}

/** Once a day at most, and on a day on which people are at work. */
const canMeet = (daysAgo: number | undefined, taken: ReadonlySet<number | undefined>) =>
  daysAgo === undefined || (!taken.has(daysAgo) && isWorkingDay(addDays(today(), -daysAgo), new Set()))

async function tellCase({ tellerAt, panelId }: Telling, demo: DemoCase): Promise<Told> {
  const { daysAgo, journey, upTo, ...person } = demo
  const tell = tellerAt(daysAgo)
  const adult = ageOn(person.born, tell.today()) >= 18
  const { caseId } = await story.refer(tell, person)
  await walk({ tell, progress: { caseId, adult }, panelId }, journey, upTo)
  return { caseId, daysAgo, journey, upTo, adult }
}

/** An adult where one is asked for, a child otherwise: who decides on support differs. */
function inventFor(chance: Chance, daysAgo: number, adult: boolean): Invented {
  const on = addDays(today(), -daysAgo)
  for (;;) {
    const person = inventPerson(chance, on)
    if (ageOn(person.born, on) >= 18 === adult) return person
  }
}
