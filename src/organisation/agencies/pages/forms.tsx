import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { SummaryList, WarningText } from '../../../platform/ui/markup.tsx'
import type { oneAgency } from '../queries.ts'
import { agencyQuestions, agreementQuestions, contactQuestions } from '../questions.ts'
import { AgreementOf } from './agencies-page.tsx'

export function AddAgencyPage(shown: Shown<object>) {
  return (
    <ActPage
      shown={shown}
      title="Add an agency"
      questions={agencyQuestions}
      submit="Add the agency"
      back={{ href: '/agencies', text: 'All agencies' }}
    />
  )
}

export function ContactsPage(shown: Shown<z.infer<typeof oneAgency.gives>>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Change the contacts of an agency"
      heading={`${known.name}: contacts`}
      questions={contactQuestions}
      submit="Save the contacts"
      back={{ href: `/agencies/${known.agencyId}`, text: 'Back to the agency' }}
    >
      <WarningText>
        Codes that open a question about a person go to these addresses. Check a new one by ringing the agency on the
        number you already have.
      </WarningText>
    </ActPage>
  )
}

export function AgreementPage(shown: Shown<z.infer<typeof oneAgency.gives>>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Record an information-sharing agreement"
      heading={`${known.name}: information-sharing agreement`}
      questions={agreementQuestions}
      submit="Record the agreement"
      back={{ href: `/agencies/${known.agencyId}`, text: 'Back to the agency' }}
    >
      <SummaryList rows={[{ label: 'Agreement now', value: <AgreementOf agency={known} /> }]} />
      <WarningText>
        This takes the place of the agreement that stands now. Outside its days the agency's people see no case, from
        their next page on.
      </WarningText>
    </ActPage>
  )
}
