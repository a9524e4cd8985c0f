import { command } from '../../../platform/command.ts'
import { settleCase } from '../../cases/index.ts'
import { closeMeeting } from '../meeting-rules.ts'
import { panelPolicy } from '../policy.ts'
import { meetingInSight } from '../queries/meeting.ts'

export const closePanelMeeting = command({
  name: 'panel.close-meeting',
  zone: 'casework',
  summary: 'Close a meeting; what was not decided waits for the next agenda',
  asks: {},
  knows: meetingInSight,
  allows: panelPolicy.closeMeeting,
  decides: closeMeeting,
  async saves(writing, { is, meetingId }) {
    await writing.tx
      .updateTable('casework.meeting')
      .set({ closed_at: writing.now })
      .where('id', '=', meetingId)
      .execute()
    // A case is no longer on an agenda that has ended: also one that whoever closes it may not see.
    const left = await writing.tx
      .selectFrom('casework.panel_item')
      .select('case_id')
      .where('meeting_id', '=', meetingId)
      .orderBy('case_id')
      .execute()
    for (const { case_id } of left) await settleCase(writing, { is, caseId: case_id })
  },
})
