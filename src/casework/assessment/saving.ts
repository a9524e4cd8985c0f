import type { Writing } from '../../platform/town.ts'
import type { OnePart } from './known.ts'
import type { SealedPart } from './reading.ts'

/** Keeps one part of an assessment that is being written, in place of what it held before. */
export async function savePart(
  { tx, newId, seal, viewer, now }: Writing,
  { caseId, assessmentId, part }: OnePart,
  words: SealedPart,
): Promise<void> {
  const kept = { sealed: seal(caseId, 'assessment_part', words), saved_by: viewer.id, saved_at: now }
  await tx
    .insertInto('casework.assessment_part')
    .values({ id: newId(), assessment_id: assessmentId, case_id: caseId, part: part.code, ...kept })
    .onConflict((it) => it.columns(['assessment_id', 'part']).doUpdateSet(kept))
    .execute()
}
