import { sql } from 'kysely'
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
    select v.since, a.fact, a.at from visit v
    left join lateral (
      select fact, at from platform.act where subject_id = ${caseId} and at > v.since and viewer_id <> ${viewer.id}
      order by at desc, id desc limit ${shownAtMost + 1}
    ) a on true`.execute(tx)
  const done = rows.flatMap(({ fact, at }) => (fact && at ? [{ what: inWords(fact, false).what, at }] : []))
  return { readBefore: rows[0]?.since ?? null, more: done.length > shownAtMost, list: done.slice(0, shownAtMost) }
}
