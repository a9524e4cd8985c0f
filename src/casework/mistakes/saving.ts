import type { Writing } from '../../platform/town.ts'

export interface NewStep {
  caseId: string
  step: 'asked' | 'found' | 'not found' | 'letter sent' | 'letter deferred'
  on: string
  until?: string
  foundBy?: 'the police' | 'the coordinator and a second person'
  words?: object
}

export async function addStep(writing: Writing, { caseId, step, on, until, foundBy, words }: NewStep): Promise<void> {
  await writing.tx
    .insertInto('casework.mistaken_step')
    .values({
      id: writing.newId(),
      case_id: caseId,
      step,
      on_day: on,
      until_day: until ?? null,
      found_by: foundBy ?? null,
      sealed: words ? writing.seal(caseId, 'mistaken_step', words) : null,
      recorded_by: writing.viewer.id,
      recorded_at: writing.now,
    })
    .execute()
}
