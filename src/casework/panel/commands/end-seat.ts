import { command } from '../../../platform/command.ts'
import { endSeat } from '../meeting-rules.ts'
import { casesBefore, packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { seatInSight } from '../queries/panels.ts'
import { endSeatQuestions } from '../questions.ts'

export const endPanelSeat = command({
  name: 'panel.end-seat',
  zone: 'casework',
  summary: 'End a seat on a panel: the papers close to whoever had it',
  asks: endSeatQuestions,
  knows: seatInSight,
  allows: panelPolicy.endSeat,
  decides: endSeat,
  async saves(writing, { seatId, panelId, untilOn }) {
    await writing.tx.updateTable('casework.panel_seat').set({ until_on: untilOn }).where('id', '=', seatId).execute()
    await packsFollow(writing, await casesBefore(writing, panelId), 'the seat ended')
  },
})
