import { z } from 'zod'
import { panelPolicy } from '../policy.ts'
import { id, query } from '../../../platform/query.ts'

const actionKnown = z.object({
  actionId: z.uuid(),
  version: z.int(),
  itemId: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  ownerId: z.uuid(),
  owner: z.string(),
  what: z.string(),
  done: z.string().optional(),
  dueOn: z.string(),
  doneAt: z.string().nullable(),
})
export type ActionKnown = z.infer<typeof actionKnown>

export const actionInSight = query({
  name: 'panel.action',
  zone: 'casework',
  summary: 'One thing that somebody promised at a panel',
  about: z.object({ actionId: id() }),
  gives: actionKnown,
  allows: panelPolicy.readItem,
  async read({ tx, open }, { actionId }) {
    const row = await tx
      .selectFrom('casework.panel_action as p')
      .innerJoin('casework.case as c', 'c.id', 'p.case_id')
      .innerJoin('casework.case_state as s', 's.case_id', 'c.id')
      .innerJoin('organisation.staff as f', 'f.id', 'p.owner_id')
      .select([
        'p.id',
        'p.version',
        'p.item_id',
        'p.case_id',
        'c.reference',
        's.person_name',
        'p.owner_id',
        'f.name as owner',
        'p.sealed',
        'p.due_on',
        'p.done_at',
      ])
      .where('p.id', '=', actionId)
      .executeTakeFirst()
    return (
      row && {
        actionId: row.id,
        version: row.version,
        itemId: row.item_id,
        caseId: row.case_id,
        reference: row.reference,
        knownAs: row.person_name ?? 'Not known',
        ownerId: row.owner_id,
        owner: row.owner,
        dueOn: row.due_on,
        doneAt: row.done_at,
        ...open<{ what: string; done?: string }>(row.case_id, 'panel_action', row.sealed),
      }
    )
  },
  subjects: ({ caseId }) => [caseId],
})
