import { sql } from 'kysely'
import { z } from 'zod'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { movingInPolicy } from '../policy.ts'
import { movingStep } from './step.ts'

/** A row whose case is taken back, unless something happened to it since. It is named with its row, so that it is held. */
export const rowToTakeBack = query({
  name: 'moving-in.row-to-take-back',
  zone: 'casework',
  summary: 'A row whose case is taken back, and what happened to the case since it was moved in',
  about: z.object({ rowId: id(), caseId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    caseId: z.uuid(),
    state: z.string(),
    personId: z.uuid().nullable(),
    whyKept: z.array(z.string()).describe('Why its case is not taken back: what happened to it since'),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId, caseId }) {
    const row = await reading.tx
      .selectFrom('casework.moving_in_row')
      .select(['state', 'match_act'])
      .where('id', '=', rowId)
      .where('case_id', '=', caseId)
      .executeTakeFirst()
    return row && { rowId, caseId, state: row.state, ...(await sinceThen(reading, caseId, [rowId, row.match_act])) }
  },
  subjects: ({ caseId }) => [caseId],
})

/** What was done with a case, or shown of it, besides moving it in; also where it cannot be seen any more. */
async function sinceThen({ tx }: Reading, caseId: string, own: string[]) {
  const [found, acts, shown] = await Promise.all([
    tx.selectFrom('casework.case').select('person_id').where('id', '=', caseId).executeTakeFirst(),
    tx
      .selectFrom('platform.act')
      .select('id')
      .where('subject_id', '=', caseId)
      .where('id', 'not in', own)
      .where('command', '<>', movingStep)
      .limit(1)
      .execute(),
    sql<{ shown: boolean }>`select casework.was_shown(${caseId}) as shown`.execute(tx),
  ])
  const personId = found?.person_id ?? null
  const others = personId
    ? await tx
        .selectFrom('casework.case')
        .select('id')
        .where('person_id', '=', personId)
        .where('id', '<>', caseId)
        .limit(1)
        .execute()
    : []
  const whyKept = [
    ...(found ? [] : ['The case is closed to whoever takes the file back']),
    ...(acts.length ? ['Somebody has worked on the case since'] : []),
    ...(shown.rows[0]!.shown
      ? ['The case was shown to another agency since, or opened by somebody of another agency']
      : []),
    ...(others.length ? ['The person has another case'] : []),
  ]
  return { personId, whyKept }
}
