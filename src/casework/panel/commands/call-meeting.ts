import { command } from '../../../platform/command.ts'
import { callMeeting } from '../meeting-rules.ts'
import { panelPolicy } from '../policy.ts'
import { panelInSight } from '../queries/panels.ts'
import { meetingQuestions } from '../questions.ts'

export const callPanelMeeting = command({
  name: 'panel.call-meeting',
  zone: 'casework',
  summary: 'Call a meeting of a panel, ordinary or extraordinary',
  asks: meetingQuestions,
  knows: panelInSight,
  allows: panelPolicy.callMeeting,
  decides: callMeeting,
  async saves({ tx, newId, viewer }, fact) {
    const { kind, meetsOn, meetsAt, place } = fact.answers
    fact.meetingId = newId()
    await tx
      .insertInto('casework.meeting')
      .values({
        id: fact.meetingId,
        panel_id: fact.panelId,
        kind,
        meets_on: meetsOn,
        meets_at: meetsAt,
        place,
        called_by: viewer.id,
      })
      .execute()
  },
})
