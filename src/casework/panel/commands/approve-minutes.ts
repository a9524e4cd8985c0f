import { command } from '../../../platform/command.ts'
import { approveMinutes } from '../meeting-rules.ts'
import { packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { meetingInSight } from '../queries/meeting.ts'
import { approveQuestions } from '../questions.ts'

export const approvePanelMinutes = command({
  name: 'panel.approve-minutes',
  zone: 'casework',
  summary: 'Approve the minutes of a meeting: its packs are closed',
  asks: approveQuestions,
  knows: meetingInSight,
  allows: panelPolicy.approveMinutes,
  decides: approveMinutes,
  async saves(writing, { meetingId }) {
    const { tx, now, viewer } = writing
    await tx
      .updateTable('casework.meeting')
      .set({ minutes_approved_at: now, minutes_approved_by: viewer.id })
      .where('id', '=', meetingId)
      .execute()
    const items = await tx
      .selectFrom('casework.panel_item')
      .select('case_id')
      .where('meeting_id', '=', meetingId)
      .execute()
    await packsFollow(
      writing,
      items.map((row) => row.case_id),
      'the minutes were approved',
    )
  },
})
