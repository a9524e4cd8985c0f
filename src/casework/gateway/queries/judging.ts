import type { Reading } from '../../../platform/town.ts'
import { type Line, readLines, standingsOf } from '../tracker-list.ts'
import { takenElsewhere } from '../tracker-references.ts'
import { asResult, resultsWithoutReference } from './results.ts'

/**
 * What the lines of a list say, beside what is recorded here now, as the viewer sees it. `subjects`: every case that was
 * compared with a line.
 */
export async function judged(reading: Reading, lines: readonly Line[]) {
  const references = [...new Set(lines.map(({ cells: [reference = ''] }) => reference.toUpperCase()))]
  const rows = references.length
    ? await resultsWithoutReference(reading).where('c.reference', 'in', references).execute()
    : []
  const unconfirmed = rows.map(asResult)
  const { taken, subjects } = await takenElsewhere(reading, standingsOf(lines, unconfirmed))
  return {
    ...readLines(lines, { unconfirmed, today: reading.today, taken }),
    subjects: [...new Set([...subjects, ...unconfirmed.map(({ caseId }) => caseId)])],
  }
}
