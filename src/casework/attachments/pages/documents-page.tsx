import type { z } from 'zod'
import { kinds } from '../../../platform/files/kinds.ts'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { Button, Table } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { type Document, whatDocumentsAre, type WhatItIs } from '../code-lists.ts'
import { addToCase } from '../commands/add.ts'
import type { documentsOfCase } from '../queries.ts'
import { lengthInWords } from '../rules.ts'
import { Standing } from './document-links.tsx'

type Known = z.infer<typeof documentsOfCase.gives>

/** The documents of a case: what each is, where it comes from, and what one must know of it. */
export function DocumentsPage({ frame, known, may }: Shown<Known>) {
  const { caseId, banner, documents, inFull } = known
  return (
    <CaseFrame frame={frame} banner={banner} tab="Documents" title="Documents of a case">
      <p class="govuk-body">
        {inFull
          ? 'Whoever works the case sees all of these. Panel members see those that are put into the pack. Every opening is in “Who looked”.'
          : 'These documents were put into the pack for the panel. Every opening is in “Who looked”.'}
      </p>
      {may(addToCase) && <Button href={`/cases/${caseId}/documents/new`}>Add a document</Button>}
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

export const wordsFor = ({ what }: Document) => whatDocumentsAre[what as WhatItIs] ?? what

export const fromWhom = ({ source, cameWith }: Document) =>
  source ?? (cameWith === 'case' ? 'Not said' : `It came with the ${cameWith}`)

const added = ({ addedAt, addedBy, agency }: Document) =>
  [showDay(dayOf(addedAt)), addedBy && [addedBy, agency].filter(Boolean).join(', ')].filter(Boolean).join(', by ')
