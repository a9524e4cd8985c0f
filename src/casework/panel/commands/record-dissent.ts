import { command } from '../../../platform/command.ts'
import { recordDissent } from '../item-rules.ts'
import { panelPolicy } from '../policy.ts'
import { itemInHand } from '../queries/item.ts'
import { dissentQuestions } from '../questions.ts'

export const recordPanelDissent = command({
  name: 'panel.record-dissent',
  zone: 'casework',
  summary: 'Dissent from a decision, with reasons that are kept',
  asks: dissentQuestions,
  knows: itemInHand,
  allows: panelPolicy.recordDissent,
  decides: recordDissent,
  async saves({ tx, newId, seal, now }, { caseId, itemId, staffId, agencyId, reasons }) {
    await tx
      .insertInto('casework.dissent')
      .values({
        id: newId(),
        item_id: itemId,
        case_id: caseId,
        agency_id: agencyId,
        staff_id: staffId,
        recorded_at: now,
        sealed: seal(caseId, 'dissent', { reasons }),
      })
      .execute()
  },
})
