/**
 * The front door of attachments: how other modules take in files and show them. Ask with a question of the kind `file`
 * (platform/pure/questions); the rule gets a `ReceivedFile`; `saves` keeps it with `keepDocument`; a query reads what
 * came with something by `documentsWith`, and its page shows it with `DocumentLinks`.
 */
import type { Reading } from '../../platform/town.ts'
import type { Document } from './code-lists.ts'
import { documentsIn } from './reading.ts'

export { keepDocument } from './keeping.ts'
export { documentShape } from './reading.ts'
export { DocumentLinks } from './pages/document-links.tsx'

/** What came with a referral or a reply, as far as this viewer sees it: by the case and the id that it came with. */
export async function documentsWith(
  reading: Pick<Reading, 'tx' | 'open' | 'scansFiles'>,
  caseId: string,
  cameWithId: string,
): Promise<Document[]> {
  return (await documentsIn(reading, { caseId, cameWithId })).map(({ document }) => document)
}
