import { command } from '../../../platform/command.ts'
import { callTheRoll } from '../meeting-rules.ts'
import { panelPolicy } from '../policy.ts'
import { meetingInSight } from '../queries/meeting.ts'
import { rollQuestions } from '../questions.ts'

export const callPanelRoll = command({
  name: 'panel.call-the-roll',
  zone: 'casework',
  summary: 'Record who is present and who is in the chair; again whenever somebody comes or goes',
  asks: rollQuestions,
  knows: meetingInSight,
  allows: panelPolicy.callTheRoll,
  holds: ({ members, rollCalledAt }) => ({
    ...(rollCalledAt ? { present: members.filter(({ present }) => present).map(({ staffId }) => staffId) } : {}),
    chair: (members.find(({ inTheChair }) => inTheChair) ?? members.find(({ office }) => office === 'chair'))?.staffId,
  }),
  decides: callTheRoll,
  async saves({ tx, newId, now }, { meetingId, roll }) {
    // The meeting's own row changes too, so that a roll called from an older page is noticed.
    await tx.updateTable('casework.meeting').set({ roll_called_at: now }).where('id', '=', meetingId).execute()
    for (const { staffId, agencyId, present, inTheChair } of roll) {
      const row = { present, in_the_chair: inTheChair, recorded_at: now }
      await tx
        .insertInto('casework.attendance')
        .values({ id: newId(), meeting_id: meetingId, staff_id: staffId, agency_id: agencyId, ...row })
        .onConflict((it) => it.columns(['meeting_id', 'staff_id']).doUpdateSet(row))
        .execute()
    }
  },
})
