import { sql } from 'kysely'
import { dayOf } from '../../platform/pure/days.ts'
import type { Reading } from '../../platform/town.ts'
import type { Content } from './instrument.ts'
import type { Conclusion, Line } from './known.ts'
import type { Items, Needs, Strengths, Summary } from './questions.ts'

/** What is kept sealed of a part, by the part: items under the instrument's own codes. */
export type SealedPart = Partial<Items & Strengths & Needs & Summary>
export interface SealedNeed {
  need: string
}

interface Row extends Line {
  instrumentId: string
  finishedAt: string | null
  setAside: Buffer | null
}

/** The assessments of a case as this viewer sees them, newest first. */
export async function assessmentsIn({ tx }: Pick<Reading, 'tx'>, caseId: string): Promise<Row[]> {
  const rows = await tx
    .selectFrom('casework.assessment as a')
    .innerJoin('casework.instrument as i', 'i.id', 'a.instrument_id')
    .leftJoin('organisation.staff as b', 'b.id', 'a.begun_by')
    .leftJoin('organisation.staff as f', 'f.id', 'a.finished_by')
    .select(['a.id', 'a.instrument_id', 'a.occasion', 'a.begun_at', 'a.finished_at', 'a.set_aside_at'])
    .select(['a.set_aside_sealed', 'i.edition', 'b.name as begun_by', 'f.name as finished_by'])
    .select(sql<string>`i.content ->> 'name'`.as('instrument'))
    .where('a.case_id', '=', caseId)
    .orderBy('a.begun_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
  return rows.map((row) => ({
    assessmentId: row.id,
    instrumentId: row.instrument_id,
    instrument: row.instrument,
    edition: row.edition,
    occasion: row.occasion,
    state: row.finished_at ? 'finished' : row.set_aside_at ? 'set aside' : 'being written',
    begunBy: row.begun_by ?? '',
    begunOn: dayOf(row.begun_at),
    finishedBy: row.finished_by,
    finishedOn: row.finished_at && dayOf(row.finished_at),
    finishedAt: row.finished_at,
    setAside: row.set_aside_sealed,
  }))
}

/** Whether this viewer works the case: they write and read assessments item by item. */
export async function worksInFull({ tx, viewer }: Pick<Reading, 'tx' | 'viewer'>, caseId: string): Promise<boolean> {
  if (viewer.roles.includes('Channel coordinator')) return true
  const { rows } = await sql<{ sees: boolean }>`select casework.sees_in_full(${caseId}) as sees`.execute(tx)
  return rows[0]?.sees ?? false
}

export interface SavedPart {
  part: string
  version: number
  words: SealedPart
}

export async function partsIn({ tx, open }: Reading, caseId: string, assessmentId: string): Promise<SavedPart[]> {
  const rows = await tx
    .selectFrom('casework.assessment_part')
    .select(['part', 'version', 'sealed'])
    .where('assessment_id', '=', assessmentId)
    .where('case_id', '=', caseId)
    .execute()
  return rows.map(({ part, version, sealed }) => ({
    part,
    version,
    words: open<SealedPart>(caseId, 'assessment_part', sealed),
  }))
}

export async function contentOf({ tx }: Pick<Reading, 'tx'>, instrumentId: string): Promise<Content> {
  const row = await tx
    .selectFrom('casework.instrument')
    .select('content')
    .where('id', '=', instrumentId)
    .executeTakeFirstOrThrow()
  return row.content as unknown as Content
}

/** What an assessment came to, where this viewer may know. */
export async function conclusionOf(
  { tx, open }: Reading,
  caseId: string,
  assessmentId: string,
): Promise<Conclusion | null> {
  const row = await tx
    .selectFrom('casework.assessment_conclusion')
    .select('sealed')
    .where('assessment_id', '=', assessmentId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row ? open<Conclusion>(caseId, 'assessment_conclusion', row.sealed) : null
}

export async function needsOf({ tx, open }: Reading, caseId: string, assessmentId: string) {
  const rows = await tx
    .selectFrom('casework.assessment_need')
    .select(['id', 'sealed'])
    .where('assessment_id', '=', assessmentId)
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, sealed }) => ({ id, need: open<SealedNeed>(caseId, 'assessment_need', sealed).need }))
}
