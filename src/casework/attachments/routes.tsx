import { type Route, route } from '../../platform/module.ts'
import { addToCase } from './commands/add.ts'
import { putIntoPack } from './commands/release.ts'
import { setDocumentAside } from './commands/set-aside.ts'
import { AddDocumentPage, ReleasePage, SetAsidePage } from './pages/document-acts.tsx'
import { DocumentPage, TextPage } from './pages/document-page.tsx'
import { DocumentsPage } from './pages/documents-page.tsx'
import { VirusChecksPage } from './pages/virus-checks-page.tsx'
import { documentFile, documentsOfCase, oneDocument, readyToAdd, readyToRelease, virusChecks } from './queries.ts'

const ofOne = '/documents/:attachmentId'
const toOne = (_: unknown, { attachmentId }: Record<string, string>) => `/documents/${attachmentId}`

export const attachmentRoutes: readonly Route[] = [
  route({ path: '/cases/:caseId/documents', looks: documentsOfCase, shows: DocumentsPage }),
  route({
    path: '/cases/:caseId/documents/new',
    looks: readyToAdd,
    shows: (shown) => <AddDocumentPage shown={shown} />,
    performs: addToCase,
    then: ({ caseId }) => `/cases/${caseId}/documents`,
    done: 'The document was added',
  }),
  route({ path: '/documents/virus-checks', looks: virusChecks, shows: VirusChecksPage }),
  route({ path: ofOne, looks: oneDocument, shows: DocumentPage }),
  // where a file cannot be opened, its page says why
  route({ path: `${ofOne}/show`, looks: documentFile, sends: 'show', shows: DocumentPage }),
  route({ path: `${ofOne}/read`, looks: documentFile, reads: TextPage, shows: DocumentPage }),
  route({ path: `${ofOne}/save`, looks: documentFile, sends: 'save', shows: DocumentPage }),
  route({
    path: `${ofOne}/release`,
    looks: readyToRelease,
    shows: (shown) => <ReleasePage shown={shown} />,
    performs: putIntoPack,
    then: toOne,
    done: 'The document is in the pack',
  }),
  route({
    path: `${ofOne}/set-aside`,
    looks: oneDocument,
    shows: (shown) => <SetAsidePage shown={shown} />,
    performs: setDocumentAside,
    then: toOne,
    done: 'The document was set aside',
  }),
]
