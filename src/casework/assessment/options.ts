import { sql } from 'kysely'
import type { Reading } from '../../platform/town.ts'
import type { AssessmentsOfCase } from './known.ts'
import { type Occasion, occasions } from './questions.ts'

const beforeThePanel: readonly string[] = ['asking partners', 'ready for the panel', 'on the agenda']

/** The instruments in use, and what an assessment can be made for at this stage. */
export async function optionsFor({ tx }: Reading, stage: string): Promise<AssessmentsOfCase['options']> {
  const rows = await tx
    .selectFrom('casework.instrument')
    .select(['id', 'edition', sql<string>`content ->> 'name'`.as('name')])
    .where('in_use_at', 'is not', null)
    .where('retired_at', 'is', null)
    .orderBy('in_use_at', 'desc')
    .execute()
  const fitting: Occasion[] = beforeThePanel.includes(stage) ? ['before the panel', 'review'] : ['review', 'at exit']
  return {
    instruments: rows.map(({ id, name, edition }) => ({ value: id, label: `${name}, edition ${edition}` })),
    occasions: fitting.map((value) => ({ value, label: occasions[value] })),
  }
}
