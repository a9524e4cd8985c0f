import { command } from '../../../platform/command.ts'
import { giveSeat } from '../meeting-rules.ts'
import { casesBefore, packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { panelInSight } from '../queries/panels.ts'
import { seatQuestions } from '../questions.ts'

export const givePanelSeat = command({
  name: 'panel.give-seat',
  zone: 'casework',
  summary: 'Give somebody a seat on a panel, for the agency they work for',
  asks: seatQuestions,
  knows: panelInSight,
  allows: panelPolicy.giveSeat,
  decides: giveSeat,
  async saves(writing, { panelId, staffId, agencyId, fromOn, untilOn }) {
    await writing.tx
      .insertInto('casework.panel_seat')
      .values({
        id: writing.newId(),
        panel_id: panelId,
        staff_id: staffId,
        agency_id: agencyId,
        from_on: fromOn,
        until_on: untilOn,
      })
      .execute()
    await packsFollow(writing, await casesBefore(writing, panelId), 'a seat was given')
  },
})
