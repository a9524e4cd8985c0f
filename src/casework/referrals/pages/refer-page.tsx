import type { Shown } from '../../../platform/module.ts'
import { Details, InsetText, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { say } from '../../../platform/ui/say.ts'
import { SectionList } from '../../../platform/ui/section-pages.tsx'
import type { ReferralForm } from '../queries.ts'
import { aboutYou } from './about-you-page.tsx'
import { callSentence } from '../whom-to-call.ts'

export function ReferPage(shown: Shown<ReferralForm>) {
  return (
    <Page frame={shown.frame} title="Refer somebody" back={{ href: '/work' }}>
      <Emergency />
      <p class="govuk-body">
        You refer as {shown.viewer.name}. Fill in what you know: only what is needed to act must be answered. If you are
        not sure whether to refer,{' '}
        <a class="govuk-link" href="/advice/ask">
          ask for advice first
        </a>
        , without naming anybody.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/refer/yours">
          See how far your earlier referrals are
        </a>
      </p>
      <Boundaries />
      <SectionList shown={shown} />
      <p class="govuk-body">{say(callSentence(shown.known.call))}</p>
    </Page>
  )
}

export function PublicReferPage(shown: Shown<ReferralForm>) {
  return (
    <Page frame={shown.frame} title={say('Tell us about somebody who worries you')}>
      <Emergency />
      <p class="govuk-body">
        {say(
          'Use this page if you worry that somebody may be drawn into terrorism. You need no account, and you need not say who you are. Fill in what you know. Most questions may be left empty.',
        )}
      </p>
      <p class="govuk-body">
        {say('People who are trained for it read what you send, and look at what would help the person.')}
      </p>
      <Boundaries />
      <SectionList shown={shown} />
      <p class="govuk-body">{say(callSentence(shown.known.call))}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={aboutYou.path}>
          {say(aboutYou.title)}
        </a>
      </p>
    </Page>
  )
}

function Emergency() {
  return (
    <WarningText>{say('If a life is at risk, or somebody may be about to harm others, call 999 now.')}</WarningText>
  )
}

/** CTSA 2015 s.38(4) gives no authority to disclose what came from an intelligence service: it must never be held here. */
function Boundaries() {
  return (
    <>
      <InsetText>
        {say(
          'Nothing that was obtained from an intelligence service, or that relates to one, belongs here. If you hold such information, do not write it down on this page: pass it on to the police by the way that is meant for it.',
        )}
      </InsetText>
      <Details summary={say('What happens next')}>
        <p class="govuk-body">
          {say(
            'A coordinator checks who the person is and whether somebody was worried about them before. The police check that nothing cuts across an investigation. Then it is decided what help could be offered. Help is always voluntary.',
          )}
        </p>
        <p class="govuk-body">
          {say(
            'If the person is under 18, or lives with a child or cares for one, children’s social care is told as well.',
          )}
        </p>
      </Details>
    </>
  )
}
