import { z } from 'zod'
import { command } from '../../platform/command.ts'
import { refuse } from '../../platform/pure/outcomes.ts'
import { newSecretCode } from '../../platform/pure/reference.ts'
import { query } from '../../platform/query.ts'
import type { Writing } from '../../platform/town.ts'
import { casePolicy } from '../cases/pure.ts'

export const addressHash = 'calendar address'

/** Since when a calendar program may fetch this reader's due days; the address itself is shown once and kept nowhere. */
export const calendarAddress = query({
  name: 'desk.calendar-address',
  zone: 'casework',
  summary: 'Whether a calendar program may fetch this reader’s due days and meetings, and since when',
  about: z.object({}),
  gives: z.object({ since: z.string().nullable() }),
  allows: casePolicy.read,
  async read({ tx, viewer }) {
    const row = await tx
      .selectFrom('casework.calendar_address')
      .select('made_at')
      .where('staff_id', '=', viewer.kind === 'staff' ? viewer.id : null)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return { since: row?.made_at ?? null }
  },
})

export const makeCalendarAddress = command({
  name: 'desk.make-calendar-address',
  zone: 'casework',
  summary: 'Make a secret address for one’s calendar program; the one before it ends',
  asks: {},
  knows: calendarAddress,
  allows: casePolicy.read,
  decides: () => ({ is: 'calendar address made' as const }),
  async saves(writing) {
    await endAddress(writing)
    const address = newSecretCode()
    await writing.tx
      .insertInto('casework.calendar_address')
      .values({
        id: writing.newId(),
        staff_id: writing.viewer.id,
        token_hash: writing.hash(addressHash, address),
        made_at: writing.now,
      })
      .execute()
    return { address }
  },
})

export const endCalendarAddress = command({
  name: 'desk.end-calendar-address',
  zone: 'casework',
  summary: 'End the address of one’s calendar: no program fetches it any more',
  asks: {},
  knows: calendarAddress,
  allows: casePolicy.read,
  decides: ({ since }) =>
    since ? { is: 'calendar address ended' as const } : refuse('There is no address to end: it ended before'),
  saves: endAddress,
})

async function endAddress({ tx, viewer, now }: Writing) {
  await tx
    .updateTable('casework.calendar_address')
    .set({ ended_at: now })
    .where('staff_id', '=', viewer.id)
    .where('ended_at', 'is', null)
    .execute()
}
