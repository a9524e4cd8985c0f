import type { Shown } from '../../../platform/module.ts'
import { Page } from '../../../platform/ui/page.tsx'
import { say } from '../../../platform/ui/say.ts'
import { callSentence, type WhomToCall } from '../whom-to-call.ts'

export const aboutYou = { path: '/about-you', title: 'If somebody told us about you' }

const canAsk = [
  'What we hold about you, and who was told of it',
  'To correct what is wrong: the correction is read wherever the mistake is',
  'To say that all of it was a mistake: somebody senior looks at it again, and if it was, you get a letter that says so',
  'To delete it',
]
const how = [
  'Ask in your own words, at any age. A parent or carer, or somebody else whom you trust, can ask for you. We first make sure that it is you, so that nobody else learns what is yours.',
  'We answer within one month. If something cannot be shown or deleted, we say so and why, as far as the law lets us.',
  'All help is voluntary. You may say no, and you may change your mind later.',
]
const otherwise =
  'If you are not satisfied, complain to us, or to the Information Commissioner’s Office: 0303 123 1113, ico.org.uk.'

/** For somebody who was referred, or their parent: what they may ask, and whom (UK GDPR Articles 12 to 18, 77). */
export function AboutYouPage({ frame, known }: Shown<{ call: WhomToCall }>) {
  return (
    <Page frame={frame} title={say(aboutYou.title)} back={{ href: '/' }}>
      <p class="govuk-body">
        {say(
          'Perhaps somebody told us that they worry about you, or about your child. This is what you can ask of us.',
        )}
      </p>
      <h2 class="govuk-heading-m">{say('What you can ask')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {canAsk.map((each) => (
          <li>{say(each)}</li>
        ))}
      </ul>
      {[...how, callSentence(known.call), otherwise].map((each) => (
        <p class="govuk-body">{say(each)}</p>
      ))}
    </Page>
  )
}
