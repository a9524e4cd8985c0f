import type { Shown } from '../../../platform/module.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { say } from '../../../platform/ui/say.ts'
import type { ReferralForm } from '../queries.ts'
import { callSentence } from '../whom-to-call.ts'

/** Shown once, in answer to the form: the code is kept nowhere in a form that could be read again. */
export function receiptPage(extra: Record<string, string>, { frame }: Pick<Shown<ReferralForm>, 'frame'>) {
  return (
    <Page frame={frame} title={say('Your referral was received')} printable>
      <SummaryList
        rows={[
          { label: say('Reference'), text: extra.reference ?? '' },
          { label: say('Code'), text: extra.code ?? '' },
          ...(frame.readAt ? [{ label: say('Received'), text: say(frame.readAt) }] : []),
          { label: say('It goes to'), text: receivers(frame.town.name, extra).map(say).join('\n') },
        ]}
      />
      <InsetText>
        {say('Write both down, or print this page. The code is shown this once and cannot be found again.')}
      </InsetText>
      {extra.toldToo && (
        <p class="govuk-body">
          {say('Because of a child, this goes to children’s social care as well. You need not send it twice.')}
        </p>
      )}
      <NextSteps isKnown={frame.person !== undefined} />
    </Page>
  )
}

/** One form, and a receipt for each who gets it. */
const receivers = (town: string, { toldToo }: Record<string, string>) => [
  `The coordinator at ${town}`,
  ...(toldToo ? ['Children’s social care'] : []),
]

/** Where somebody arrives who sent the same form twice: it made one referral, and its code was shown the first time. */
export function ReceivedPage({ frame, known }: Shown<{ call: ReferralForm['call'] }>) {
  return (
    <Page frame={frame} title={say('This referral was received already')}>
      <p class="govuk-body">
        {say(
          'You sent the same form twice, and it made one referral. Its reference and code were shown the first time.',
        )}
      </p>
      <p class="govuk-body">{say(callSentence(known.call))}</p>
      <NextSteps isKnown={frame.person !== undefined} />
    </Page>
  )
}

/** Whoever is signed in finds their referrals without a code. */
function NextSteps({ isKnown }: { isKnown: boolean }) {
  if (isKnown)
    return (
      <p class="govuk-body">
        <a class="govuk-link" href="/refer/yours">
          Your referrals
        </a>{' '}
        shows you at any time how far it is.
      </p>
    )
  return (
    <p class="govuk-body">
      <a class="govuk-link" href="/referral-status">
        {say('With the reference and the code you can see at any time how far your referral is.')}
      </a>
    </p>
  )
}
