import { command } from '../../../platform/command.ts'
import { grant } from '../../cases/index.ts'
import { setAction } from '../item-rules.ts'
import { panelPolicy } from '../policy.ts'
import { itemForActions } from '../queries/item.ts'
import { actionQuestions } from '../questions.ts'

/** Whoever promised something must see what about, also after the packs are closed. */
export const hasAnAction = 'has an action from the panel'

export const setPanelAction = command({
  name: 'panel.set-action',
  zone: 'casework',
  summary: 'Set an action: who does what, by when',
  asks: actionQuestions,
  knows: itemForActions,
  allows: panelPolicy.setAction,
  decides: setAction,
  async saves(writing, fact) {
    const { caseId, itemId, ownerId, what, dueOn } = fact
    fact.actionId = writing.newId()
    await writing.tx
      .insertInto('casework.panel_action')
      .values({
        id: fact.actionId,
        item_id: itemId,
        case_id: caseId,
        owner_id: ownerId,
        due_on: dueOn,
        set_at: writing.now,
        sealed: writing.seal(caseId, 'panel_action', { what }),
      })
      .execute()
    await grant(writing, { caseId, to: { staffId: ownerId }, level: 'pack', why: hasAnAction })
  },
})
