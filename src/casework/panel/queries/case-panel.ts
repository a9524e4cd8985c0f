import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { showClock, showDay } from '../../../platform/pure/days.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { banner, bannerOf, isReferredToPanel } from '../../cases/index.ts'
import { panelPolicy } from '../policy.ts'
import { itemOnTheTable, itemsOnTheTable } from './items.ts'
import { onItsDay } from './terms.ts'

const casePanel = z.object({
  caseId: z.uuid(),
  stage: z.string(),
  section36: z.boolean(),
  banner,
  /** The newest first. */
  items: z.array(itemOnTheTable),
  openItem: z.object({ itemId: z.uuid(), meetsOn: z.string() }).nullable(),
  options: z.object({ meetings: z.array(option) }),
})
export type CasePanel = z.infer<typeof casePanel>

export const caseAtThePanel = query({
  name: 'panel.of-case',
  zone: 'casework',
  summary: 'All that panels did about one case, and the meetings it could be put on the agenda of',
  about: z.object({ caseId: id() }),
  gives: casePanel,
  allows: panelPolicy.readItem,
  async read(reading, { caseId }) {
    const top = await bannerOf(reading, caseId)
    if (!top) return undefined
    const items = (await itemsOnTheTable(reading, { caseId })).reverse()
    const open = items.find(({ closedAt, decision }) => !closedAt && !decision)
    return {
      caseId,
      stage: top.stage,
      section36: await isReferredToPanel(reading, caseId),
      banner: top,
      items,
      openItem: open ? { itemId: open.itemId, meetsOn: open.meetsOn } : null,
      options: {
        meetings: await meetingsToCome(
          reading,
          items.map(({ meetingId }) => meetingId),
        ),
      },
    }
  },
  subjects: ({ caseId }) => [caseId],
})

async function meetingsToCome({ tx, today }: Reading, not: readonly string[]) {
  const rows = await tx
    .selectFrom('casework.meeting as m')
    .innerJoin('casework.terms_of_reference as t', (on) => on.on(onItsDay))
    .select(['m.id', 'm.meets_on', 'm.meets_at', 'm.place', 'm.kind', 't.name'])
    .where('m.closed_at', 'is', null)
    .where((where) => where.or([where('m.meets_on', '>=', today), where('m.opened_at', 'is not', null)]))
    .orderBy('m.meets_on')
    .limit(100)
    .execute()
  return rows
    .filter((row) => !not.includes(row.id))
    .map((row) => ({
      value: row.id,
      label: `${showDay(row.meets_on)} at ${showClock(row.meets_at)}, ${row.name}${row.kind === 'extraordinary' ? ' (extraordinary)' : ''}`,
    }))
}
