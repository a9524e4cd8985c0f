import { perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import { whyUndone } from '../../platform/why-undone.ts'
import { takeRowBack } from './commands/take-row-back.ts'
import { whyNot } from './moving-steps.ts'
import { type Moving, note, type RowHeld, rowsIn, setRow, severalAtOnce } from './working.ts'

export async function takeBackAll(town: Town, moving: Moving): Promise<void> {
  const { id } = moving.work
  for (;;) {
    const rows = await rowsIn(town, id, ['moved in'])
    if (!rows.length) break
    await severalAtOnce(rows, (row) => takeOneBack(town, moving, row))
  }
  await note(town, id, { undone_at: town.clock() })
}

async function takeOneBack(town: Town, { work, viewer }: Moving, { id, line, case_id }: RowHeld): Promise<void> {
  const purpose = `taking back, line ${line} of ${work.id}`
  const about = { rowId: id, caseId: case_id! }
  const ending = await perform(town, takeRowBack, { viewer, about, raw: {}, purpose })
  if (ending.is === 'done') return forgetWhatIsGone(town, ending.fact)
  if (ending.is !== 'refused')
    await setRow(town, id, 'moved in', { state: 'kept', reasons: [whyUndone(ending, whyNot)] })
}

/** What is left of it in the journal, and in every backup, is unreadable from here on. */
function forgetWhatIsGone(town: Town, fact: object): void {
  const { goneId, gonePersonId } = fact as Record<string, unknown>
  for (const keyId of [goneId, gonePersonId]) if (typeof keyId === 'string') town.keys.forget(keyId)
}
