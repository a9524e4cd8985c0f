import { command } from '../../../platform/command.ts'
import type { Writing } from '../../../platform/town.ts'
import { listCase } from '../meeting-rules.ts'
import { packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { caseAtThePanel } from '../queries/case-panel.ts'
import { type ItemKind, listCaseQuestions } from '../questions.ts'

export const listPanelCase = command({
  name: 'panel.list-case',
  zone: 'casework',
  summary: 'Put a case on the agenda of a meeting: its pack opens to everybody who sits there',
  asks: listCaseQuestions,
  knows: caseAtThePanel,
  allows: panelPolicy.listCase,
  decides: listCase,
  async saves(writing, fact) {
    fact.itemId = await putOnTheAgenda(writing, { caseId: fact.caseId, meetingId: fact.meetingId, kind: fact.kindWord })
  },
})

/** Puts a case on an agenda and opens its pack to that table. Gives the item's id. */
export async function putOnTheAgenda(
  writing: Writing,
  { caseId, meetingId, kind }: { caseId: string; meetingId: string; kind: ItemKind },
): Promise<string> {
  const itemId = writing.newId()
  await writing.tx
    .insertInto('casework.panel_item')
    .values({
      id: itemId,
      meeting_id: meetingId,
      case_id: caseId,
      kind,
      listed_by: writing.viewer.id,
      listed_at: writing.now,
    })
    .execute()
  await packsFollow(writing, [caseId], 'no longer on the agenda')
  return itemId
}
