import type { Reading } from '../../platform/town.ts'
import { nameOfOwner } from '../cases/index.ts'
import type { Support } from './known.ts'

type Reviewed = Support['reviews'][number]
type Exited = Support['exits'][number]

/** What is kept sealed of a review and of an exit. */
export type SealedReview = Pick<Reviewed, 'words' | 'whyEarly' | 'contributions'>
export type SealedExit = Pick<Exited, 'words' | 'views' | 'chairsReason'>

/** Reviews of the plan and afterwards, in the order recorded. */
export async function reviewsIn({ tx, open }: Reading, caseId: string): Promise<Reviewed[]> {
  const rows = await tx
    .selectFrom('casework.review as r')
    .leftJoin('organisation.staff as s', 's.id', 'r.recorded_by')
    .select(['r.id', 'r.kind', 'r.reviewed_on', 'r.outcome', 'r.next_on', 'r.sealed', 'r.recorded_by', 's.name'])
    .where('r.case_id', '=', caseId)
    .orderBy('r.recorded_at')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reviewedOn: row.reviewed_on,
    outcome: row.outcome,
    nextOn: row.next_on,
    recordedBy: nameOfOwner(row.recorded_by, row.name),
    ...open<SealedReview>(caseId, 'review', row.sealed),
  }))
}

export async function exitsIn({ tx, open }: Reading, caseId: string): Promise<Exited[]> {
  const rows = await tx
    .selectFrom('casework.exit as e')
    .leftJoin('organisation.staff as s', 's.id', 'e.recorded_by')
    .select(['e.id', 'e.reason', 'e.exited_on', 'e.sealed', 'e.recorded_by', 's.name'])
    .where('e.case_id', '=', caseId)
    .orderBy('e.recorded_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    exitedOn: row.exited_on,
    recordedBy: nameOfOwner(row.recorded_by, row.name),
    ...open<SealedExit>(caseId, 'exit', row.sealed),
  }))
}
