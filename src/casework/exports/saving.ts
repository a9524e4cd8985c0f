import { sql } from 'kysely'
import type { Writing } from '../../platform/town.ts'
import type { Exported } from './rules.ts'

/** A file can be fetched for a day by whoever asked for it. */
const lastsMs = 24 * 60 * 60 * 1000

interface Leaving {
  what: 'cases' | 'chronology'
  filters: string
  caseIds: readonly string[]
  /** The filters of a list as they are said: whom they name is looked up when the list is. */
  words?: readonly string[]
  options: { agencies: readonly { value: string; label: string }[] }
}

/** Keeps what was asked for, and a row in the ledger of each case, in the act that lets it out. */
export async function saveExport(
  writing: Writing,
  fact: Exported,
  { what, filters, caseIds, words = [], options }: Leaving,
): Promise<void> {
  const { tx, viewer, now, newId } = writing
  const { purpose, agency, whom, lawfulBasis, why, format } = fact.answers
  const exportId = newId()
  fact.exportId = exportId
  writing.newKey(exportId)
  await tx
    .insertInto('casework.export')
    .values({
      id: exportId,
      staff_id: viewer.id,
      what,
      filters,
      format,
      for_agency: agency,
      purpose,
      lawful_basis: lawfulBasis,
      sealed: writing.seal(exportId, 'export', { whom, why: why ?? '', words }),
      made_at: now,
      ends_at: new Date(now.getTime() + lastsMs),
    })
    .execute()
  const places = caseIds.map(() => newId())
  const ledger = caseIds.map(() => newId())
  await sql`insert into casework.export_case (id, export_id, staff_id, case_id, place)
    select u.id, ${exportId}, ${viewer.id}, u.case_id, u.place
    from unnest(${places}::uuid[], ${caseIds}::uuid[]) with ordinality as u (id, case_id, place)`.execute(tx)
  const toWhom = options.agencies.find(({ value }) => value === agency)!.label
  await sql`select trust.record_disclosure(u.id, u.case_id, ${agency}, ${toWhom}, ${fieldsOf(what)}::text[], ${`export: ${purpose}`}, ${lawfulBasis}, ${now}, null)
    from unnest(${ledger}::uuid[], ${caseIds}::uuid[]) as u (id, case_id)`.execute(tx)
}

const fieldsOf = (what: Leaving['what']) =>
  what === 'cases'
    ? ['name', 'case reference', 'stage', 'next date', 'lead professional']
    : ['what was done', 'reasons', 'by whom', 'when']
