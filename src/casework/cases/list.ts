import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../platform/query.ts'
import { casePolicy } from './policy.ts'
import { groups } from './work.ts'

const pageSize = 50

/** Where the next page begins: the stage's instant and the id of the last row shown. */
const cursor = z.string().refine((given) => {
  const [since, caseId, ...rest] = given.split('_')
  return z.iso.datetime().safeParse(since).success && z.uuid().safeParse(caseId).success && !rest.length
})

/** The cases that this viewer may see, newest change of stage first, 50 a page. */
export const caseList = query({
  name: 'cases.list',
  zone: 'casework',
  summary: 'The cases in sight, newest change of stage first, 50 a page',
  about: z.object({ group: z.string().optional(), after: cursor.optional() }),
  gives: z.object({
    group: z.string().nullable(),
    rows: z.array(
      z.object({
        caseId: z.uuid(),
        reference: z.string(),
        knownAs: z.string(),
        stage: z.string(),
        since: z.string(),
        nextDue: z.string().nullable(),
        late: z.boolean(),
        lead: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allows: casePolicy.read,
  async read({ tx, today }, { group, after }) {
    const stages = group !== undefined && Object.hasOwn(groups, group) ? groups[group] : undefined
    if (group !== undefined && !stages) return undefined
    // the page is cut before anything is joined to it: whoever sees some hundred cases joins fifty
    let page = tx
      .selectFrom('casework.case_state')
      .select(['case_id', 'reference', 'person_name', 'stage', 'stage_since', 'next_due_on', 'lead_id'])
      .orderBy('stage_since', 'desc')
      .orderBy('case_id', 'desc')
      .limit(pageSize + 1)
    if (stages) page = page.where('stage', 'in', [...stages])
    if (after) {
      const [since, caseId] = after.split('_') as [string, string]
      page = page.where(sql<boolean>`(stage_since, case_id) < (${since}::timestamptz, ${caseId}::uuid)`)
    }
    const rows = await tx
      .selectFrom(page.as('s'))
      .leftJoin('organisation.staff as lead', 'lead.id', 's.lead_id')
      .select(['s.case_id', 's.reference', 's.person_name', 's.stage', 's.stage_since', 's.next_due_on'])
      .select('lead.name as lead')
      .orderBy('s.stage_since', 'desc')
      .orderBy('s.case_id', 'desc')
      .execute()
    const shown = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? shown.at(-1) : undefined
    return {
      group: group ?? null,
      rows: shown.map((row) => ({
        caseId: row.case_id,
        reference: row.reference,
        knownAs: row.person_name ?? 'Not known',
        stage: row.stage,
        since: row.stage_since,
        nextDue: row.next_due_on,
        late: row.next_due_on !== null && row.next_due_on < today,
        lead: row.lead,
      })),
      next: last ? `${last.stage_since}_${last.case_id}` : null,
    }
  },
  subjects: ({ rows }) => rows.map(({ caseId }) => caseId),
})
