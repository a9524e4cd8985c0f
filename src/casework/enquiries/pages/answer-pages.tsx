import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Details, SummaryList } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { askedOfYou, linkBehind } from '../answering.ts'
import { codeQuestions, purposes, replyQuestions } from '../questions.ts'
import { codeLimits } from '../rules.ts'
import { groundInWords } from './enquiries-page.tsx'

type Link = z.infer<typeof linkBehind.gives>

/** What whoever has the link sees first: that something is asked, by whom, and nothing else. */
export function LinkPage(shown: Shown<Link>) {
  const { askedFor, mayHaveAnotherCode } = shown.known
  const { name } = shown.frame.town
  const title = 'A question for your organisation'
  if (!mayHaveAnotherCode) return <NoMoreCodesPage frame={shown.frame} askedFor={askedFor} />
  return (
    <ActPage shown={shown} title={title} questions={{}} submit="Send the code">
      <p class="govuk-body">
        {askedFor} asks your organisation a question, through the system of {name}.
      </p>
      <p class="govuk-body">
        We send a code to the mailbox that is registered for your organisation. Then you can read the question and
        answer it.
      </p>
    </ActPage>
  )
}

function NoMoreCodesPage({ frame, askedFor }: { frame: Frame; askedFor: string }) {
  return (
    <Page frame={frame} title="A question for your organisation">
      <p class="govuk-body">No more codes can be sent for this link. Ask {askedFor} for a new link.</p>
    </Page>
  )
}

export function CodePage(shown: Shown<Link>) {
  const { known, form, path } = shown
  const again = path.replace(/\/code$/, '')
  if (!known.codeWorks) return <CodeEndedPage frame={shown.frame} again={again} wrong={known.triesLeft === 0} />
  const wrong = known.triesLeft < codeLimits.tries && {
    at: 'code',
    message: `That is not the code. You can try ${triesInWords(known.triesLeft)}`,
  }
  const problems = form.problems ?? (wrong ? [wrong] : [])
  return (
    <ActPage
      shown={{ ...shown, form: { ...form, problems } }}
      title="Enter the code"
      questions={codeQuestions}
      submit="Continue"
      back={{ href: again }}
    >
      <p class="govuk-body">
        We sent a code to the mailbox that is registered for your organisation. It works for {codeLimits.minutes}{' '}
        minutes.
      </p>
    </ActPage>
  )
}

const triesInWords = (left: number) => (left === 1 ? 'once more' : `${left} more times`)

function CodeEndedPage({ frame, again, wrong }: { frame: Frame; again: string; wrong: boolean }) {
  return (
    <Page frame={frame} title="The code does not work any more">
      <p class="govuk-body">
        {wrong ? 'A wrong code was entered too many times.' : `A code works once, for ${codeLimits.minutes} minutes.`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={again}>
          Get a new code
        </a>
      </p>
    </Page>
  )
}

export function ReplyPage(shown: Shown<z.infer<typeof askedOfYou.gives>>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Answer a question"
      questions={replyQuestions}
      submit="Send the answer"
      marking={protectiveMarking}
      namesAPerson
    >
      <SummaryList
        rows={[
          { label: 'About', text: known.born ? `${known.name}, born ${showDay(known.born)}` : known.name },
          { label: 'Question', text: known.question },
          ...(known.again
            ? [
                { label: 'Refused before', text: groundInWords(known.again.ground) },
                { label: 'Asked again because', text: known.again.why },
              ]
            : []),
          { label: 'Please answer by', text: showDay(known.dueOn) },
        ]}
      />
      <Details summary="Who asks, what for, and on which lawful basis">
        <SummaryList
          rows={[
            { label: 'Asked by', text: known.askedBy },
            { label: 'Purpose', text: (purposes as Record<string, string>)[known.purpose] ?? known.purpose },
            { label: 'Lawful basis', text: known.lawfulBasis },
          ]}
        />
      </Details>
    </ActPage>
  )
}

export function ThankYouPage({ frame }: Shown<object>) {
  return (
    <Page frame={frame} title="Thank you, your answer was sent">
      <p class="govuk-body">The link opens nothing any more. You can close this page.</p>
      <p class="govuk-body">Was something wrong, or do you find more? Tell whoever asked you: they can ask again.</p>
    </Page>
  )
}

/** The same for a link that is unknown, used or ended. */
export const linkOpensNothing = (frame: Frame) => (
  <Page frame={frame} title="This link opens nothing">
    <p class="govuk-body">It was answered already, or it has ended, or a part of the address is missing.</p>
    <p class="govuk-body">If you still have something to answer, ask whoever sent it for a new link.</p>
  </Page>
)
