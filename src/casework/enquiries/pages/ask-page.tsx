import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { readyToAsk, readyToShare } from '../asking.ts'
import { decideOneOffSharing } from '../commands/decide-sharing.ts'
import { enquiryQuestions, sharingQuestions } from '../questions.ts'

export function AskPage(shown: Shown<z.infer<typeof readyToAsk.gives>>) {
  const { known, form } = shown
  const usual = { lawfulBasis: known.options.bases[0]?.value, dueOn: known.dueOn }
  return (
    <CaseAct
      shown={{ ...shown, form: { ...form, values: form.values ?? usual } }}
      title="Ask a partner"
      banner={known.banner}
      questions={enquiryQuestions}
      submit="Send the question"
      back={{ href: `/cases/${known.caseId}/enquiries`, text: 'Back to the enquiries' }}
    >
      <p class="govuk-body">
        The agency gets a link by mail, without a name in it. It sees the name and date of birth, what you ask and why,
        after somebody there has confirmed a code. This is written into the disclosure ledger.
      </p>
      {known.agencies.length === 0 && (
        <InsetText>No other agency has a registered mailbox yet. Register one under Agencies.</InsetText>
      )}
      {shown.may(decideOneOffSharing) &&
        known.agencies.some(({ inAgreement, decided }) => !inAgreement && !decided) && (
          <p class="govuk-body">
            An agency without an information-sharing agreement can be asked after a{' '}
            <a class="govuk-link" href={`/cases/${known.caseId}/sharing/decide`}>
              one-off sharing decision
            </a>
            .
          </p>
        )}
    </CaseAct>
  )
}

export function DecideSharingPage(shown: Shown<z.infer<typeof readyToShare.gives>>) {
  const { known, form } = shown
  const notNow = known.agencies.length
    ? undefined
    : 'Every agency has an information-sharing agreement now, so there is nothing to decide.'
  const usual = notNow ? undefined : { lawfulBasis: known.options.bases[0]?.value }
  return (
    <CaseAct
      shown={{ ...shown, form: { ...form, values: form.values ?? usual } }}
      title="Record a one-off sharing decision"
      banner={known.banner}
      questions={sharingQuestions}
      submit="Record the decision"
      back={{ href: `/cases/${known.caseId}/enquiries`, text: 'Back to the enquiries' }}
      notNow={notNow}
    />
  )
}
