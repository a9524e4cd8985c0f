import { ActPage, type ActPageProps } from '../../../platform/ui/act-page.tsx'
import { mistakenMark } from '../mistaken.ts'
import type { Banner } from '../queries.ts'
import { protectiveMarking } from './case-frame.tsx'
import { MistakenTag } from './mistaken-tag.tsx'

interface CaseActProps extends ActPageProps {
  banner: Pick<Banner, 'caseId' | 'knownAs' | 'reference' | 'marks'>
  /** What is done, to be read after the name: "the gateway". */
  heading: string
}

/** A page that does one thing about a case: names the person and the case, is marked, and leads back to the case. */
export function CaseAct({ banner: { caseId, knownAs, reference, marks }, heading, children, ...act }: CaseActProps) {
  return (
    <ActPage
      caption={`Case ${reference}`}
      back={{ href: `/cases/${caseId}`, text: 'Back to the case' }}
      marking={protectiveMarking}
      reference={reference}
      namesAPerson
      {...act}
      heading={`${knownAs}: ${heading}`}
    >
      {marks.includes(mistakenMark) && (
        <p class="govuk-body">
          <MistakenTag mistaken /> It was found that this person should not have been referred.
        </p>
      )}
      {children}
    </ActPage>
  )
}
