import { z } from 'zod'
import { isFormat } from '../../../platform/documents/formats.ts'
import { id, query } from '../../../platform/query.ts'
import { movingInPolicy } from '../policy.ts'
import { filesOf } from './how-far.ts'

/** The rows that were sent back, as they came, each with its reasons. */
export const rowsSentBack = query({
  name: 'moving-in.sent-back',
  zone: 'casework',
  summary: 'The rows of a spreadsheet that could not be moved in, as they came, each with the reasons',
  about: z.object({ movingInId: id(), format: z.string().max(50) }),
  gives: z.object({ format: z.enum(['csv', 'xlsx']), header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  allows: movingInPolicy.moveIn,
  async read(reading, { movingInId, format }) {
    const row = await filesOf(reading).where('m.id', '=', movingInId).executeTakeFirst()
    if (!row?.header || !isFormat(format)) return undefined
    const header = reading.open<string[]>(movingInId, 'moving_in_work', row.header)
    const bad = await reading.tx
      .selectFrom('casework.moving_in_row')
      .select(['sealed', 'reasons'])
      .where('moving_in_id', '=', movingInId)
      .where('state', '=', 'bad')
      .orderBy('line')
      .execute()
    const rows = bad.map(({ sealed, reasons }) => {
      const cells = sealed ? reading.open<string[]>(movingInId, 'moving_in_row', sealed) : []
      return [...header.map((_, at) => cells[at] ?? ''), reasons.join('; ')]
    })
    return { format, header: [...header, 'Why it was sent back'], rows }
  },
  journal: 'search',
})
