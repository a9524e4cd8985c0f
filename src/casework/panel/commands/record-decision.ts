import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import type { Writing } from '../../../platform/town.ts'
import { whoWasNotAsked } from '../../enquiries/index.ts'
import { panelPolicy } from '../policy.ts'
import { itemInHand } from '../queries/item.ts'
import { decisionQuestions } from '../questions.ts'
import { decideOnItem } from '../rules.ts'
import { missingAtDecision, type PapersThen } from '../warnings.ts'
import { putOnTheAgenda } from './list-case.ts'

export const recordDecision = command({
  name: 'panel.record-decision',
  zone: 'casework',
  summary: "Record the panel's decision on an item, by whoever is in the chair for it",
  asks: decisionQuestions,
  knows: itemInHand,
  allows: panelPolicy.recordDecision,
  looksUp: async (reading, _answers, { caseId }) => ({ subjects: [], notAsked: await whoWasNotAsked(reading, caseId) }),
  decides: (item, decision, { viewer, found }) => decideOnItem(item, decision, { viewer, notAsked: found.notAsked }),
  async saves(writing, fact, known) {
    const { caseId, itemId, kindWord, words, nextMeetingId } = fact
    const { otherSupport, ...said } = words
    const missing = missingAtDecision(known, { ...(await papersThen(writing, caseId)), notAsked: fact.notAsked ?? [] })
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
        sealed: writing.seal(caseId, 'panel_decision', { ...said, missing }),
      })
      .execute()
    if (nextMeetingId)
      fact.nextItemId = await putOnTheAgenda(writing, { caseId, meetingId: nextMeetingId, kind: kindWord })
  },
})

/** Which papers there were, for the minutes: counted alone, since whoever writes down a decision waits for none of them. */
async function papersThen({ tx }: Writing, caseId: string): Promise<Omit<PapersThen, 'notAsked'>> {
  const { rows } = await sql<Omit<PapersThen, 'notAsked'>>`select
    (select count(*)::int from casework.enquiry_reply r where r.case_id = ${caseId} and r.released_at is not null) as released,
    (select count(*)::int from casework.enquiry e left join casework.enquiry_reply r on r.enquiry_id = e.id
      where e.case_id = ${caseId} and r.released_at is null) as awaited,
    exists (select from casework.assessment a where a.case_id = ${caseId} and a.finished_at is not null) as assessed`.execute(
    tx,
  )
  return rows[0]!
}
