import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../../platform/town.ts'
import { rowStates } from './how-far.ts'

const pageSize = 100

export const rowShown = z.object({
  rowId: z.uuid(),
  line: z.int(),
  state: z.enum(rowStates),
  reasons: z.array(z.string()),
  alike: z.int(),
  caseId: z.uuid().nullable(),
  waits: z.boolean().describe('What was decided since is kept here until somebody says who the person is'),
  held: z.boolean().describe('What was decided since could not be moved in, and is kept here with the reason'),
})

/** What was decided since a referral is kept in its row: until it is known who the person is, or because it could not be moved in. */
const waits = sql<boolean>`state = 'moved in' and sealed is not null and reasons = '{}'`
const held = sql<boolean>`state = 'moved in' and sealed is not null and reasons <> '{}'`

/** Of how many rows something is still kept, and why. */
export async function leftIn({ tx }: Reading, movingInId: string): Promise<{ waiting: number; held: number }> {
  const { rows } = await sql<{ waiting: number; held: number }>`
    select count(*) filter (where ${waits})::integer as waiting, count(*) filter (where ${held})::integer as held
    from casework.moving_in_row where moving_in_id = ${movingInId}`.execute(tx)
  return rows[0]!
}

interface Wanted {
  after: number
  only: string | undefined
}

/** The rows by line, a page of them, and the line that the next page follows. */
export async function reportOf({ tx }: Reading, movingInId: string, { after, only }: Wanted) {
  let some = tx
    .selectFrom('casework.moving_in_row')
    .select(['id as rowId', 'line', 'state', 'reasons', 'alike', 'case_id as caseId'])
    .select([waits.as('waits'), held.as('held')])
    .where('moving_in_id', '=', movingInId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(pageSize + 1)
  if (only) some = only === 'held' ? some.where(held) : some.where('state', '=', only)
  const found = await some.execute()
  return {
    rows: found.slice(0, pageSize) as z.infer<typeof rowShown>[],
    next: found.length > pageSize ? found[pageSize - 1]!.line : null,
  }
}
