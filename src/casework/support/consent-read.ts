import type { Reading } from '../../platform/town.ts'
import { nameOfOwner } from '../cases/index.ts'
import type { ConsentAnswered, ConsentRequest } from './known.ts'

/** What is kept sealed of a request and of an answer. */
export type SealedRequest = Pick<ConsentRequest, 'name' | 'words' | 'socialCareDecision'>
export type SealedAnswer = Pick<ConsentAnswered, 'name' | 'evidence' | 'ownView' | 'how' | 'words'>

/** How consent was planned to be asked, oldest first. */
export async function requestsIn({ tx, open }: Reading, caseId: string): Promise<ConsentRequest[]> {
  const rows = await tx
    .selectFrom('casework.consent_request as r')
    .leftJoin('organisation.staff as s', 's.id', 'r.by_whom')
    .select(['r.id', 'r.of_whom', 'r.how', 'r.ask_on', 'r.by_whom', 's.name', 'r.set_at', 'r.sealed'])
    .where('r.case_id', '=', caseId)
    .orderBy('r.set_at')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    ofWhom: row.of_whom,
    how: row.how,
    askOn: row.ask_on,
    byWhomId: row.by_whom,
    byWhom: nameOfOwner(row.by_whom, row.name),
    setAt: row.set_at,
    ...open<SealedRequest>(caseId, 'consent_request', row.sealed),
  }))
}

/** What was answered, oldest first. */
export async function answersIn({ tx, open }: Reading, caseId: string): Promise<ConsentAnswered[]> {
  const rows = await tx
    .selectFrom('casework.consent_answer as a')
    .leftJoin('organisation.staff as s', 's.id', 'a.recorded_by')
    .select([
      'a.id',
      'a.request_id',
      'a.answer',
      'a.who_may',
      'a.answered_on',
      'a.expires_on',
      'a.recorded_at',
      'a.sealed',
      'a.recorded_by',
      's.name',
    ])
    .where('a.case_id', '=', caseId)
    .orderBy('a.recorded_at')
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    requestId: row.request_id,
    answer: row.answer as ConsentAnswered['answer'],
    whoMay: row.who_may,
    answeredOn: row.answered_on,
    expiresOn: row.expires_on,
    recordedBy: nameOfOwner(row.recorded_by, row.name),
    recordedAt: row.recorded_at,
    ...open<SealedAnswer>(caseId, 'consent_answer', row.sealed),
  }))
}
