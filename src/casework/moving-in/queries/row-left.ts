import { z } from 'zod'
import { id, query } from '../../../platform/query.ts'
import { movingInPolicy } from '../policy.ts'
import { laterFields } from '../stages/fields.ts'

/** What is still kept of a row whose case is there, for whoever sees that case. */
export const rowLeft = query({
  name: 'moving-in.row-left',
  zone: 'casework',
  summary: 'What a row tells of a moved-in case that is not in the case yet, and why',
  about: z.object({ rowId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    movingInId: z.uuid(),
    caseId: z.uuid(),
    reference: z.string(),
    file: z.string(),
    line: z.int(),
    isOver: z.boolean().describe('The file is moved in: no job is at it'),
    reasons: z.array(z.string()),
    cells: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId }) {
    const row = await reading.tx
      .selectFrom('casework.moving_in_row as r')
      .innerJoin('casework.moving_in as m', 'm.id', 'r.moving_in_id')
      .innerJoin('casework.moving_in_work as w', 'w.moving_in_id', 'm.id')
      .innerJoin('casework.case as c', 'c.id', 'r.case_id')
      .select(['m.id as movingInId', 'm.mapping', 'm.sealed as named', 'r.line', 'r.reasons', 'r.sealed'])
      .select(['c.id as caseId', 'c.reference', 'w.moved_at', 'm.undo_at'])
      .where('r.id', '=', rowId)
      .where('r.state', '=', 'moved in')
      .where('r.sealed', 'is not', null)
      .executeTakeFirst()
    if (!row) return undefined
    const { movingInId, caseId, reference, line, reasons } = row
    const typed = reading.open<string[]>(movingInId, 'moving_in_row', row.sealed!)
    const mapping = row.mapping as Record<string, number>
    return {
      rowId,
      movingInId,
      caseId,
      reference,
      file: reading.open<{ name: string }>(movingInId, 'moving_in', row.named).name,
      line,
      isOver: row.moved_at !== null && row.undo_at === null,
      reasons,
      cells: laterFields.flatMap(({ name, label }) => {
        const value = mapping[name] === undefined ? '' : (typed[mapping[name]] ?? '').trim()
        return value ? [{ label, value }] : []
      }),
    }
  },
  subjects: ({ caseId }) => [caseId],
})
