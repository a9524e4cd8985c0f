import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import type { Questions } from '../../../platform/pure/questions.ts'
import { SummaryList } from '../../../platform/ui/markup.tsx'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { type banner, captionOf, protectiveMarking } from '../../cases/index.ts'
import type { RecordShown } from '../record.ts'
import {
  addressQuestions,
  adjustmentQuestions,
  birthQuestions,
  contactQuestions,
  equalityQuestions,
  languageQuestions,
  lookedAfterQuestions,
  nameQuestions,
  relationshipQuestions,
} from '../record-questions.ts'
import { whyNotRecord } from '../record-rules.ts'

interface RecordActProps {
  shown: Shown<{ caseId: string; banner: z.infer<typeof banner> }>
  title: string
  questions: Questions
  submit: string
  notNow?: string | undefined
  warning?: boolean
  children?: ComponentChildren
}

/** A page that does one thing about the record of a person. */
export function RecordAct({ shown, ...act }: RecordActProps) {
  const { banner, caseId } = shown.known
  return (
    <ActPage
      shown={shown}
      caption={captionOf(banner)}
      back={{ href: `/cases/${caseId}/people`, text: 'Back to the record' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      {...act}
    />
  )
}

/** A page that adds one thing. */
const adds = (title: string, questions: Questions, submit = 'Record it') =>
  function AddPage(shown: Shown<RecordShown>) {
    return (
      <RecordAct shown={shown} title={title} questions={questions} submit={submit} notNow={whyNotRecord(shown.known)} />
    )
  }

export const AddNamePage = adds('Add a name', nameQuestions)
export const RecordBirthPage = adds('Record the birth date or age', birthQuestions)
export const AddAddressPage = adds('Add an address', addressQuestions)
export const AddContactPage = adds('Add how they are reached', contactQuestions)
export const RecordLanguagePage = adds('Record a language', languageQuestions)
export const AddAdjustmentPage = adds('Add an adjustment', adjustmentQuestions)
export const RecordEqualityPage = adds('Record an equality fact', equalityQuestions)
export const RecordLookedAfterPage = adds('Record whether they are looked after', lookedAfterQuestions)
export const AddRelationshipPage = adds('Add a parent, a carer or somebody in the home', relationshipQuestions)

/** What stands beside the question, as rows. */
export const Beside = ({ rows }: { rows: { label: string; text: string }[] }) => <SummaryList rows={rows} />
