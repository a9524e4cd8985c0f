import { z } from 'zod'
import { type Answers, text } from '../../platform/pure/questions.ts'
import { problem, refuse } from '../../platform/pure/outcomes.ts'
import { id, query } from '../../platform/query.ts'
import { townKey } from '../../platform/keys.ts'
import type { Reading } from '../../platform/town.ts'
import { command } from '../../platform/command.ts'
import { addressOf, filtersIn, filterWords } from '../cases/index.ts'
import { casePolicy } from '../cases/pure.ts'

const viewsAtMost = 30
/** The town's key: a view is about nobody, and its name may say anything. */
export const viewSeal = 'saved_view'

const view = z.object({ viewId: z.uuid(), name: z.string(), filters: z.string() })
export type View = z.infer<typeof view>

/** The lists that this reader keeps, in the order in which they were kept. */
export async function viewsOf({ tx, open, viewer }: Reading): Promise<View[]> {
  const rows = await tx
    .selectFrom('casework.saved_view')
    .select(['id', 'filters', 'sealed'])
    .where('staff_id', '=', viewer.kind === 'staff' ? viewer.id : null)
    .orderBy('saved_at')
    .limit(viewsAtMost)
    .execute()
  return rows.map((row) => ({
    viewId: row.id,
    filters: row.filters,
    name: open<{ name: string }>(townKey, viewSeal, row.sealed).name,
  }))
}

export const keptViews = query({
  name: 'desk.views',
  zone: 'casework',
  summary: 'The lists that this reader keeps, and the words of one to be kept',
  about: z.object({ filters: z.string().max(1000).optional() }),
  isList: true,
  gives: z.object({ views: z.array(view), filters: z.string(), words: z.array(z.string()) }),
  allows: casePolicy.read,
  async read(reading, { filters = '' }) {
    const read = filtersIn(filters)
    if (!read) return undefined
    return { views: await viewsOf(reading), filters: addressOf(read), words: filterWords(read, unnamed) }
  },
})

const unnamed = { lead: 'one person', agency: 'one agency' }

export const keepQuestions = {
  name: text({
    label: 'What do you call this list?',
    missing: 'Enter what you call this list',
    hint: 'Only you see it. For example: my overdue cases.',
    most: 60,
  }),
}

/** A list is kept by what it is narrowed to: opened again, it shows the cases of that day. */
export function keepAList(
  { views, filters }: { views: readonly View[]; filters: string },
  { name }: Answers<typeof keepQuestions>,
) {
  if (views.length >= viewsAtMost) return refuse(`You keep ${viewsAtMost} lists already: remove one first`)
  if (views.some((each) => each.name === name)) return problem('name', 'You call another list that already')
  return { is: 'list kept' as const, name, filters }
}

export const keepView = command({
  name: 'desk.keep-view',
  zone: 'casework',
  summary: 'Keep a list of cases, with what it is narrowed to and sorted by, under a name of one’s own',
  asks: keepQuestions,
  knows: keptViews,
  allows: casePolicy.read,
  decides: keepAList,
  async saves({ tx, newId, seal, viewer, now }, { name, filters }) {
    const sealed = seal(townKey, viewSeal, { name })
    await tx
      .insertInto('casework.saved_view')
      .values({ id: newId(), staff_id: viewer.id, filters, sealed, saved_at: now })
      .execute()
  },
})

export const keptView = query({
  name: 'desk.view',
  zone: 'casework',
  summary: 'One list that this reader keeps',
  about: z.object({ viewId: id() }),
  gives: view,
  allows: casePolicy.read,
  read: async (reading, { viewId }) => (await viewsOf(reading)).find((each) => each.viewId === viewId),
})

export const removeView = command({
  name: 'desk.remove-view',
  zone: 'casework',
  summary: 'Remove a list that one kept',
  asks: {},
  knows: keptView,
  allows: casePolicy.read,
  decides: ({ viewId }) => ({ is: 'kept list removed' as const, viewId }),
  async saves({ tx, viewer }, { viewId }) {
    await tx.deleteFrom('casework.saved_view').where('id', '=', viewId).where('staff_id', '=', viewer.id).execute()
  },
})
