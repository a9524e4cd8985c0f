import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { movingInPolicy } from '../policy.ts'
import { staffOf } from './lists.ts'

const staffHere = option.extend({ email: z.string(), agencyId: z.uuid(), leads: z.boolean(), provides: z.boolean() })

/** The case of a row, before what was decided since becomes a record of it. It is named with its row, so that it is held. */
export const stepToMove = query({
  name: 'moving-in.step',
  zone: 'casework',
  summary: 'The case of a row that is moved in, and which steps of it are recorded already',
  about: z.object({ rowId: id(), caseId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    caseId: z.uuid(),
    state: z.string(),
    isSeen: z.boolean().describe('Whoever asks sees its case'),
    matched: z.boolean(),
    done: z.array(z.string()).describe('Which steps are recorded already, moved in or done here'),
    options: z.object({ staff: z.array(staffHere) }),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId, caseId }) {
    const { tx } = reading
    const [row, found, done, staff] = await Promise.all([
      tx
        .selectFrom('casework.moving_in_row')
        .select('state')
        .where('id', '=', rowId)
        .where('case_id', '=', caseId)
        .executeTakeFirst(),
      tx.selectFrom('casework.case').select('person_id').where('id', '=', caseId).executeTakeFirst(),
      stepsDone(reading, caseId),
      staffOf(reading),
    ])
    if (!row) return undefined
    const matched = (found?.person_id ?? null) !== null
    return { rowId, caseId, state: row.state, isSeen: found !== undefined, matched, done, options: { staff } }
  },
  subjects: ({ caseId }) => [caseId],
})

export const movingStep = 'moving-in.move-step'

/** Which steps of a case are recorded, whether they were moved in or done here. */
export async function stepsDone({ tx }: Reading, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ done: string[] }>`select array(
    select a.fact ->> 'stepWord' from platform.act a where a.subject_id = ${caseId} and a.command = ${movingStep} and a.fact is not null
    union select 'gateway' from casework.gateway_outcome where case_id = ${caseId}
    union select 'section 36' from casework.section36_decision where case_id = ${caseId}
    union select 'agenda' from casework.panel_item where case_id = ${caseId}
    union select 'panel' from casework.panel_item where case_id = ${caseId}
    union select 'lead professional' from casework.lead_professional where case_id = ${caseId}
    union select 'consent' from casework.consent_request where case_id = ${caseId}
    union select 'plan' from casework.support_plan where case_id = ${caseId}
    union select 'exit' from casework.exit where case_id = ${caseId}
    union select 'exit' from casework.closure where case_id = ${caseId}
    union select kind from casework.review where case_id = ${caseId}) as done`.execute(tx)
  return rows[0]!.done
}

/** Which steps were moved in before the job was broken off, by row. */
export async function stepsMovedIn({ tx }: Reading, rowIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ rowId: string; steps: string[] }>`
    select r.id as "rowId", array_agg(a.fact ->> 'stepWord') as steps from casework.moving_in_row r
    join platform.act a on a.subject_id = r.case_id
    where r.id = any (${rowIds}::uuid[]) and a.command = ${movingStep} and a.fact is not null group by r.id`.execute(tx)
  return new Map(rows.map(({ rowId, steps }) => [rowId, steps]))
}
