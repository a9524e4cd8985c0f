import { command } from '../../../platform/command.ts'
import { giveView } from '../item-rules.ts'
import { panelPolicy } from '../policy.ts'
import { itemInHand } from '../queries/item.ts'
import { viewQuestions } from '../questions.ts'

export const givePanelView = command({
  name: 'panel.give-view',
  zone: 'casework',
  summary: "Record an agency's view on an item; a later one takes its place",
  asks: viewQuestions,
  knows: itemInHand,
  allows: panelPolicy.giveView,
  decides: giveView,
  async saves({ tx, newId, seal, viewer, now }, { caseId, itemId, staffId, agencyId, view, words }) {
    await tx
      .insertInto('casework.panel_view')
      .values({
        id: newId(),
        item_id: itemId,
        case_id: caseId,
        agency_id: agencyId,
        staff_id: staffId,
        view,
        recorded_by: viewer.id,
        given_at: now,
        sealed: seal(caseId, 'panel_view', { words }),
      })
      .execute()
  },
})
