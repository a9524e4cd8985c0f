import { sql } from 'kysely'
import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { whoseCase } from './ending.ts'

const task = 'tell-consent-ended'
const payload = z.object({ caseId: z.uuid(), answerId: z.uuid(), staffId: z.uuid().optional() })
type Telling = z.infer<typeof payload>

/**
 * Tells the chair, the police of the person's home and the lead professional that consent ended, the same day: a link
 * and no personal data. Each is told by a job of their own, so that one mail that fails does not send the others again;
 * a job that is repeated sends the same mail under the same id.
 */
export const tellConsentEnded =
  (town: Town, mail: Mailer): Task =>
  async (given) => {
    const telling = payload.parse(given)
    const people = await asProcess(town, 'casework_oversight', (tx) => peopleToTell(tx, telling.caseId))
    if (!telling.staffId) return oneJobEach(town, telling, people)
    const person = people.find(({ id }) => id === telling.staffId)
    // Whoever left meanwhile, or declared a conflict, is not told.
    if (!person) return
    await mail.send({
      to: person.email,
      messageId: `consent-ended-${telling.answerId}-${person.id}`,
      subject: 'A case needs your attention today',
      text: words(town, telling.caseId),
    })
  }

const oneJobEach = (town: Town, telling: Telling, people: { id: string }[]) =>
  asProcess(town, 'casework_writer', async (tx) => {
    for (const { id } of people) {
      const one = JSON.stringify({ ...telling, staffId: id })
      await sql`select platform.enqueue(${task}, ${one}::json, null, ${`${task} ${telling.answerId} ${id}`})`.execute(
        tx,
      )
    }
  })

const asProcess = <T>(town: Town, role: string, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess(task), role }, work)

const words = ({ name, baseUrl }: Town, caseId: string) =>
  [
    'Something changed today on a case that you answer for, and you need to know it today.',
    '',
    `Sign in to read it: ${baseUrl}/cases/${caseId}/plan`,
    '',
    `This message says no more, because mail is not a safe place for more. ${name}`,
  ].join('\n')

async function peopleToTell(tx: Tx, caseId: string) {
  const { chairId, forceId } = await whoseCase({ tx }, caseId)
  const lead = await tx
    .selectFrom('casework.case_state')
    .select('lead_id')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const named = [chairId, lead?.lead_id].filter((each) => each !== null && each !== undefined)
  return tx
    .selectFrom('organisation.staff as s')
    .select(['s.id', 's.email'])
    .where('s.left_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('casework.recusal as c')
            .select('c.id')
            .whereRef('c.staff_id', '=', 's.id')
            .where('c.case_id', '=', caseId)
            .where('c.kind', '=', 'conflict'),
        ),
      ),
    )
    .where((where) =>
      where.or([
        ...(named.length ? [where('s.id', 'in', named)] : []),
        where.and([
          where('s.agency_id', '=', forceId),
          where.exists(
            where
              .selectFrom('organisation.staff_role as r')
              .select('r.id')
              .whereRef('r.staff_id', '=', 's.id')
              .where('r.role', '=', 'police case officer')
              .where('r.ended_at', 'is', null),
          ),
        ]),
      ]),
    )
    .execute()
}
