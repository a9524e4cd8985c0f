import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { query } from '../../platform/query.ts'
import { filterShape, setFilters } from '../cases/index.ts'
import { casePolicy } from '../cases/pure.ts'
import { concerns, optionsOn } from '../referrals/index.ts'
import { viewsOf } from './views.ts'

const agenciesAtMost = 200

/** What a list may be narrowed to: the page of filters. */
export const filtering = query({
  name: 'desk.filtering',
  zone: 'casework',
  summary: 'What a list of cases may be narrowed to and sorted by, and the lists that this reader keeps',
  about: z.object(filterShape),
  isList: true,
  gives: z.object({
    filters: z.object(filterShape),
    leadNamed: z.string().nullable(),
    coordinators: z.array(option),
    agencies: z.array(option),
    concerns: z.array(option),
    views: z.array(z.object({ viewId: z.uuid(), name: z.string(), filters: z.string() })),
  }),
  allows: casePolicy.read,
  async read(reading, given) {
    const { tx, today } = reading
    const filters = setFilters(given)
    const { lead } = filters
    const [agencies, coordinators, named, views] = await Promise.all([
      tx
        .selectFrom('organisation.agency')
        .select(['id as value', 'name as label'])
        .orderBy('name')
        .limit(agenciesAtMost)
        .execute(),
      tx
        .selectFrom('organisation.staff as s')
        .innerJoin('organisation.staff_role as r', 'r.staff_id', 's.id')
        .select(['s.id as value', 's.name as label'])
        .where('r.role', '=', 'Channel coordinator')
        .where('r.ended_at', 'is', null)
        .where('s.left_at', 'is', null)
        .orderBy('s.name')
        .limit(agenciesAtMost)
        .execute(),
      lead && lead !== 'me' && lead !== 'nobody'
        ? tx.selectFrom('organisation.staff').select('name').where('id', '=', lead).executeTakeFirst()
        : undefined,
      viewsOf(reading),
    ])
    return {
      filters,
      leadNamed: named?.name ?? null,
      coordinators,
      agencies,
      concerns: optionsOn(concerns, today),
      views,
    }
  },
})
