import type { Writing } from '../../platform/town.ts'
import { recordDisclosure } from '../cases/index.ts'

interface HandOver {
  caseId: string
  toService: string
  why: string
  /** What the service is shown, named and never quoted. */
  what: readonly string[]
  /** What the service is asked to do, where somebody said so. */
  asks?: string
}

/** Hands a case over to another service, in `saves`: the row to be tracked, and the line in the disclosure ledger. */
export async function handOver(writing: Writing, { caseId, toService, why, what, asks }: HandOver): Promise<void> {
  await writing.tx
    .insertInto('casework.hand_over')
    .values({
      id: writing.newId(),
      case_id: caseId,
      to_service: toService,
      why,
      sealed: asks ? writing.seal(caseId, 'hand_over', { asks }) : null,
      made_by: writing.viewer.kind === 'staff' ? writing.viewer.id : null,
      made_at: writing.now,
    })
    .execute()
  await recordDisclosure(writing, {
    caseId,
    toAgencyId: null,
    toWhom: toService,
    what,
    why,
    lawfulBasis: 'Public task: safeguarding a child or an adult at risk',
  })
}
