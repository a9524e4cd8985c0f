import { command } from '../../../platform/command.ts'
import { endGrants } from '../../cases/index.ts'
import { finishAction } from '../item-rules.ts'
import { panelPolicy } from '../policy.ts'
import { actionInSight } from '../queries/action.ts'
import { finishQuestions } from '../questions.ts'
import { hasAnAction } from './set-action.ts'

export const finishPanelAction = command({
  name: 'panel.finish-action',
  zone: 'casework',
  summary: 'Say that an action is done, by whoever promised it',
  asks: finishQuestions,
  knows: actionInSight,
  allows: panelPolicy.finishAction,
  decides: finishAction,
  async saves(writing, { caseId, actionId, ownerId, what, words }) {
    const { tx, now, viewer } = writing
    await tx
      .updateTable('casework.panel_action')
      .set({ done_at: now, done_by: viewer.id, sealed: writing.seal(caseId, 'panel_action', { what, done: words }) })
      .where('id', '=', actionId)
      .execute()
    const others = await tx
      .selectFrom('casework.panel_action')
      .select('id')
      .where('case_id', '=', caseId)
      .where('owner_id', '=', ownerId)
      .where('done_at', 'is', null)
      .execute()
    if (!others.length)
      await endGrants(writing, { caseId, to: { staffId: ownerId }, why: hasAnAction, because: 'the action is done' })
  },
})
