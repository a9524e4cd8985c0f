import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { oneDocument, readyToAdd, readyToRelease } from '../queries.ts'
import { documentQuestions, releaseQuestions, setAsideQuestions } from '../questions.ts'

export function AddDocumentPage({ shown }: { shown: Shown<z.infer<typeof readyToAdd.gives>> }) {
  const { banner, caseId } = shown.known
  return (
    <CaseAct
      shown={shown}
      banner={banner}
      title="Add a document"
      questions={documentQuestions}
      submit="Add the document"
      back={{ href: `/cases/${caseId}/documents`, text: 'Back to the documents' }}
    >
      <p class="govuk-body">Add only what the case needs, and nothing that comes from an intelligence service.</p>
    </CaseAct>
  )
}

export function ReleasePage({ shown }: { shown: Shown<z.infer<typeof readyToRelease.gives>> }) {
  const { banner, document, packReaders } = shown.known
  return (
    <CaseAct
      shown={shown}
      banner={banner}
      title="Put a document into the pack"
      questions={releaseQuestions}
      submit="Put it into the pack"
      back={{ href: `/documents/${document.attachmentId}`, text: 'Back to the document' }}
    >
      <p class="govuk-body">{document.name}</p>
      <InsetText>
        {packReaders.length
          ? `It is then read by: ${packReaders.map(({ agency }) => agency).join(', ')}. The sharing ledger says so.`
          : 'Nobody reads the pack of this case now. Whoever is let into it later reads this document as well.'}
      </InsetText>
    </CaseAct>
  )
}

export function SetAsidePage({ shown }: { shown: Shown<z.infer<typeof oneDocument.gives>> }) {
  const { banner, document } = shown.known
  return (
    <CaseAct
      shown={shown}
      banner={banner}
      title="Say that a document is wrong"
      questions={setAsideQuestions}
      submit="Set the document aside"
      warning
      back={{ href: `/documents/${document.attachmentId}`, text: 'Back to the document' }}
    >
      <p class="govuk-body">{document.name}</p>
      <p class="govuk-body">
        It stays in the case with this mark and your reason, and leaves the pack. What is about somebody else, or is the
        wrong file, is opened by the Channel coordinator alone from then on.
      </p>
    </CaseAct>
  )
}
