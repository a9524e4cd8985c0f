import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { recordSection36Decision } from '../commands/record-section36-decision.ts'
import { section36Questions } from '../questions.ts'
import type { beforeSection36 } from '../section36.ts'
import { captionOf, protectiveMarking } from './case-frame.tsx'

const title = 'Record the section 36 decision'

export function Section36Page(shown: Shown<z.infer<typeof beforeSection36.gives>>) {
  const { known, frame } = shown
  const { banner, enquiries, caseId } = known
  const named = {
    caption: captionOf(banner),
    namesAPerson: true,
    marking: protectiveMarking,
    reference: banner.reference,
    back: { href: `/cases/${caseId}`, text: 'Back to the case' },
  }
  if (!shown.may(recordSection36Decision)) {
    return (
      <Page frame={frame} title={title} {...named}>
        <p class="govuk-body">
          Only an officer of the council or the police who is authorised for it may make this decision
          (Counter-Terrorism and Security Act 2015, section 36(3)).{' '}
          {known.authorisation === null &&
            'No authorisation that is in force today is recorded for you: an administrator records it.'}
        </p>
      </Page>
    )
  }
  return (
    <ActPage shown={shown} title={title} {...named} questions={section36Questions} submit="Record the decision">
      <p class="govuk-body">
        You decide for your agency, under section 36(3) of the Counter-Terrorism and Security Act 2015, by the authority
        of: {known.authorisation?.byWhom}. Only after a decision to refer can a panel see this case.
      </p>
      <p class="govuk-body">
        Read the{' '}
        <a class="govuk-link" href={`/cases/${caseId}/referral`}>
          referral
        </a>{' '}
        and{' '}
        <a class="govuk-link" href={`/cases/${caseId}/enquiries`}>
          what partners answered
        </a>{' '}
        first.
      </p>
      {enquiries.answered < enquiries.asked && (
        <InsetText>
          {enquiries.answered} of {enquiries.asked} partners asked have answered so far.
        </InsetText>
      )}
      {known.stage === 'asking partners' && known.decided && (
        <InsetText>
          The case was decided once before and has come back: this decision takes the place of that one.
        </InsetText>
      )}
    </ActPage>
  )
}
