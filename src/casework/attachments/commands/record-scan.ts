import { command } from '../../../platform/command.ts'
import { choice } from '../../../platform/pure/questions.ts'
import { attachmentsPolicy } from '../policy.ts'
import { documentToScan } from '../queries.ts'
import { recordScan } from '../rules.ts'

/** In no module's list: nobody says it of a file, the scanner does. */
export const recordWhatScannerFound = command({
  name: 'attachments.record-scan',
  zone: 'casework',
  summary: 'What the scanner found in a document that waited for it',
  asks: { found: choice({ label: 'What was found', options: { clean: 'Nothing', infected: 'A virus' } }) },
  knows: documentToScan,
  allows: attachmentsPolicy.scan,
  decides: recordScan,
  async saves({ tx, now }, { attachmentId, found }) {
    await tx
      .updateTable('casework.attachment')
      .set({ scan: found, scanned_at: now })
      .where('id', '=', attachmentId)
      .execute()
  },
})
