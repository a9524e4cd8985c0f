import type { z } from 'zod'
import { kinds } from '../../../platform/files/kinds.ts'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, InsetText, Table, WarningText } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { type Document, whatDocumentsAre, type WhatItIs } from '../code-lists.ts'
import { addToCase } from '../commands/add.ts'
import type { documentsOfCase } from '../queries.ts'
import { lengthInWords } from '../rules.ts'
import { Standing } from './document-links.tsx'

type Known = z.infer<typeof documentsOfCase.gives>

/** The documents of a case: what each is, where it comes from, and what one must know of it. */
export function DocumentsPage({ frame, known, may }: Shown<Known>) {
  const { caseId, banner, documents, inFull, followsScans } = known
  return (
    <CaseFrame frame={frame} banner={banner} tab="Documents" title="Documents of a case">
      <p class="govuk-body">
        {inFull
          ? 'Whoever works the case sees all of these. Panel members see those that are put into the pack. Every opening is in “Who looked”.'
          : 'These documents were put into the pack for the panel. Every opening is in “Who looked”.'}
      </p>
      {may(addToCase) && <Button href={`/cases/${caseId}/documents/new`}>Add a document</Button>}
      <HowTheyAre documents={documents} followsScans={followsScans} />
      <Table
        caption="Documents"
        columns={[
          { text: 'Document' },
          { text: 'What it is' },
          { text: 'From' },
          { text: 'Dated' },
          { text: 'Added' },
          { text: 'Standing' },
        ]}
        rows={documents.map((document) => ({
          cells: [
            <a class="govuk-link" href={`/documents/${document.attachmentId}`}>
              {document.name}
            </a>,
            `${wordsFor(document)}: ${kinds[document.kind].called}, ${lengthInWords(document.bytes)}`,
            fromWhom(document),
            document.datedOn ? showDay(document.datedOn) : 'No date',
            added(document),
            <Standing document={document} />,
          ],
        }))}
        empty="No documents yet. Letters, reports and pictures that belong to this case are kept here."
      />
    </CaseFrame>
  )
}

/** Said in words above the list: which of them cannot be opened yet, and which never will be. */
function HowTheyAre({ documents, followsScans }: Pick<Known, 'documents' | 'followsScans'>) {
  const counted = (which: Document['scan']) => documents.filter(({ scan }) => scan === which).length
  const [infected, waiting] = [counted('infected'), counted('waiting')]
  if (!infected && !waiting) return null
  return (
    <>
      {infected > 0 && (
        <WarningText>
          {`A virus was found in ${of(infected)}. What it held was destroyed and was given to nobody afterwards: ask whoever sent it for a clean one, and tell them why.`}
        </WarningText>
      )}
      {waiting > 0 && (
        <InsetText>{`${capital(of(waiting))} ${waiting === 1 ? 'waits' : 'wait'} to be looked over for viruses, and cannot be opened before.`}</InsetText>
      )}
      {followsScans && (
        <p class="govuk-body">
          <a class="govuk-link" href="/documents/virus-checks">
            How far the virus scanner is
          </a>
        </p>
      )}
    </>
  )
}

const of = (count: number) => (count === 1 ? 'one document' : `${count} documents`)

export const wordsFor = ({ what }: Document) => whatDocumentsAre[what as WhatItIs] ?? what

export const fromWhom = ({ source, cameWith }: Document) =>
  source ?? (cameWith === 'case' ? 'Not said' : `It came with the ${cameWith}`)

const added = ({ addedAt, addedBy, agency }: Document) =>
  [showDay(dayOf(addedAt)), addedBy && [addedBy, agency].filter(Boolean).join(', ')].filter(Boolean).join(', by ')
