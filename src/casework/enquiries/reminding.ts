import { sql } from 'kysely'
import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { addDays, dayOf } from '../../platform/pure/days.ts'
import { chosenTargets } from '../targets/index.ts'
import { enquiriesPolicy } from './policy.ts'
import { remindedAtMostDays, remindersBy } from './reminding-rules.ts'

const longestAgoDays = 60

/** One enquiry, for the daily job that reminds whoever was asked. */
export const enquiryToRemind = query({
  name: 'enquiries.to-remind',
  zone: 'casework',
  summary: 'What decides whether an agency is reminded of an enquiry',
  about: z.object({ enquiryId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    enquiryId: z.uuid(),
    askedOn: z.string(),
    dueOn: z.string(),
    over: z.boolean(),
    toSenior: z.boolean(),
    hasSenior: z.boolean(),
    sent: z.array(z.string()),
    within: z.object({ before: z.int(), after: z.int(), seniorAfter: z.int() }),
  }),
  allows: enquiriesPolicy.remind,
  async read(reading, { enquiryId }) {
    const [row, targets] = await Promise.all([
      waiting(reading).where('e.id', '=', enquiryId).executeTakeFirst(),
      chosenTargets(reading.tx),
    ])
    return row && { ...row, askedOn: dayOf(row.askedAt), within: remindersBy(targets, row.askedAt) }
  },
})

/** Every enquiry that somebody may have to be reminded of today. */
export async function enquiriesWaiting(reading: Pick<Reading, 'tx' | 'today'>) {
  const [rows, targets] = await Promise.all([
    waiting(reading)
      .where('e.due_on', '<=', addDays(reading.today, remindedAtMostDays))
      .where('e.due_on', '>=', addDays(reading.today, -longestAgoDays))
      .where('r.id', 'is', null)
      .execute(),
    chosenTargets(reading.tx),
  ])
  return rows.map((row) => ({ ...row, askedOn: dayOf(row.askedAt), within: remindersBy(targets, row.askedAt) }))
}

const waiting = ({ tx }: Pick<Reading, 'tx'>) =>
  tx
    .selectFrom('casework.enquiry as e')
    .innerJoin('organisation.agency as a', 'a.id', 'e.agency_id')
    .innerJoin('casework.case_state as s', 's.case_id', 'e.case_id')
    .leftJoin('casework.enquiry_reply as r', 'r.enquiry_id', 'e.id')
    .select(['e.id as enquiryId', 'e.case_id as caseId', 'e.asked_at as askedAt', 'e.due_on as dueOn'])
    .select(['e.to_senior as toSenior'])
    .select([
      sql<boolean>`r.id is not null or s.stage = 'finished'`.as('over'),
      sql<boolean>`a.senior_mailbox is not null`.as('hasSenior'),
      sql<string[]>`array(select m.kind from casework.enquiry_reminder m where m.enquiry_id = e.id)`.as('sent'),
    ])
