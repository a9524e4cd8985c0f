import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../platform/town.ts'
import { inWords } from './chronology-words.ts'

const shownAtMost = 10

/** What others did to a case since this reader last read it. */
export const changes = z.object({
  /** When they had last read it, before this visit; null when they never had. */
  readBefore: z.string().nullable(),
  more: z.boolean(),
  list: z.array(z.object({ what: z.string(), at: z.string() })),
})
export type Changes = z.infer<typeof changes>

/**
 * Notes that this reader reads a case that they were shown, and gives until when they had read it before this visit; null
 * on a first one, when nothing is marked since all of it is new. Within half an hour it is one visit.
 */
export async function noteReading({ tx }: Reading, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ since: string | null }>`select casework.note_reading(${caseId}) as since`.execute(tx)
  return rows[0]?.since ?? null
}

/** Of an act, called `a`, on an enquiry that this reader may not see, they are not told either. */
export const ofAnEnquiryInSight = sql<boolean>`(a.fact ->> 'enquiryId' is null
  or exists (select from casework.enquiry e where e.id = (a.fact ->> 'enquiryId')::uuid))`

/** Until when this reader had read a case before this visit, without noting that they read it now. */
const readBeforeOf = (caseId: RawBuilder<unknown>) => sql`(select case
  when r.read_at < platform.present() - interval '30 minutes' then r.read_at else r.before_at end
  from casework.last_read r where r.case_id = ${caseId} and r.staff_id = platform.viewer_staff())`

/** Of the acts on a case, called `a`: those of somebody else since this reader last read it; of one never read, none. */
export const isNewToReader = (caseId: string) =>
  sql<boolean>`coalesce(a.at > ${readBeforeOf(sql`${caseId}::uuid`)} and a.viewer_id <> platform.viewer_staff()::text, false)`

/**
 * Which facts others made of the case called `c` since this reader last read it, each once: what marks its tabs. Notes
 * no reading: whoever opens one tab has not read the others.
 */
export const newFacts = sql<string[] | null>`(select array_agg(distinct a.fact ->> 'is') from platform.act a
  where a.subject_id = c.id and a.at > ${readBeforeOf(sql`c.id`)} and a.viewer_id <> platform.viewer_staff()::text
    and ${ofAnEnquiryInSight})`

interface Row {
  since: string | null
  fact: unknown
  at: string | null
}

/**
 * Notes that this reader reads a case that they were shown, and gives what others did to it since they last did. What was
 * done is said, and by whom or in which words is not: the chronology says that, to whom it may. Within half an hour it is one visit.
 */
export async function changesSinceRead({ tx, viewer }: Reading, caseId: string): Promise<Changes> {
  const { rows } = await sql<Row>`with visit as materialized (select casework.note_reading(${caseId}) as since)
    select v.since, done.fact, done.at from visit v
    left join lateral (
      select a.fact, a.at from platform.act a
      where a.subject_id = ${caseId} and a.at > v.since and a.viewer_id <> ${viewer.id} and ${ofAnEnquiryInSight}
      order by a.at desc, a.id desc limit ${shownAtMost + 1}
    ) done on true`.execute(tx)
  const done = rows.flatMap(({ fact, at }) => (fact && at ? [{ what: inWords(fact, false).what, at }] : []))
  return { readBefore: rows[0]?.since ?? null, more: done.length > shownAtMost, list: done.slice(0, shownAtMost) }
}
