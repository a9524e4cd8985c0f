import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { say } from '../../../platform/ui/say.ts'
import { followQuestions } from '../questions.ts'
import { callSentence, type WhomToCall } from '../whom-to-call.ts'

export function FollowPage(shown: Shown<{ call: WhomToCall }>) {
  return (
    <ActPage
      shown={shown}
      title={say('How far is my referral?')}
      questions={followQuestions}
      submit={say('Show how far it is')}
    >
      <p class="govuk-body">
        {say(
          'Enter the reference and the code that you were shown when you sent it. Nothing about the person is shown here.',
        )}
      </p>
      <p class="govuk-body">{say(callSentence(shown.known.call))}</p>
    </ActPage>
  )
}

const words: Record<string, { title: string; text: string }> = {
  received: {
    title: 'Your referral was received',
    text: 'It is with the people who look at it. If they need more from you, they ask you.',
  },
  'being checked': {
    title: 'Your referral is being checked',
    text: 'It is being checked that help would not cut across anything else.',
  },
  'being considered': {
    title: 'Your referral is being considered',
    text: 'Those who know the matter are asked, and it is considered what would help.',
  },
  'finished with or passed on': {
    title: 'Your referral is finished with or was passed on',
    text: 'What you sent was looked at, and whoever is responsible now has it. What was decided cannot be said here.',
  },
  'finished with': {
    title: 'Your referral is finished with',
    text: 'What you sent was looked at. What was decided cannot be said here.',
  },
  'too many tries': {
    title: 'Too many tries',
    text: 'This was tried too often in the last hour. Wait an hour and try again.',
  },
}
/** The same as one sentence, for a list. */
export const progressInWords = (progress: string) => (words[progress] ?? noSuch).text
const noSuch = {
  title: 'There is no such referral',
  text: 'No referral has this reference and this code together. Check both, and try again.',
}

export function progressPage(
  { progress = '', call = '' }: Record<string, string>,
  { frame }: Pick<Shown<object>, 'frame'>,
) {
  const { title, text } = words[progress] ?? noSuch
  return (
    <Page frame={frame} title={say(title)} back={{ href: '/referral-status' }}>
      <p class="govuk-body">{say(text)}</p>
      <InsetText>
        {say('If you have new worries, send them as a new referral. If a life is at risk, call 999.')}
      </InsetText>
      <p class="govuk-body">{say(call)}</p>
    </Page>
  )
}
