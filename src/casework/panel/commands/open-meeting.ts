import { command } from '../../../platform/command.ts'
import { openMeeting } from '../meeting-rules.ts'
import { panelPolicy } from '../policy.ts'
import { meetingInSight } from '../queries/meeting.ts'

export const openPanelMeeting = command({
  name: 'panel.open-meeting',
  zone: 'casework',
  summary: 'Open a meeting, by the chair, the deputy or whoever from the council takes the chair',
  asks: {},
  knows: meetingInSight,
  allows: panelPolicy.openMeeting,
  decides: openMeeting,
  async saves({ tx, now }, { meetingId }) {
    await tx.updateTable('casework.meeting').set({ opened_at: now }).where('id', '=', meetingId).execute()
  },
})
