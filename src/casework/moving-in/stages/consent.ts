import { isUnder18, lastDayOfConsent } from '../../support/index.ts'
import { some, type Told, words } from './drafts.ts'
import type { Step } from './questions.ts'

/** Whatever a town chose since: what was agreed before it worked here stands a year at most. */
const months = 12

export function theConsent({ cells, lists: { whoMay }, about: { born, ageAbout } }: Told, on: string): Partial<Step> {
  const answer = cells.chosen('consent', words('given', 'refused', 'withdrawn')) ?? ''
  const young = isUnder18({ born: born ?? null, ageAbout: ageAbout ?? null }, on)
  if (young === undefined) {
    cells.wrong('consent', 'who may answer depends on the age: a birth date or an approximate age is needed with it')
    return { outcome: answer }
  }
  const may = cells.chosen('consentMay', whoMay) ?? (young ? 'parent or guardian' : 'adult')
  const forAdults = may === 'adult' || may === 'best interests'
  if (may === 'young person' ? !young || answer === 'given' : young === forAdults)
    cells.wrong('consentMay', young ? 'they were under 18 on that day' : 'they were 18 or over on that day')
  const latest = lastDayOfConsent(on, { born, months })
  const until = cells.day('consentUntil')
  if (until && (until <= on || until > latest))
    cells.wrong('consentUntil', 'this must be after the answer, within 12 months, and before a young person is 18')
  return {
    outcome: answer,
    whoMay: may,
    ...some('name', cells.typed('consentOf') || undefined),
    ...(answer === 'given' ? { until: until ?? latest } : {}),
  }
}
