import { sql } from 'kysely'
import { command } from '../../../platform/command.ts'
import { movingInPolicy } from '../policy.ts'
import { movingIn } from '../queries/file.ts'
import { goOn } from '../rules.ts'

/** From here on the file is moved in, or taken back, in the name of whoever says so; what could not be is tried again. */
export const goOnWithFile = command({
  name: 'moving-in.go-on',
  zone: 'casework',
  summary: 'Go on in one’s own name with a spreadsheet that stands still, and try again what could not be moved in',
  asks: {},
  knows: movingIn,
  allows: movingInPolicy.moveIn,
  decides: (known) => goOn(known),
  async saves({ tx, viewer, enqueue }, { movingInId }) {
    await tx.updateTable('casework.moving_in').set({ staff_id: viewer.id }).where('id', '=', movingInId).execute()
    await tx
      .updateTable('casework.moving_in_row')
      .set({ reasons: sql`'{}'` })
      .where('moving_in_id', '=', movingInId)
      .where('state', '=', 'moved in')
      .where('sealed', 'is not', null)
      .execute()
    await enqueue('move-in', { movingInId })
  },
})
