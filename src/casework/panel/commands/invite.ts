import { command } from '../../../platform/command.ts'
import { invite } from '../item-rules.ts'
import { packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { itemForGuests } from '../queries/item.ts'
import { inviteQuestions } from '../questions.ts'

export const inviteToItem = command({
  name: 'panel.invite',
  zone: 'casework',
  summary: 'Add a member for one person’s case alone: they see that case and nothing else of the agenda',
  asks: inviteQuestions,
  knows: itemForGuests,
  allows: panelPolicy.invite,
  decides: invite,
  async saves(writing, { caseId, itemId, panelId, staffId, agencyId }) {
    await writing.tx
      .insertInto('casework.panel_seat')
      .values({
        id: writing.newId(),
        panel_id: panelId,
        item_id: itemId,
        staff_id: staffId,
        agency_id: agencyId,
        from_on: writing.today,
      })
      .execute()
    await packsFollow(writing, [caseId], 'no longer on the agenda')
  },
})
