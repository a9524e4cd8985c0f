import { command } from '../../../platform/command.ts'
import { keepColumns } from '../kept-columns.ts'
import { movingInPolicy } from '../policy.ts'
import { movingIn } from '../queries/file.ts'
import { columnQuestions } from '../questions.ts'
import { chooseColumns } from '../rules.ts'

export const chooseTheColumns = command({
  name: 'moving-in.choose-columns',
  zone: 'casework',
  summary: 'Say which column of a spreadsheet holds what, and have its rows checked',
  asks: columnQuestions,
  knows: movingIn,
  allows: movingInPolicy.moveIn,
  holds: ({ suggested, homeForceId }) => ({
    ...Object.fromEntries(Object.entries(suggested).map(([name, at]) => [name, `${at}`])),
    policeForce: homeForceId ?? undefined,
  }),
  decides: chooseColumns,
  async saves(writing, { movingInId, mapping, homeForce, keepAs }, { header }) {
    const { tx, viewer, now } = writing
    await tx
      .updateTable('casework.moving_in')
      .set({ mapping: JSON.stringify(mapping), home_force_id: homeForce ?? null, mapped_at: now, staff_id: viewer.id })
      .where('id', '=', movingInId)
      .execute()
    await tx
      .updateTable('casework.moving_in_work')
      .set({ checked_at: null })
      .where('moving_in_id', '=', movingInId)
      .execute()
    await tx
      .updateTable('casework.moving_in_row')
      .set({ state: 'waiting', reasons: [], alike: 0, fingerprint: null })
      .where('moving_in_id', '=', movingInId)
      .execute()
    await writing.enqueue('move-in', { movingInId })
    if (keepAs) await keepColumns(writing, { usedFor: 'caseload', name: keepAs, mapping, header })
  },
})
