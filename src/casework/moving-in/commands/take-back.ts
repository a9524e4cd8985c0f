import { command } from '../../../platform/command.ts'
import { movingInPolicy } from '../policy.ts'
import { movingIn } from '../queries/file.ts'
import { undoQuestions } from '../questions.ts'
import { takeBack } from '../rules.ts'

export const takeMovingInBack = command({
  name: 'moving-in.take-back',
  zone: 'casework',
  summary: 'Take back everything that a spreadsheet brought and nobody has worked on since',
  asks: undoQuestions,
  knows: movingIn,
  allows: movingInPolicy.moveIn,
  decides: takeBack,
  async saves({ tx, now, viewer, enqueue }, { movingInId }) {
    await tx
      .updateTable('casework.moving_in')
      .set({ undo_at: now, staff_id: viewer.id })
      .where('id', '=', movingInId)
      .execute()
    await enqueue('move-in', { movingInId })
  },
})
