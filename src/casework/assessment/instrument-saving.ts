import type { Writing } from '../../platform/town.ts'
import type { InstrumentDrafted } from './instrument-rules.ts'
import { contentOf } from './reading.ts'

/** Keeps a draft: the next edition of its series, or the first of a new one. */
export async function saveDraft(writing: Writing, fact: InstrumentDrafted): Promise<void> {
  const { tx, newId, viewer, now } = writing
  const instrumentId = newId()
  fact.instrumentId = instrumentId
  const newest = fact.seriesId
    ? await tx
        .selectFrom('casework.instrument')
        .select('edition')
        .where('series_id', '=', fact.seriesId)
        .orderBy('edition', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined
  const content = fact.content ?? (await contentOf(writing, fact.fromId!))
  await tx
    .insertInto('casework.instrument')
    .values({
      id: instrumentId,
      series_id: fact.seriesId ?? instrumentId,
      edition: (newest?.edition ?? 0) + 1,
      content: JSON.stringify(content),
      made_by: viewer.id,
      made_at: now,
    })
    .execute()
}
