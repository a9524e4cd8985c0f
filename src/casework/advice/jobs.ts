import { z } from 'zod'
import { inTransaction } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'

const payload = z.object({ noticeId: z.uuid() })

/** Mails whoever asked that there is an answer, and where: nothing of what it is about. Not where they want no mail. */
export const sendAdviceAnswered =
  (town: Town, mail: Pick<Mailer, 'send'>): Task =>
  async (given) => {
    const { noticeId } = payload.parse(given)
    const asker = await askerOf(town, noticeId)
    if (!asker) return
    await mail.send({
      to: asker.email,
      messageId: `advice-${noticeId}`,
      subject: `${town.name}: your question was answered`,
      text: [
        'The coordinator answered a question that you asked for advice.',
        '',
        `Sign in to read it: ${town.baseUrl}/advice/${asker.adviceId}`,
        '',
        `This message says no more, because mail is not a safe place for more. ${town.name}`,
      ].join('\n'),
    })
  }

const askerOf = (town: Town, noticeId: string) =>
  inTransaction(town.database, { viewer: aProcess('notices'), role: 'casework_oversight' }, (tx) =>
    tx
      .selectFrom('casework.advice_notice as n')
      .innerJoin('organisation.staff as s', 's.id', 'n.staff_id')
      .leftJoin('casework.notice_choice as c', 'c.staff_id', 's.id')
      .select(['s.email', 'n.advice_id as adviceId'])
      .where('n.id', '=', noticeId)
      .where('n.read_at', 'is', null)
      .where('s.left_at', 'is', null)
      .where((where) => where.or([where('c.mail', 'is', null), where('c.mail', '<>', 'none')]))
      .executeTakeFirst(),
  )
