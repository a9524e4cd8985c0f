import { command } from '../../../platform/command.ts'
import { movingInPolicy } from '../policy.ts'
import { rowLeft } from '../queries/row-left.ts'
import { leaveOutQuestions } from '../questions.ts'
import { leaveOut } from '../rules.ts'

export const leaveStepsOut = command({
  name: 'moving-in.leave-out',
  zone: 'casework',
  summary: 'Leave out what a row tells further of its case, once what matters of it stands there',
  asks: leaveOutQuestions,
  knows: rowLeft,
  allows: movingInPolicy.moveIn,
  decides: (known) => leaveOut(known),
  async saves({ tx }, { rowId, reasons }) {
    await tx
      .updateTable('casework.moving_in_row')
      .set({ sealed: null, reasons: [...reasons, 'What it told further was left out'] })
      .where('id', '=', rowId)
      .execute()
  },
})
