import { command } from '../../../platform/command.ts'
import { lawfulBases, recordDisclosure } from '../../cases/index.ts'
import { attachmentsPolicy } from '../policy.ts'
import { readyToRelease } from '../queries.ts'
import { releaseQuestions } from '../questions.ts'
import { releaseDocument } from '../rules.ts'

export const putIntoPack = command({
  name: 'attachments.release',
  zone: 'casework',
  summary: 'Put a document into the pack, for those who consider the case at the panel',
  asks: releaseQuestions,
  knows: readyToRelease,
  allows: attachmentsPolicy.release,
  decides: releaseDocument,
  async saves(writing, { attachmentId, caseId }, { packReaders }) {
    const { tx, now, viewer } = writing
    await tx
      .updateTable('casework.attachment')
      .set({ released_at: now, released_by: viewer.id })
      .where('id', '=', attachmentId)
      .execute()
    for (const { agencyId } of packReaders) {
      if (agencyId === viewer.agencyId) continue
      await recordDisclosure(writing, {
        caseId,
        toAgencyId: agencyId,
        toWhom: 'Its representative on the panel',
        what: ['a document of the case'],
        why: 'A panel considers the case',
        lawfulBasis: lawfulBases[0]!.name,
      })
    }
  },
})
