import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../../platform/town.ts'
import { movingInPolicy } from '../policy.ts'

export const rowStates = ['bad', 'there already', 'good', 'waiting', 'moved in', 'kept', 'undone'] as const
const counts = z.record(z.enum(rowStates), z.int())
const steps = [
  'reading',
  'not readable',
  'to map',
  'checking',
  'checked',
  'moving in',
  'moved in',
  'taking back',
  'taken back',
] as const
export type Step = (typeof steps)[number]

export const summary = z.object({
  movingInId: z.uuid(),
  file: z.string(),
  by: z.string(),
  startedAt: z.string(),
  step: z.enum(steps),
  counts,
})

export type FileRow = Awaited<ReturnType<ReturnType<typeof filesOf>['execute']>>[number]

/** The files that were sent, each with what was done with it. */
export const filesOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.moving_in as m')
    .innerJoin('casework.moving_in_work as w', 'w.moving_in_id', 'm.id')
    .innerJoin('organisation.staff as s', 's.id', 'm.staff_id')
    .select([
      'm.id',
      'm.version',
      'm.content_hash',
      'm.started_at',
      'm.mapping',
      'm.home_force_id',
      'm.mapped_at',
      'm.go_at',
      'm.undo_at',
      'm.sealed',
      'w.wrong',
      'w.header',
      'w.read_at',
      'w.checked_at',
      'w.moved_at',
      'w.undone_at',
      's.name as by',
    ])
    .select(
      sql<boolean>`s.left_at is null and exists (select from organisation.staff_role r where r.staff_id = s.id
        and r.ended_at is null and r.role = any (${[...movingInPolicy.moveIn.roles]}::text[]))`.as('isHere'),
    )

export async function summaryOf(reading: Reading, row: FileRow): Promise<z.infer<typeof summary>> {
  const counted = await reading.tx
    .selectFrom('casework.moving_in_row')
    .select(['state', sql<number>`count(*)::integer`.as('count')])
    .where('moving_in_id', '=', row.id)
    .groupBy('state')
    .execute()
  const none = Object.fromEntries(rowStates.map((state) => [state, 0]))
  return {
    movingInId: row.id,
    file: reading.open<{ name: string }>(row.id, 'moving_in', row.sealed).name,
    by: row.by,
    startedAt: row.started_at,
    step: stepOf(row),
    counts: { ...none, ...Object.fromEntries(counted.map(({ state, count }) => [state, count])) } as z.infer<
      typeof counts
    >,
  }
}

/** How far a file is, from what was decided and done. */
function stepOf(row: FileRow): Step {
  if (row.undo_at) return row.undone_at ? 'taken back' : 'taking back'
  if (row.go_at) return row.moved_at ? 'moved in' : 'moving in'
  if (row.wrong) return 'not readable'
  if (!row.read_at) return 'reading'
  if (!row.mapped_at) return 'to map'
  return row.checked_at ? 'checked' : 'checking'
}
