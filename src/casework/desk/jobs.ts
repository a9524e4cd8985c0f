import { sql } from 'kysely'
import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import { addDays, today } from '../../platform/pure/days.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'

const task = 'send-notices'
const payload = z.object({ staffId: z.uuid(), noticeId: z.uuid().optional(), day: z.iso.date().optional() })
/** After a standstill over a long weekend nothing that became due goes untold. */
const lookBackDays = 4

/** Mails somebody that they have notices: how many, and where to sign in. Mail is not a safe place for more. */
export const sendNotices =
  (town: Town, mail: Pick<Mailer, 'send'>): Task =>
  async (given) => {
    const { staffId, noticeId, day } = payload.parse(given)
    const person = await asProcess(town, 'casework_oversight', (tx) =>
      tx
        .selectFrom('organisation.staff')
        .select('email')
        .where('id', '=', staffId)
        .where('left_at', 'is', null)
        .executeTakeFirst(),
    )
    if (!person) return
    await mail.send({
      to: person.email,
      messageId: `notices-${noticeId ?? `${staffId}-${day}`}`,
      subject: `${town.name}: you have notices to read`,
      text: [
        'Something happened, or became due, on work of yours.',
        '',
        `Sign in to read it: ${town.baseUrl}/notices`,
        '',
        `This message says no more, because mail is not a safe place for more. You choose there how often we write. ${town.name}`,
      ].join('\n'),
    })
  }

/** Every morning: tells of what became due, and mails whoever wishes for one mail a day; of what is due, the others too. */
export const tellWhatIsDue =
  (town: Town): Task =>
  async () => {
    const day = today(town.clock())
    await asProcess(town, 'casework_writer', async (tx) => {
      const { rows } = await sql<{
        told: number
      }>`select casework.tell_what_is_due(${addDays(day, -lookBackDays)}, ${day}) as told`.execute(tx)
      const ways = rows[0]!.told ? ['once a day', 'at once'] : ['once a day']
      for (const way of ways) await oneMailEach(tx, way, day)
    })
  }

async function oneMailEach(tx: Tx, way: string, day: string) {
  await sql`select platform.enqueue(${task}, json_build_object('staffId', staff_id, 'day', ${day}::text), null,
    ${task} || ' ' || staff_id || ' ' || ${day}::text) from casework.to_be_mailed(${way})`.execute(tx)
}

const asProcess = <T>(town: Town, role: string, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess('notices'), role, now: town.clock() }, work)
