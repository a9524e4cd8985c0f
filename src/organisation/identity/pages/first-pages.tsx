import { type Language, wordsIn } from '../../../platform/pure/languages.ts'
import { Button, WarningText } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { ToTheWalk } from './sign-in-page.tsx'

export const concernPath = '/refer/public'

interface FirstPageProps {
  frame: Frame
  demo: boolean
  walk: boolean
  languages: readonly Language[]
}

/** For whoever is not signed in: what this is, and the few things that anybody may do here. */
export function FirstPage({ frame, demo, walk, languages }: FirstPageProps) {
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
      <Button href={concernPath}>Tell us about a concern</Button>
      <InOtherLanguages languages={languages} />
      <p class="govuk-body">
        <a class="govuk-link" href="/referral-status">
          Ask what became of a concern you raised
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/about-you">
          If somebody told us about you
        </a>
        , or about your child: what you can ask of us
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

/** In its own words each: whoever does not read English finds the form all the same. */
function InOtherLanguages({ languages }: Pick<FirstPageProps, 'languages'>) {
  if (!languages.length) return null
  return (
    <ul class="govuk-list">
      {languages.map((language) => (
        <li lang={language.code} dir={language.direction}>
          <a class="govuk-link" href={`${concernPath}?language=${language.code}`} hreflang={language.code}>
            {`${language.name}: ${wordsIn(language, 'Tell us about somebody who worries you')}`}
          </a>
        </li>
      ))}
    </ul>
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
