import { command } from '../../../platform/command.ts'
import { movingInPolicy } from '../policy.ts'
import { movingIn } from '../queries/file.ts'
import { goQuestions } from '../questions.ts'
import { go } from '../rules.ts'

export const moveRowsIn = command({
  name: 'moving-in.go',
  zone: 'casework',
  summary: 'Move the good rows of a checked spreadsheet in',
  asks: goQuestions,
  knows: movingIn,
  allows: movingInPolicy.moveIn,
  decides: go,
  async saves({ tx, now, viewer, enqueue }, { movingInId }) {
    await tx
      .updateTable('casework.moving_in')
      .set({ go_at: now, staff_id: viewer.id })
      .where('id', '=', movingInId)
      .execute()
    await enqueue('move-in', { movingInId })
  },
})
