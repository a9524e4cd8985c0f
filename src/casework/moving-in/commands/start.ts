import { command } from '../../../platform/command.ts'
import { takeUpload } from '../../../platform/files/uploads.ts'
import { movingInPolicy } from '../policy.ts'
import { movingIns } from '../queries/file.ts'
import { startQuestions } from '../questions.ts'
import { start, type Started } from '../rules.ts'

export const startMovingIn = command({
  name: 'moving-in.start',
  zone: 'casework',
  summary: 'Send a spreadsheet of the present caseload, to be moved in',
  asks: startQuestions,
  knows: movingIns,
  allows: movingInPolicy.moveIn,
  decides: (_known, answers) => start(answers),
  async saves(writing, fact: Started) {
    const { tx, viewer, now } = writing
    const movingInId = writing.newId()
    fact.movingInId = movingInId
    const { name, storedAs, key, hash, kind } = await takeUpload(writing, fact.uploadId)
    writing.newKey(movingInId)
    const sealed = writing.seal(movingInId, 'moving_in', { name, key, kind })
    await tx
      .insertInto('casework.moving_in')
      .values({ id: movingInId, staff_id: viewer.id, content_hash: hash, stored_as: storedAs, started_at: now, sealed })
      .execute()
    await tx.insertInto('casework.moving_in_work').values({ moving_in_id: movingInId }).execute()
    await writing.enqueue('move-in', { movingInId })
  },
})
