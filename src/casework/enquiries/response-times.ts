import { sql } from 'kysely'
import { z } from 'zod'
import { addMonths } from '../../platform/pure/days.ts'
import { query } from '../../platform/query.ts'
import { enquiriesPolicy } from './policy.ts'
import { type Answering, byAgency } from './response-rules.ts'

const months = 12

const line = z.object({
  agency: z.string(),
  asked: z.int(),
  onTime: z.int(),
  late: z.int(),
  open: z.int(),
  overdue: z.int(),
  refused: z.int(),
  medianDays: z.number().nullable(),
})

/** Counts of agencies, and nothing of any case: whoever chairs sees the same as whoever coordinates. */
export const responseTimes = query({
  name: 'enquiries.response-times',
  zone: 'casework',
  summary: 'How long each agency took to answer what it was asked in the last twelve months',
  about: z.object({}),
  gives: z.object({ from: z.string(), agencies: z.array(line), all: line }),
  allows: enquiriesPolicy.responseTimes,
  async read({ tx, today, holidays }) {
    const from = addMonths(today, -months)
    const { rows } = await sql<Answering>`
      select agency, asked_on as "askedOn", due_on as "dueOn", replied_on as "repliedOn", outcome, enquiries
      from casework.response_days(${from})`.execute(tx)
    const everyone = rows.map((row) => ({ ...row, agency: 'All agencies' }))
    const [all] = byAgency(everyone, today, holidays)
    return { from, agencies: byAgency(rows, today, holidays), all: all ?? nothing }
  },
})

const nothing = {
  agency: 'All agencies',
  asked: 0,
  onTime: 0,
  late: 0,
  open: 0,
  overdue: 0,
  refused: 0,
  medianDays: null,
}
