import { command } from '../../../platform/command.ts'
import { attachmentsPolicy } from '../policy.ts'
import { oneDocument } from '../queries.ts'
import { setAsideQuestions } from '../questions.ts'
import { sealedAs } from '../reading.ts'
import { setAsideDocument } from '../rules.ts'

export const setDocumentAside = command({
  name: 'attachments.set-aside',
  zone: 'casework',
  summary: 'Say that a document is wrong: it stays with that mark, and leaves the pack',
  asks: setAsideQuestions,
  knows: oneDocument,
  allows: attachmentsPolicy.setAside,
  decides: setAsideDocument,
  async saves({ tx, now, viewer, seal }, { caseId, attachmentId, asWord, why }) {
    await tx
      .updateTable('casework.attachment')
      .set({
        set_aside_at: now,
        set_aside_by: viewer.id,
        set_aside_as: asWord,
        set_aside_sealed: seal(caseId, sealedAs, { why }),
      })
      .where('id', '=', attachmentId)
      .execute()
  },
})
