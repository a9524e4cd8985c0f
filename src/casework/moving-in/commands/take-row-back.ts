import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { refuse } from '../../../platform/pure/outcomes.ts'
import { movingInPolicy } from '../policy.ts'
import { rowToTakeBack } from '../queries/row-to-take-back.ts'

/** One row's case goes, unless somebody has worked on it since: done by the job alone, as whoever took the file back. */
export const takeRowBack = command({
  name: 'moving-in.take-row-back',
  zone: 'casework',
  summary: 'The case of one row goes again, unless somebody has worked on it since',
  asks: {},
  knows: rowToTakeBack,
  allows: movingInPolicy.moveIn,
  decides({ rowId, state, caseId, personId, whyKept }) {
    if (state !== 'moved in') return refuse('This row was taken back already.')
    if (whyKept.length) return { is: 'row kept' as const, rowId, keptId: caseId }
    return { is: 'row taken back' as const, rowId, goneId: caseId, ...(personId ? { gonePersonId: personId } : {}) }
  },
  async saves({ tx }, fact, { whyKept: reasons }) {
    if ('goneId' in fact) await sql`select casework.take_back_row(${fact.rowId})`.execute(tx)
    else
      await tx
        .updateTable('casework.moving_in_row')
        .set({ state: 'kept', reasons })
        .where('id', '=', fact.rowId)
        .execute()
  },
})
