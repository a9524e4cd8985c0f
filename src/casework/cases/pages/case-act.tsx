import { ActPage, type ActPageProps } from '../../../platform/ui/act-page.tsx'
import { mistakenMark } from '../mistaken.ts'
import type { Banner } from '../queries.ts'
import { captionOf, protectiveMarking } from './case-frame.tsx'
import { MistakenTag } from './mistaken-tag.tsx'

interface CaseActProps extends ActPageProps {
  banner: Pick<Banner, 'caseId' | 'knownAs' | 'reference' | 'marks'>
}

/**
 * A page that does one thing about a case. Its heading is what is done, as in its title; above that stand the person and
 * the case. It is marked, and leads back to the case.
 */
export function CaseAct({ banner, children, ...act }: CaseActProps) {
  const { caseId, reference, marks } = banner
  return (
    <ActPage
      caption={captionOf(banner)}
      back={{ href: `/cases/${caseId}`, text: 'Back to the case' }}
      marking={protectiveMarking}
      reference={reference}
      namesAPerson
      {...act}
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
