import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../platform/command.ts'
import { choice } from '../../platform/pure/questions.ts'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { newAnswers } from '../advice/index.ts'
import { casePolicy } from '../cases/pure.ts'

const shownAtMost = 100
const byDefault = 'once a day'

export const mailQuestions = {
  mail: choice({
    label: 'When do we write to you that there are notices?',
    hint: 'A mail says only that there is something to read, and never about whom.',
    missing: 'Choose when we write to you',
    options: { 'at once': 'At once', 'once a day': 'Once a day, in the morning', none: 'Never: I look here' },
  }),
}

const notice = z.object({
  noticeId: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  mistaken: z.boolean(),
  kind: z.string(),
  what: z.string(),
  onDay: z.string(),
  at: z.string(),
  read: z.boolean(),
})

/** What this reader was told of the cases that they work on, the newest first. */
export const notices = query({
  name: 'desk.notices',
  zone: 'casework',
  summary: 'What became due, was assigned, replied or decided on the cases that this reader works on',
  about: z.object({}),
  gives: z.object({
    notices: z.array(notice),
    mail: z.string(),
    /** Answers to questions that they asked before referring anybody: said until they are opened. */
    answers: z.array(z.object({ adviceId: z.uuid(), at: z.string() })),
  }),
  allows: casePolicy.read,
  async read(reading) {
    const [rows, mail, answers] = await Promise.all([newest(reading), mailOf(reading), newAnswers(reading)])
    return { notices: rows, mail, answers }
  },
  subjects: (known) => known.notices.map(({ caseId }) => caseId),
})

async function newest({ tx, viewer }: Reading) {
  const { rows } = await sql<z.infer<typeof notice>>`
    select n.id as "noticeId", n.case_id as "caseId", s.reference, coalesce(s.person_name, 'Not known') as "knownAs",
      s.mistaken, n.kind, n.what, n.on_day as "onDay", n.at, n.read_at is not null as read
    from (select * from casework.notice where staff_id = ${staffId(viewer)} order by at desc, id desc limit ${shownAtMost}) n
    join casework.case_state s on s.case_id = n.case_id order by n.at desc, n.id desc`.execute(tx)
  return rows
}

async function mailOf({ tx, viewer }: Reading): Promise<string> {
  const row = await tx
    .selectFrom('casework.notice_choice')
    .select('mail')
    .where('staff_id', '=', staffId(viewer))
    .executeTakeFirst()
  return row?.mail ?? byDefault
}

const staffId = ({ kind, id }: Reading['viewer']) => (kind === 'staff' ? id : null)

export const readNotices = command({
  name: 'desk.read-notices',
  zone: 'casework',
  summary: 'Mark all of one’s notices as read',
  asks: {},
  knows: notices,
  allows: casePolicy.read,
  decides: () => ({ is: 'notices read' as const }),
  async saves({ tx, viewer, now }) {
    await tx
      .updateTable('casework.notice')
      .set({ read_at: now })
      .where('staff_id', '=', viewer.id)
      .where('read_at', 'is', null)
      .where('at', '<=', now.toISOString())
      .execute()
  },
})

export const noticeChoice = query({
  name: 'desk.notice-choice',
  zone: 'casework',
  summary: 'When this reader is mailed that they have notices',
  about: z.object({}),
  gives: z.object({ mail: z.string() }),
  allows: casePolicy.read,
  read: async (reading) => ({ mail: await mailOf(reading) }),
})

export const chooseNoticeMail = command({
  name: 'desk.choose-notice-mail',
  zone: 'casework',
  summary: 'Choose when one is mailed that there are notices',
  asks: mailQuestions,
  knows: noticeChoice,
  allows: casePolicy.read,
  holds: ({ mail }) => ({ mail }),
  decides: (_, { mail }) => ({ is: 'notice mail chosen' as const, mailWord: mail }),
  async saves({ tx, viewer, now }, { mailWord }) {
    await tx
      .insertInto('casework.notice_choice')
      .values({ staff_id: viewer.id, mail: mailWord, chosen_at: now })
      .onConflict((it) => it.column('staff_id').doUpdateSet({ mail: mailWord, chosen_at: now }))
      .execute()
  },
})
