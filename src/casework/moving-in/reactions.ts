import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'

/**
 * It is known now who a moved-in case is about: what was decided since its referral follows. While the file is still
 * being moved in, its own job sees to it.
 */
export async function followMatch(writing: Writing, { caseId }: Fact): Promise<void> {
  if (!caseId) return
  const row = await writing.tx
    .selectFrom('casework.moving_in_row as r')
    .innerJoin('casework.moving_in_work as w', 'w.moving_in_id', 'r.moving_in_id')
    .select('r.moving_in_id as movingInId')
    .where('r.case_id', '=', caseId)
    .where('r.state', '=', 'moved in')
    .where('r.sealed', 'is not', null)
    .where('w.moved_at', 'is not', null)
    .executeTakeFirst()
  if (row) await writing.enqueue('move-in', row)
}
