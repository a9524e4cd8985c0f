import { z } from 'zod'
import { capital } from '../../platform/pure/words.ts'
import { id, query } from '../../platform/query.ts'
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
    return {
      banner: found,
      lines: rows.map((row) => ({
        actId: row.id,
        what: sentence(row.fact),
        by: row.viewer_name,
        agency: row.agency,
        at: row.at,
      })),
    }
  },
  subjects: ({ banner: { caseId } }) => [caseId],
})

/** The fact and its code words, as a sentence: "Panel decided: adopted". */
function sentence(fact: unknown): string {
  const { is, ...rest } = fact as Record<string, string>
  const words = Object.entries(rest)
    .filter(([name]) => name.endsWith('Word'))
    .map(([, word]) => word)
  const said = capital(is ?? '')
  return words.length ? `${said}: ${words.join(', ')}` : said
}
