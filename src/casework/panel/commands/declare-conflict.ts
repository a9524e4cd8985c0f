import { command } from '../../../platform/command.ts'
import { endGrants } from '../../cases/index.ts'
import { declareConflict } from '../item-rules.ts'
import { panelPolicy } from '../policy.ts'
import { itemInHand } from '../queries/item.ts'
import { conflictQuestions } from '../questions.ts'

export const declarePanelConflict = command({
  name: 'panel.declare-conflict',
  zone: 'casework',
  summary: 'Declare a conflict on an item: its papers and history close to you at once',
  asks: conflictQuestions,
  knows: itemInHand,
  allows: panelPolicy.declareConflict,
  decides: declareConflict,
  async saves(writing, { caseId, itemId, staffId, answers: { kind, words, copies } }) {
    await writing.tx
      .insertInto('casework.recusal')
      .values({
        id: writing.newId(),
        item_id: itemId,
        case_id: caseId,
        staff_id: staffId,
        kind,
        declared_at: writing.now,
        sealed: writing.seal(caseId, 'recusal', { words, copies }),
      })
      .execute()
    // Row security hides the case from now on, whatever let them in; the grants end so that the list of readers says so.
    if (kind === 'conflict') await endGrants(writing, { caseId, to: { staffId }, because: 'declared a conflict' })
  },
})
