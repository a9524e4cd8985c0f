import { sql } from 'kysely'
import { inTransaction } from './platform/db/database.ts'
import type { Figures } from './platform/http/metrics.ts'
import type { Town } from './platform/town.ts'
import { aProcess } from './platform/viewer.ts'

/** What an operator watches besides the process itself: is the journal being sealed, are the jobs being done? */
export function figuresOf(town: Town): Figures {
  const count = (role: string, from: string) => async () => {
    const { rows } = await inTransaction(town.database, { viewer: aProcess('figures'), role }, (tx) =>
      sql<{ count: number }>`select count(*) as count from ${sql.raw(from)}`.execute(tx),
    )
    return rows[0]!.count
  }
  return {
    journal_waiting: { help: 'Journal entries not sealed yet', read: count('sealer', 'trust.journal_tail') },
    jobs_waiting: { help: 'Jobs to be done', read: count('jobs', 'graphile_worker._private_jobs') },
  }
}
