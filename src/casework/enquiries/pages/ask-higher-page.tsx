import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { CaseAct } from '../../cases/index.ts'
import type { readyToAskHigher } from '../asking-higher.ts'
import { askHigherQuestions } from '../questions.ts'
import { whyNotAskHigher } from '../rules.ts'
import { EnquiryDetails } from './enquiries-page.tsx'

export function AskHigherPage(shown: Shown<z.infer<typeof readyToAskHigher.gives>>) {
  const { known, form } = shown
  const { banner, agency, caseId } = known
  const notNow = whyNotAskHigher(known)
  const usual = notNow ? undefined : { dueOn: known.dueAgainOn }
  return (
    <CaseAct
      shown={{ ...shown, form: { ...form, values: form.values ?? usual } }}
      title="Ask the senior contact"
      banner={banner}
      questions={askHigherQuestions}
      submit="Send the question again"
      back={{ href: `/cases/${caseId}/enquiries`, text: 'Back to the enquiries' }}
      notNow={notNow}
    >
      <h2 class="govuk-heading-m">{agency}</h2>
      <EnquiryDetails enquiry={known} />
      <p class="govuk-body">
        Partners must co-operate with the panel as far as that is appropriate, practicable and lawful (Counter-Terrorism
        and Security Act 2015, section 38). The same question goes to the senior contact of {agency}, with the ground of
        the refusal and your reason. The refusal stays on record.
      </p>
    </CaseAct>
  )
}
