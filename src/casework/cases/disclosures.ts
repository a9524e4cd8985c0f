import { sql } from 'kysely'
import type { Writing } from '../../platform/town.ts'

/** Something about the person of a case that somebody else was shown or told. */
export interface Disclosure {
  caseId: string
  toAgencyId: string | null
  /** The agency, service or person, in words. */
  toWhom: string
  /** The fields that were shown, named and never quoted: "name", "date of birth". */
  what: readonly string[]
  /** From a list, never typed: the ledger keeps no narrative. */
  why: string
  lawfulBasis: string
  until?: Date | undefined
}

/** One row of the disclosure ledger, in the act that shows it: correction and erasure walk these rows (trust.md). */
export async function recordDisclosure(writing: Writing, disclosure: Disclosure): Promise<void> {
  const { caseId, toAgencyId, toWhom, what, why, lawfulBasis, until } = disclosure
  await sql`select trust.record_disclosure(${writing.newId()}, ${caseId}, ${toAgencyId}, ${toWhom}, ${[...what]}::text[],
    ${why}, ${lawfulBasis}, ${writing.now}, ${until ?? null})`.execute(writing.tx)
}
