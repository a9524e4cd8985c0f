import type { Shown } from '../../platform/module.ts'
import { dayOf, showDay, showInstant } from '../../platform/pure/days.ts'
import { describeAnswers, type Questions } from '../../platform/pure/questions.ts'
import { capital } from '../../platform/pure/words.ts'
import { Button, ButtonGroup, InsetText, Timeline } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import { CaseAct, CaseFrame, protectiveMarking } from '../cases/index.ts'
import { keeping } from '../cases/pure.ts'
import { answerMistaken, askMistaken, recordLetterSent } from './commands.ts'
import type { LetterShown, MistakeShown } from './queries.ts'
import {
  answerMistakenQuestions,
  askMistakenQuestions,
  letterDeferredQuestions,
  letterSentQuestions,
} from './questions.ts'
import { letterGiven, noFinding, pendingIn, whyNoLetter, whyNotAnswer, whyNotAsk } from './rules.ts'

export function MistakePage(shown: Shown<MistakeShown>) {
  const { frame, known } = shown
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Referral" title="Whether a referral was a mistake">
      <h2 class="govuk-heading-m">Whether this referral was a mistake</h2>
      <Standing {...known} />
      <Doing {...shown} />
      <Steps {...known} />
    </CaseFrame>
  )
}

function Standing(known: MistakeShown) {
  if (known.isMistaken && letterGiven(known))
    return <InsetText>It was found to be a mistake, and the person was given the letter.{endsNothing(known)}</InsetText>
  if (known.isMistaken)
    return (
      <InsetText>
        It was found to be a mistake. The person gets a letter that says so, who was told, who still holds a copy and
        how to challenge them. It is kept for {keeping.mistaken.months} months, the shortest time there is; then
        somebody decides whether it is deleted.{endsNothing(known)}
      </InsetText>
    )
  if (pendingIn(known))
    return <InsetText>It waits for a second, senior person to say whether it was a mistake.</InsetText>
  return (
    <p class="govuk-body">
      Nobody found it to be a mistake. The police can find so at the gateway, or the coordinator and a second, senior
      person; and the person can ask for it.
    </p>
  )
}

/** Said while the case goes on: the coordinator's list says the same. */
const endsNothing = ({ banner: { stage } }: MistakeShown) =>
  ended.includes(stage)
    ? ''
    : ' The finding alone does not end the case: before the panel propose to close it, and after adoption record the exit.'
const ended = ['finished', 'after exit', 'after closing', 'closing, second person needed']

function Doing({ known, may }: Shown<MistakeShown>) {
  const to = (path: string, text: string) => (
    <Button href={`/cases/${known.caseId}/mistaken/${path}`} kind="secondary">
      {text}
    </Button>
  )
  const letterIsDue = known.isMistaken && may(recordLetterSent) && !letterGiven(known)
  return (
    <ButtonGroup>
      {may(askMistaken) && !known.isMistaken && !pendingIn(known) && to('ask', 'Ask whether it was a mistake')}
      {may(answerMistaken) && pendingIn(known) && to('answer', 'Say whether it was a mistake')}
      {known.isMistaken && may(recordLetterSent) && to('letter', 'Read and print the letter')}
      {letterIsDue && to('letter/given', 'Record that the letter was given')}
      {letterIsDue && to('letter/defer', 'Defer the letter')}
    </ButtonGroup>
  )
}

const titles: Record<string, string> = {
  asked: 'Asked whether it was a mistake',
  found: 'Found to be a mistake',
  'not found': 'Not found to be a mistake',
  'letter sent': 'The letter was given',
  'letter deferred': 'The letter was deferred',
}

const asked: Record<string, Questions> = {
  asked: askMistakenQuestions,
  found: answerMistakenQuestions,
  'not found': answerMistakenQuestions,
  'letter sent': letterSentQuestions,
  'letter deferred': letterDeferredQuestions,
}

/** What was said, each with the question that it answers. */
const saidOf = ({ step, words }: MistakeShown['steps'][number]) =>
  describeAnswers(asked[step] ?? {}, words)
    .filter(({ at }) => Object.hasOwn(words, at))
    .map(({ label, text }) => `${label.replace(/([^?])$/, '$1:')} ${text}`)

function Steps({ steps }: Pick<MistakeShown, 'steps'>) {
  if (!steps.length) return <></>
  const items = steps.toReversed().map(({ by, at, ...each }) => ({
    title: `${titles[each.step]}${each.foundBy ? `, by ${each.foundBy}` : ''}`,
    by,
    at,
    when: showInstant(at),
    children: (
      <p class="govuk-body ot-lines">
        {[
          each.on === dayOf(at) ? '' : `On ${showDay(each.on)}`,
          ...saidOf({ ...each, by, at }),
          each.until ? `Until ${showDay(each.until)}` : '',
        ]
          .filter(Boolean)
          .join('\n')}
      </p>
    ),
  }))
  return <Timeline items={items} headingLevel={3} />
}

/** The plain letter of trust.md: that it was a mistake, who was told, who holds a copy, and how to challenge them. */
export function LetterPage(shown: Shown<LetterShown>) {
  const { frame, known } = shown
  const { banner, told } = known
  if (!known.isMistaken) return <NoLetterPage {...shown} />
  return (
    <Page
      frame={frame}
      title="Letter on a mistaken referral"
      heading="You were referred by mistake"
      caption={`Case ${banner.reference}`}
      back={{ href: `/cases/${known.caseId}/mistaken` }}
      namesAPerson
      printable
      marking={protectiveMarking}
      reference={banner.reference}
    >
      <p class="govuk-body">Dear {banner.knownAs},</p>
      <p class="govuk-body">{whatHappened(known)} You did nothing wrong, and we are sorry.</p>
      <h2 class="govuk-heading-m">Who was told</h2>
      {told.length ? (
        <ul class="govuk-list govuk-list--bullet">
          {told.map(({ toWhom, at }) => (
            <li>
              {capital(toWhom)}, on {showDay(dayOf(at))}
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">We told nobody outside of those who looked at it for the council and the police.</p>
      )}
      <h2 class="govuk-heading-m">Who still holds a copy</h2>
      <p class="govuk-body">
        We keep what was written for {keeping.mistaken.months} months after it was found to be a mistake, which is the
        shortest time that there is, so that you can challenge it. Then somebody decides whether it is deleted. Nobody
        named above has confirmed yet that they deleted theirs. The police keep their own record in a national list, and
        decide themselves how long. Whoever told us may have a record of their own, and decides about it themselves.
      </p>
      <h2 class="govuk-heading-m">What you can do</h2>
      <p class="govuk-body">
        You can ask us, and each of those named above, to show you what they hold about you, to correct it or to delete
        it. If you are not satisfied you can complain to us, and to the Information Commissioner’s Office (telephone
        0303 123 1113, ico.org.uk). You can also go to court.
      </p>
      <p class="govuk-body">A parent or carer, or somebody else whom you trust, can ask for you. {howToReach(known)}</p>
      <p class="govuk-body">{frame.town.name}</p>
    </Page>
  )
}

function whatHappened({ referredAt, steps }: LetterShown) {
  const found = steps.findLast(({ step }) => step === 'found')
  const when = referredAt ? `On ${showDay(dayOf(referredAt))} somebody` : 'Somebody'
  return `${when} told us that they were worried about you. We looked at it${found ? `, and found on ${showDay(found.on)} that it was a mistake.` : ', and it was a mistake.'}`
}

function howToReach({ call, banner: { reference } }: LetterShown) {
  const ways = [call?.telephone && `call ${call.telephone}`, call?.mailbox && `write to ${call.mailbox}`].filter(
    Boolean,
  )
  const how = ways.join(' or ') || 'write to your council, or go there'
  return `To ask, ${how}, and say the reference ${reference}.`
}

/** No letter that says so before it was found: whoever prints it would tell the person what nobody decided. */
const NoLetterPage = ({ frame, known: { caseId, banner } }: Shown<LetterShown>) => (
  <CaseFrame frame={frame} banner={banner} tab="Referral" title="Letter on a mistaken referral">
    <InsetText>{noFinding}</InsetText>
    <p class="govuk-body">
      <a class="govuk-link" href={`/cases/${caseId}/mistaken`}>
        Whether this referral was a mistake
      </a>
    </p>
  </CaseFrame>
)

interface Acting {
  title: string
  questions: Parameters<typeof CaseAct>[0]['questions']
  submit: string
  notNow: (known: MistakeShown) => string | undefined
}

const actPage = ({ title, questions, submit, notNow }: Acting) =>
  function MistakeAct(shown: Shown<MistakeShown>) {
    const { known } = shown
    return (
      <CaseAct
        shown={shown}
        title={title}
        banner={known.banner}
        questions={questions}
        submit={submit}
        notNow={notNow(known)}
        back={{ href: `/cases/${known.caseId}/mistaken`, text: 'Back' }}
      >
        <p class="govuk-body">
          <a class="govuk-link" href={`/cases/${known.caseId}/referral`}>
            Read the referral
          </a>
        </p>
        <Steps {...known} />
      </CaseAct>
    )
  }

export const AskPage = actPage({
  title: 'Ask whether a referral was a mistake',
  questions: askMistakenQuestions,
  submit: 'Ask the second person',
  notNow: whyNotAsk,
})
export const AnswerPage = actPage({
  title: 'Say whether a referral was a mistake',
  questions: answerMistakenQuestions,
  submit: 'Record the finding',
  notNow: whyNotAnswer,
})
export const LetterGivenPage = actPage({
  title: 'Record that the letter was given',
  questions: letterSentQuestions,
  submit: 'Record it',
  notNow: whyNoLetter,
})
export const DeferPage = actPage({
  title: 'Defer the letter on a mistaken referral',
  questions: letterDeferredQuestions,
  submit: 'Defer it',
  notNow: whyNoLetter,
})
