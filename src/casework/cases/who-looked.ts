import { sql } from 'kysely'
import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

const onePage = 50

const entry = z.object({
  entryId: z.uuid(),
  at: z.string(),
  kind: z.string(),
  what: z.string(),
  about: z.string().nullable(),
  who: z.string().nullable(),
  agency: z.string().nullable(),
})
export type Entry = z.infer<typeof entry>

/** The journal of one case: who read it and who changed it, for those who answer for that (trust.md, Journal). */
export const whoLooked = query({
  name: 'cases.who-looked',
  zone: 'casework',
  summary: 'Who looked at a case and who changed it, newest first',
  about: z.object({ caseId: id(), before: id().optional() }),
  gives: z.object({
    caseId: z.uuid(),
    reference: z.string(),
    banner: banner
      .nullable()
      .describe('Not for the data protection officer, who reads the journal and not the content'),
    entries: z.array(entry),
    next: z.uuid().nullable(),
  }),
  allows: casePolicy.whoLooked,
  async read(reading, { caseId, before }) {
    const found = reading.viewer.roles.includes('Channel coordinator') ? await bannerOf(reading, caseId) : undefined
    const reference = found?.reference ?? (await referenceOf(reading, caseId))
    if (!reference) return undefined
    const rows = await entriesOf(reading, caseId, before)
    const entries = rows.slice(0, onePage)
    return {
      caseId,
      reference,
      banner: found ?? null,
      entries,
      next: rows.length > onePage ? entries.at(-1)!.entryId : null,
    }
  },
  subjects: ({ caseId }) => [caseId],
})

async function referenceOf({ tx }: Reading, caseId: string) {
  const { rows } = await sql<{ reference: string | null }>`select trust.reference_of(${caseId}) as reference`.execute(
    tx,
  )
  return rows[0]?.reference
}

/** One row more than a page holds, to know whether there is another page. */
async function entriesOf({ tx }: Reading, caseId: string, before: string | undefined) {
  const { rows } = await sql<Entry>`select id as "entryId", at, kind, what, about, who, agency
    from trust.who_looked(${caseId}, ${before ?? null}, ${onePage + 1})`.execute(tx)
  return rows
}
