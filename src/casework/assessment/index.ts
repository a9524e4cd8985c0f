import { addMonths, dayOf } from '../../platform/pure/days.ts'
import type { Reading } from '../../platform/town.ts'
import { chosenTargets } from '../targets/index.ts'
import { targetAt } from '../targets/pure.ts'
import type { Conclusion } from './known.ts'
import { occasionWords } from './questions.ts'
import { assessmentsIn, conclusionOf, needsOf } from './reading.ts'

/** The front door of assessment: what other modules may use. */
export { conclusion } from './known.ts'
export { Concluded } from './pages/found.tsx'

/** The newest finished assessment of a case, as far as this viewer may know. Dates are days. */
export interface NewestAssessment {
  on: string
  /** The last day on which it is new enough, by the town's target. */
  newUntil: string
  occasion: string
  instrument: string
  /** Null to a reader who is neither at the table nor works the case. */
  conclusion: Conclusion | null
  needs: { id: string; need: string }[]
}

/** The newest finished assessment of a case, with what it came to; null where there is none. */
export async function newestAssessment(reading: Reading, caseId: string): Promise<NewestAssessment | null> {
  const all = await assessmentsIn(reading, caseId)
  const [newest] = all
    .filter(({ finishedAt }) => finishedAt)
    .sort((one, other) => other.finishedAt!.localeCompare(one.finishedAt!))
  if (!newest) return null
  const [came, needs, targets] = await Promise.all([
    conclusionOf(reading, caseId, newest.assessmentId),
    needsOf(reading, caseId, newest.assessmentId),
    chosenTargets(reading.tx),
  ])
  return {
    on: dayOf(newest.finishedAt!),
    newUntil: addMonths(dayOf(newest.finishedAt!), targetAt(targets, 'reassess', newest.finishedAt!)),
    occasion: occasionWords(newest.occasion),
    instrument: `${newest.instrument}, edition ${newest.edition}`,
    conclusion: came,
    needs,
  }
}
