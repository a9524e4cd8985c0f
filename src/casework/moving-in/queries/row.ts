import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { id, query } from '../../../platform/query.ts'
import { concerns, optionsOn, sectors } from '../../referrals/index.ts'
import { movingInPolicy } from '../policy.ts'

/** A row before it becomes a case. */
export const rowToMove = query({
  name: 'moving-in.row',
  zone: 'casework',
  summary: 'A row of a spreadsheet that is moved in',
  about: z.object({ rowId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    state: z.string(),
    options: z.object({ sectors: z.array(option), concerns: z.array(option) }),
  }),
  allows: movingInPolicy.moveIn,
  async read({ tx, today }, { rowId }) {
    const row = await tx.selectFrom('casework.moving_in_row').select('state').where('id', '=', rowId).executeTakeFirst()
    const options = { sectors: [...optionsOn(sectors, today)], concerns: [...optionsOn(concerns, today)] }
    return row && { rowId, state: row.state, options }
  },
})
