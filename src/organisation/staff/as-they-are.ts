import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess, type Viewer } from '../../platform/viewer.ts'

/**
 * A member of staff as they are now, for work that goes on in their name after they asked for it (an id). Undefined when
 * they have left: nothing goes on in the name of somebody who is not here.
 */
export async function staffAsTheyAre(town: Town, staffId: string): Promise<Viewer | undefined> {
  const row = await inTransaction(town.database, { viewer: aProcess('staff'), role: 'organisation_reader' }, (tx) =>
    tx
      .selectFrom('organisation.staff as s')
      .select((the) => [
        's.name',
        's.agency_id',
        the
          .selectFrom('organisation.staff_role as r')
          .select(sql<string[]>`array_agg(r.role)`.as('roles'))
          .whereRef('r.staff_id', '=', 's.id')
          .where('r.ended_at', 'is', null)
          .as('roles'),
      ])
      .where('s.id', '=', staffId)
      .where('s.left_at', 'is', null)
      .executeTakeFirst(),
  )
  return row && { kind: 'staff', id: staffId, name: row.name, agencyId: row.agency_id, roles: row.roles ?? [] }
}
