import type { Reading } from '../../../platform/town.ts'
import { onItsDay } from './terms.ts'

const most = 200

/** The meetings on some days that this reader attends or keeps, in the order in which they are held. */
export async function meetingsBetween({ tx }: Reading, from: string, until: string) {
  const rows = await tx
    .selectFrom('casework.meeting as m')
    .innerJoin('casework.terms_of_reference as t', (on) => on.on(onItsDay))
    .select(['m.id', 'm.meets_on', 'm.meets_at', 'm.place', 't.name as panel'])
    .where('m.meets_on', '>=', from)
    .where('m.meets_on', '<=', until)
    .orderBy('m.meets_on')
    .orderBy('m.meets_at')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    meetingId: row.id,
    day: row.meets_on,
    time: row.meets_at,
    panel: row.panel,
    place: row.place,
  }))
}
