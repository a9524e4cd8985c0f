import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { CaseAct } from '../../cases/index.ts'
import type { oneEnquiry } from '../queries.ts'
import { whyNotRelease, whyNotSendAgain } from '../rules.ts'
import { EnquiryDetails } from './enquiries-page.tsx'

type Known = z.infer<typeof oneEnquiry.gives>

export function ReleasePage(shown: Shown<Known>) {
  return (
    <OnEnquiryPage shown={shown} title="Release a reply" notNow={whyNotRelease(shown.known)} submit="Release the reply">
      Once released, whoever reads this case for the panel can see the question and the reply.
    </OnEnquiryPage>
  )
}

export function SendAgainPage(shown: Shown<Known>) {
  return (
    <OnEnquiryPage shown={shown} title="Send a new link" notNow={whyNotSendAgain(shown.known)} submit="Send a new link">
      The agency gets a new link by mail to the same question. Links sent before stop working.
    </OnEnquiryPage>
  )
}

interface Props {
  shown: Shown<Known>
  title: string
  submit: string
  notNow: string | undefined
  children: string
}

function OnEnquiryPage({ shown, title, submit, notNow, children }: Props) {
  const { banner, agency, caseId } = shown.known
  return (
    <CaseAct
      shown={shown}
      title={title}
      banner={banner}
      questions={{}}
      submit={submit}
      notNow={notNow}
      back={{ href: `/cases/${caseId}/enquiries`, text: 'Back to the enquiries' }}
    >
      <h2 class="govuk-heading-m">{agency}</h2>
      <EnquiryDetails enquiry={shown.known} />
      {!notNow && <p class="govuk-body">{children}</p>}
    </CaseAct>
  )
}
