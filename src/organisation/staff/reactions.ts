import { sql } from 'kysely'
import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'

/** A leaver's grants, seats and tasks in casework end or pass on, by the one function through which we reach that zone. */
export async function endWhatCaseworkGave({ tx, now }: Writing, { staffId }: Fact): Promise<void> {
  await sql`select casework.follow_leaver(${staffId}, ${now})`.execute(tx)
}
