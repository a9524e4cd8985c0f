import type { ComponentChildren } from 'preact'
import type { Shown } from '../../../platform/module.ts'
import type { Questions } from '../../../platform/pure/questions.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { captionOf, protectiveMarking } from '../../cases/index.ts'
import type { Support } from '../known.ts'

interface SupportActProps<Known extends Support> {
  shown: Shown<Known>
  title: string
  questions: Questions
  submit: string
  warning?: boolean
  /** The rule's sentence, when the process does not allow it yet. */
  whyNot?: string | undefined
  /** Where one came from; the plan tab otherwise. */
  back?: { href: string; text: string }
  children?: ComponentChildren
}

/** A page that does one thing about the support of a case. */
export function SupportAct<Known extends Support>({
  shown,
  title,
  whyNot,
  back,
  children,
  ...act
}: SupportActProps<Known>) {
  const { banner, caseId } = shown.known
  return (
    <ActPage
      shown={shown}
      title={title}
      caption={captionOf(banner)}
      back={back ?? { href: `/cases/${caseId}/plan`, text: 'Back to the plan' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      notNow={whyNot}
      {...act}
    >
      {children}
    </ActPage>
  )
}
