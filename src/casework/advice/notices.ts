import { sql } from 'kysely'
import type { Reading, Writing } from '../../platform/town.ts'

/** Tells whoever asked that it was answered: a notice here, and a mail that says no more than that. */
export async function tellTheAsker(
  writing: Writing,
  { adviceId, askedById }: { adviceId: string; askedById: string },
): Promise<void> {
  const noticeId = writing.newId()
  await writing.tx
    .insertInto('casework.advice_notice')
    .values({ id: noticeId, staff_id: askedById, advice_id: adviceId, at: writing.now })
    .execute()
  await writing.enqueue('send-advice-answered', { noticeId })
}

const shownAtMost = 20

/** Answers to questions of this reader that they have not opened yet, the newest first. */
export async function newAnswers({ tx, viewer }: Reading): Promise<{ adviceId: string; at: string }[]> {
  if (viewer.kind !== 'staff') return []
  return tx
    .selectFrom('casework.advice_notice')
    .select(['advice_id as adviceId', 'at'])
    .where('staff_id', '=', viewer.id)
    .where('read_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownAtMost)
    .execute()
}

/** Whoever opens the answer has read what they were told of it. */
export const noteAnswerRead = ({ tx }: Reading, adviceId: string) =>
  sql`select casework.note_advice_read(${adviceId})`.execute(tx)
