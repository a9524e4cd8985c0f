import { command } from '../../../platform/command.ts'
import { panelPolicy } from '../policy.ts'
import { itemInHand } from '../queries/item.ts'
import { decisionQuestions } from '../questions.ts'
import { decideOnItem } from '../rules.ts'
import { putOnTheAgenda } from './list-case.ts'

export const recordDecision = command({
  name: 'panel.record-decision',
  zone: 'casework',
  summary: "Record the panel's decision on an item, by whoever is in the chair for it",
  asks: decisionQuestions,
  knows: itemInHand,
  allows: panelPolicy.recordDecision,
  decides: decideOnItem,
  async saves(writing, fact) {
    const { caseId, itemId, kindWord, words, nextMeetingId } = fact
    const { otherSupport, ...sealed } = words
    await writing.tx
      .insertInto('casework.panel_decision')
      .values({
        id: writing.newId(),
        item_id: itemId,
        case_id: caseId,
        outcome: fact.outcomeWord,
        rung: fact.rungWord,
        other_support: otherSupport ?? null,
        decided_by: writing.viewer.id,
        decided_at: writing.now,
        sealed: writing.seal(caseId, 'panel_decision', sealed),
      })
      .execute()
    if (nextMeetingId)
      fact.nextItemId = await putOnTheAgenda(writing, { caseId, meetingId: nextMeetingId, kind: kindWord })
  },
})
