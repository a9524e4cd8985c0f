import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, WarningText } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import type { calendarAddress } from '../calendar-address.ts'

type Known = z.infer<typeof calendarAddress.gives>
const back = { href: '/calendar', text: 'Calendar' }

export function CalendarAddressPage(shown: Shown<Known>) {
  const { since } = shown.known
  return (
    <ActPage
      shown={shown}
      title="In your own calendar"
      questions={{}}
      submit={since ? 'Make a new address' : 'Make an address'}
      back={back}
    >
      <p class="govuk-body">
        Your calendar program can fetch your due days and meetings by a secret address. It gets what is due, with the
        case’s reference and no name, and when and where you meet.
      </p>
      {since && (
        <InsetText>
          {`An address was made at ${showInstant(since)}. A new one ends it. `}
          <a class="govuk-link" href="/calendar/address/end">
            End it without a new one
          </a>
        </InsetText>
      )}
      <WarningText>Whoever has the address can fetch it too: keep it to your own program.</WarningText>
    </ActPage>
  )
}

export const EndCalendarAddressPage = (shown: Shown<Known>) => (
  <ActPage
    shown={shown}
    title="End the address of your calendar"
    questions={{}}
    submit="End the address"
    warning
    back={back}
    notNow={shown.known.since ? undefined : 'There is no address to end.'}
  >
    <p class="govuk-body">Programs that fetch it get nothing any more. What they fetched before stays on them.</p>
  </ActPage>
)

/** Shown once: what is kept is its hash alone. */
export const newCalendarAddressPage = ({ address = '' }: Record<string, string>, { frame }: { frame: Frame }) => (
  <Page frame={frame} title="The address of your calendar" back={back}>
    <p class="govuk-body">Copy the address of this link into your calendar program, as a calendar to subscribe to:</p>
    <p class="govuk-body ot-secret">
      <a class="govuk-link" href={`/calendar-feed/${address}`}>
        {`/calendar-feed/${address}`}
      </a>
    </p>
    <WarningText>It is shown only now. If you lose it, make a new one: that ends this one.</WarningText>
  </Page>
)
