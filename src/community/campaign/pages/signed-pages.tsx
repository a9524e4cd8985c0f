import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import type { pledgeToWithdraw } from '../queries.ts'

/** Shown once, because nothing that leads back to a pledge is kept but this link's hash. */
export function ThankYouPage({ withdrawAt = '' }: Record<string, string>, { frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title="Thank you for signing" back={{ href: '/pledge', text: 'The pledge' }}>
      <p class="govuk-body">Your signature counts from now on.</p>
      <p class="govuk-body">
        You can withdraw it at any time by this link. It is shown only now, so save it if you may want it:
      </p>
      <InsetText>
        <a class="govuk-link" href={withdrawAt}>
          {withdrawAt}
        </a>
      </InsetText>
    </Page>
  )
}

export function WithdrawPage(shown: Shown<z.infer<typeof pledgeToWithdraw.gives>>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Withdraw your pledge"
      questions={{}}
      submit="Withdraw it"
      back={{ href: '/pledge', text: 'The pledge' }}
    >
      <p class="govuk-body">
        You signed {known.name ? <>as {known.name}</> : 'without a name'} on {showInstant(known.madeAt)}. When you
        withdraw, your signature counts no more, and what you wrote is deleted.
      </p>
    </ActPage>
  )
}

/** The link is of nobody's: used, mistyped, or never was. */
export function NoPledgePage(frame: Frame) {
  return (
    <Page frame={frame} title="There is nothing to withdraw" back={{ href: '/pledge', text: 'The pledge' }}>
      <p class="govuk-body">This pledge was withdrawn already, or a part of the address is missing.</p>
    </Page>
  )
}
