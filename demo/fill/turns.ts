import { daysUpTo, steps, stepsUpTo } from '../journeys.ts'
import type { JourneyName } from '../proportions.ts'
import type { Pattern } from './pattern.ts'

/** A step at which whoever is asked depends on their age: from here on, adults and children are told apart. */
const ageMatters = 'asking for consent'

export interface Turn {
  /** From how many days after the referral a case stands here. */
  fromDay: number
  /** By whether the person is an adult. */
  pattern: (adult: boolean) => Pattern
}

/** Where a case stands on each journey, by how long ago it began: every step, with the told case that shows it. */
export function turnsOf(patterns: readonly Pattern[]): Record<JourneyName, readonly Turn[]> {
  const turns = (journey: JourneyName) =>
    lastsADay(journey).map(({ name }): Turn => {
      const [child, grown] = [false, true].map((adult) => toldUpTo(patterns, journey, name, adult))
      return { fromDay: daysUpTo(journey, name), pattern: (adult) => (adult ? grown! : child!) }
    })
  return Object.fromEntries((Object.keys(steps) as JourneyName[]).map((name) => [name, turns(name)])) as never
}

/** The steps at which a case stands until another day. */
const lastsADay = (journey: JourneyName) =>
  steps[journey].filter((_, index, { [index + 1]: next }) => !next || next.after + (next.within ?? 0) > 0)

/** Two journeys that begin alike share the cases told of their beginning. */
function toldUpTo(patterns: readonly Pattern[], journey: JourneyName, upTo: string, adult: boolean): Pattern {
  const gone = stepsUpTo(journey, upTo)
  const mustAgree = gone.some(({ name }) => name === ageMatters)
  const found = patterns.find((pattern) => {
    const theirs = stepsUpTo(pattern.journey, pattern.upTo)
    return (
      theirs.length === gone.length &&
      theirs.every((step, index) => step === gone[index]) &&
      (!mustAgree || pattern.adult === adult)
    )
  })
  if (!found) throw new Error(`no ${adult ? 'adult' : 'child'} was told along "${journey}" up to "${upTo}"`)
  return found
}
