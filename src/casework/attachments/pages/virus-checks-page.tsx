import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { InsetText, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { virusChecks } from '../queries.ts'

type Known = z.infer<typeof virusChecks.gives>

/** How far the scanner is with the town's documents, and in which of them it found a virus. */
export function VirusChecksPage({ frame, known }: Shown<Known>) {
  return (
    <Page frame={frame} title="Documents and viruses" marking={protectiveMarking} wide>
      <InsetText>{standing(known)}</InsetText>
      <p class="govuk-body">
        Documents are looked over by themselves, the oldest first. Until then nobody opens them, and what has a virus in
        it is destroyed at once.
      </p>
      <Table
        caption="Documents in which a virus was found"
        columns={[{ text: 'Case' }, { text: 'Document' }, { text: 'It came' }, { text: 'Found' }]}
        rows={known.infected.map(({ attachmentId, caseId, reference, addedAt, foundAt }) => ({
          cells: [
            <a class="govuk-link" href={`/cases/${caseId}/documents`}>
              {reference}
            </a>,
            <a class="govuk-link" href={`/documents/${attachmentId}`}>
              What is known of it
            </a>,
            showInstant(addedAt),
            foundAt ? showInstant(foundAt) : 'Not known',
          ],
        }))}
        empty="No virus was found in any document."
      />
    </Page>
  )
}

function standing({ hasScanner, waiting, isMore, since }: Known): string {
  const many = isMore ? `More than ${waiting} documents` : waiting === 1 ? 'One document' : `${waiting} documents`
  const came = since ? `, the first since ${showInstant(since)}` : ''
  if (!hasScanner)
    return `This town has no virus scanner: documents are opened as they came. ${waiting ? `${many} would be looked over once there is one.` : ''}`
  return waiting
    ? `${many} ${waiting === 1 && !isMore ? 'waits' : 'wait'} to be looked over${came}.`
    : 'Every document was looked over.'
}
