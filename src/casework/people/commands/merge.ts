import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import type { Writing } from '../../../platform/town.ts'
import { markRepeats } from '../../cases/index.ts'
import { peoplePolicy } from '../policy.ts'
import { mergedRecords, othersLikePerson, recordedIn } from '../record.ts'
import { mergeQuestions, unmergeQuestions } from '../record-questions.ts'
import { mergeRecords, type RecordsMerged, separateRecords } from '../record-rules.ts'
import { filled, lockPersons, settleCasesOf } from '../saving.ts'

export const mergePersons = command({
  name: 'people.merge',
  zone: 'casework',
  summary: 'Make one record of two that are of the same person, with grounds; nothing is lost and it can be undone',
  asks: mergeQuestions,
  knows: othersLikePerson,
  allows: peoplePolicy.merge,
  decides: mergeRecords,
  async saves(writing, fact) {
    await lockPersons(writing, [fact.survivorId, fact.mergedId])
    const mergeId = await saveMerge(writing, fact)
    await sql`select casework.merge_person(${mergeId})`.execute(writing.tx)
    await markRepeats(writing, fact.survivorId)
    await settleCasesOf(writing, [fact.survivorId])
  },
})

async function saveMerge(writing: Writing, { caseId, survivorId, mergedId, grounds }: RecordsMerged) {
  const merged = await writing.tx
    .selectFrom('casework.person')
    .select(['given_names', 'family_name', 'born'])
    .where('id', '=', mergedId)
    .executeTakeFirstOrThrow()
  const mergeId = writing.newId()
  const name = `${merged.given_names} ${merged.family_name}`.trim()
  await writing.tx
    .insertInto('casework.person_merge')
    .values({
      id: mergeId,
      survivor_id: survivorId,
      merged_id: mergedId,
      case_id: caseId,
      sealed: writing.seal(caseId, 'person_merge', filled({ grounds, name, born: merged.born ?? undefined })),
      merged_by: writing.viewer.id,
      merged_at: writing.now,
    })
    .execute()
  return mergeId
}

export const unmergePersons = command({
  name: 'people.unmerge',
  zone: 'casework',
  summary:
    'Separate two records that were made one, with grounds; what was added since goes where it is said to belong',
  asks: unmergeQuestions,
  knows: mergedRecords,
  allows: peoplePolicy.merge,
  decides: separateRecords,
  async saves(writing, { mergeId, survivorId, restoredId, also, grounds }) {
    await lockPersons(writing, [survivorId, restoredId])
    const { case_id: sealedWith } = await writing.tx
      .selectFrom('casework.person_merge')
      .select('case_id')
      .where('id', '=', mergeId)
      .executeTakeFirstOrThrow()
    const ended_sealed = writing.seal(sealedWith, 'person_merge', { why: grounds })
    await writing.tx
      .updateTable('casework.person_merge')
      .set({ ended_at: writing.now, ended_by: writing.viewer.id, ended_sealed })
      .where('id', '=', mergeId)
      .execute()
    const goes = [...also, ...(await recordedIn(writing.tx, { personId: survivorId, caseIds: also }))]
    await sql`select casework.unmerge_person(${mergeId}, ${goes}::uuid[])`.execute(writing.tx)
    await settleCasesOf(writing, [survivorId, restoredId])
  },
})
