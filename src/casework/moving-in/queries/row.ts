import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { movingInPolicy } from '../policy.ts'
import { listsOf } from './lists.ts'

const staffHere = option.extend({ email: z.string(), agencyId: z.uuid(), leads: z.boolean(), provides: z.boolean() })

/** A row, and what may be known of its case before it is moved in or taken back. */
export const rowToMove = query({
  name: 'moving-in.row',
  zone: 'casework',
  summary: 'A row of a spreadsheet that is moved in or taken back',
  about: z.object({ rowId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    line: z.int(),
    state: z.string(),
    caseId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    whyKept: z.array(z.string()).describe('Why its case is not taken back: what happened to it since'),
    isSeen: z.boolean().describe('Whoever asks sees its case'),
    matched: z.boolean(),
    done: z.array(z.string()).describe('Which steps are recorded already, moved in or done here'),
    options: z.object({ sectors: z.array(option), concerns: z.array(option), staff: z.array(staffHere) }),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId }) {
    const row = await reading.tx
      .selectFrom('casework.moving_in_row')
      .select(['line', 'state', 'case_id', 'match_act'])
      .where('id', '=', rowId)
      .executeTakeFirst()
    if (!row) return undefined
    const [{ whyKept, personId, isSeen }, done, { sectors: from, concerns: about, staff }] = await Promise.all([
      row.case_id
        ? sinceThen(reading, row.case_id, [rowId, row.match_act])
        : Promise.resolve({ whyKept: [], personId: null, isSeen: false }),
      stepsDone(reading, row.case_id),
      listsOf(reading),
    ])
    return {
      rowId,
      line: row.line,
      state: row.state,
      caseId: row.case_id,
      personId,
      whyKept,
      isSeen,
      matched: personId !== null,
      done,
      options: { sectors: [...from], concerns: [...about], staff: [...staff] },
    }
  },
  subjects: ({ caseId }) => (caseId ? [caseId] : []),
})

const movingStep = 'moving-in.move-step'

/** Which steps of a case are recorded, whether they were moved in or done here. */
async function stepsDone({ tx }: Reading, caseId: string | null): Promise<string[]> {
  if (!caseId) return []
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
  return { personId, whyKept, isSeen: found !== undefined }
}
