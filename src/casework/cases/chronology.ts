import { z } from 'zod'
import { holdsARole } from '../../platform/policy.ts'
import { capital } from '../../platform/pure/words.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

/** One timeline from the acts done to a case: what, by whom, when. The act's fact holds ids, so this does too. */
export const chronology = query({
  name: 'cases.chronology',
  zone: 'casework',
  summary: 'What was done to a case, newest first',
  about: z.object({ caseId: id() }),
  gives: z.object({
    banner,
    lines: z.array(
      z.object({ actId: z.uuid(), what: z.string(), by: z.string(), agency: z.string().nullable(), at: z.string() }),
    ),
  }),
  allows: casePolicy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    const rows = await reading.tx
      .selectFrom('platform.act as a')
      .leftJoin('organisation.agency as g', 'g.id', 'a.agency_id')
      .select(['a.id', 'a.fact', 'a.viewer_name', 'a.at', 'g.name as agency'])
      .where('a.subject_id', '=', caseId)
      .orderBy('a.at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(500)
      .execute()
    const withheld = await withholdsTheReferrer(reading, caseId)
    return {
      banner: found,
      lines: rows.map((row) => ({
        actId: row.id,
        what: sentence(row.fact),
        ...(withheld && isReferral(row.fact) ? unnamed : { by: row.viewer_name, agency: row.agency }),
        at: row.at,
      })),
    }
  },
  subjects: ({ banner: { caseId } }) => [caseId],
})

const unnamed = { by: 'Somebody who wishes not to be named', agency: null }
const isReferral = (fact: unknown) => (fact as { is?: unknown }).is === 'referral received'

/** Whether whoever referred wishes to stay unnamed, and this viewer is none of those who may know them all the same. */
async function withholdsTheReferrer({ tx, viewer }: Reading, caseId: string): Promise<boolean> {
  if (holdsARole(casePolicy.knowTheUnnamed, viewer)) return false
  const wish = await tx
    .selectFrom('casework.referral')
    .select('id')
    .where('case_id', '=', caseId)
    .where('wishes_unnamed', '=', true)
    .executeTakeFirst()
  return wish !== undefined
}

/** The fact and its code words, as a sentence: "Panel decided: adopted". */
function sentence(fact: unknown): string {
  const { is, ...rest } = fact as Record<string, string>
  const words = Object.entries(rest)
    .filter(([name]) => name.endsWith('Word'))
    .map(([, word]) => word)
  const said = capital(is ?? '')
  return words.length ? `${said}: ${words.join(', ')}` : said
}
