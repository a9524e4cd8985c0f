import { z } from 'zod'
import { roleOf } from '../../platform/db/database.ts'
import type { CarriedFile } from '../../platform/files/carried.ts'
import { isKind, type Kind } from '../../platform/files/kinds.ts'
import type { Reading } from '../../platform/town.ts'
import { sql } from 'kysely'
import type { CameWith, Document, Scan, SetAsideAs } from './code-lists.ts'

export const documentShape = z.object({
  attachmentId: z.uuid(),
  caseId: z.uuid(),
  version: z.int(),
  name: z.string(),
  description: z.string(),
  source: z.string().nullable(),
  what: z.string(),
  datedOn: z.string().nullable(),
  cameWith: z.string() as unknown as z.ZodType<CameWith>,
  kind: z.string() as unknown as z.ZodType<Kind>,
  bytes: z.int(),
  scan: z.string() as unknown as z.ZodType<Scan>,
  addedBy: z.string().nullable(),
  addedById: z.uuid().nullable(),
  agency: z.string().nullable(),
  addedAt: z.string(),
  releasedAt: z.string().nullable(),
  setAside: z
    .object({
      as: z.string() as unknown as z.ZodType<SetAsideAs>,
      why: z.string(),
      by: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
})

/** What is sealed with the case's key: everything typed, the name, and the key of the file. */
export interface SealedDocument {
  name: string
  description: string
  source: string | null
  key: string
}

export const sealedAs = 'attachment'
/** No case has so many; a list that did would be cut rather than slow. */
const mostOfACase = 500

/** The documents that this viewer sees, newest first: all of a case, those that came with one thing, or one of them. */
export async function documentsIn(
  { tx, open, scansFiles }: Pick<Reading, 'tx' | 'open' | 'scansFiles'>,
  where: { caseId: string; cameWithId?: string } | { attachmentId: string },
): Promise<{ document: Document; file: CarriedFile }[]> {
  let rows = tx
    .selectFrom('casework.attachment as a')
    .leftJoin('organisation.staff as s', 's.id', 'a.added_by')
    .leftJoin('organisation.agency as g', 'g.id', 'a.added_for')
    .leftJoin('organisation.staff as aside', 'aside.id', 'a.set_aside_by')
    .selectAll('a')
    .select(['s.name as added_name', 'g.name as agency', 'aside.name as aside_name'])
    .orderBy('a.added_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostOfACase)
  rows =
    'attachmentId' in where ? rows.where('a.id', '=', where.attachmentId) : rows.where('a.case_id', '=', where.caseId)
  if ('cameWithId' in where && where.cameWithId) rows = rows.where('a.came_with_id', '=', where.cameWithId)
  return (await rows.execute()).map((row) => {
    const { name, description, source, key } = open<SealedDocument>(row.case_id, sealedAs, row.sealed)
    const kind = isKind(row.kind) ? row.kind : 'text'
    const aside = row.set_aside_sealed && open<{ why: string }>(row.case_id, sealedAs, row.set_aside_sealed)
    return {
      document: {
        attachmentId: row.id,
        caseId: row.case_id,
        version: row.version,
        name,
        description,
        source,
        what: row.what,
        datedOn: row.dated_on,
        cameWith: row.came_with as CameWith,
        kind,
        bytes: row.bytes,
        scan: standingNow(row.scan as Scan, scansFiles),
        addedBy: row.added_name,
        addedById: row.added_by,
        agency: row.agency,
        addedAt: row.added_at,
        releasedAt: row.released_at,
        setAside: aside
          ? { as: row.set_aside_as as SetAsideAs, why: aside.why, by: row.aside_name, at: row.set_aside_at! }
          : null,
      },
      file: { name, kind, bytes: row.bytes, storedAs: row.stored_as, key },
    }
  })
}

/** What came while there was no scanner waits for it from the moment that there is one. */
const standingNow = (scan: Scan, scansFiles: boolean): Scan => (scan === 'not scanned' && scansFiles ? 'waiting' : scan)

/** Whether this viewer has all of a case, and not only its pack. */
export async function seesInFull({ tx }: Pick<Reading, 'tx'>, caseId: string): Promise<boolean> {
  if (roleOf(tx) === 'casework_oversight') return true
  const { rows } = await sql<{ full: boolean }>`select casework.sees_in_full(${caseId}) as full`.execute(tx)
  return rows[0]!.full
}
