import { sql } from 'kysely'
import type { Reading, Writing } from '../../platform/town.ts'
import type { Standing, Taken } from './tracker-list.ts'

const listsOf = (asked: readonly Standing[]) => ({
  references: asked.map(({ trackerReference }) => trackerReference),
  cases: asked.map(({ caseId }) => caseId),
})

/**
 * Which of these references stand beside another case already, of all cases there are; which case that is, where this
 * reader sees it. `subjects`: the cases that are named so.
 */
export async function takenElsewhere({ tx }: Reading, asked: readonly Standing[]) {
  if (!asked.length) return { taken: [] as Taken[], subjects: [] as string[] }
  const { references, cases } = listsOf(asked)
  const { rows } = await sql<Taken & { besideId: string | null }>`
    select tracker_reference as "trackerReference", case_id as "caseId", beside, beside_id as "besideId"
    from casework.tracker_references_elsewhere(${references}::text[], ${cases}::uuid[])`.execute(tx)
  return {
    taken: rows.map(({ trackerReference, caseId, beside }): Taken => ({ trackerReference, caseId, beside })),
    subjects: [...new Set(rows.flatMap(({ besideId }) => besideId ?? []))],
  }
}

/**
 * Holds references until commit, in `saves`, so that of two acts at once the later one finds what the earlier kept. One
 * that stands elsewhere by now fails as a value that must be unique does: the act is tried again, and says so.
 */
export async function holdReferences({ tx }: Writing, asked: readonly Standing[]): Promise<void> {
  const { references, cases } = listsOf(asked)
  if (asked.length)
    await sql`select casework.hold_tracker_references(${references}::text[], ${cases}::uuid[])`.execute(tx)
}
