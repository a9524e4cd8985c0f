import { Button, WarningText } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { ToTheWalk } from './sign-in-page.tsx'

/** For whoever is not signed in: what this is, and the few things that anybody may do here. */
export function FirstPage({ frame, demo, walk }: { frame: Frame; demo: boolean; walk: boolean }) {
  return (
    <Page frame={frame} title={frame.town.name} heading={`${frame.town.name}: looking after each other`}>
      <p class="govuk-body-l">
        Here the council, the police, schools, health services and charities of {frame.town.name} work together, so that
        nobody is drawn into extremism, and everybody belongs.
      </p>
      {walk && <ToTheWalk />}
      <WarningText>If somebody is in danger now, call 999.</WarningText>
      <h2 class="govuk-heading-m">If you are worried about somebody</h2>
      <p class="govuk-body">
        Tell us what you saw or heard. A person reads it, not a machine. You get a receipt, with which you can ask what
        became of it.
      </p>
      <Button href="/refer/public">Tell us about a concern</Button>
      <p class="govuk-body">
        <a class="govuk-link" href="/referral-status">
          Ask what became of a concern you raised
        </a>
      </p>
      <h2 class="govuk-heading-m">The pledge</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/pledge">
          Read the town's pledge and sign it
        </a>
        . It takes less than a minute, with your name or without.
      </p>
      <h2 class="govuk-heading-m">If you work here</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in">
          Sign in
        </a>
        {demo && ' as one of the invented people of this demo town'}.
      </p>
    </Page>
  )
}

/** Where *Hide now* leads: nothing that could be seen over a shoulder. */
export function HiddenPage({ frame }: { frame: Frame }) {
  const { town, nonce } = frame
  return (
    <Page frame={{ town, nonce }} title="New page">
      <p class="govuk-body">
        There is nothing on this page.{' '}
        <a class="govuk-link" href="/">
          Go on
        </a>
      </p>
    </Page>
  )
}
