import type { Shown } from '../../platform/module.ts'
import { showDay, showInstant } from '../../platform/pure/days.ts'
import { describeAnswers, type Questions } from '../../platform/pure/questions.ts'
import { capital } from '../../platform/pure/words.ts'
import { Button, ButtonGroup, SummaryList, Tag } from '../../platform/ui/markup.tsx'
import { CaseAct, CaseFrame } from '../cases/index.ts'
import { makeHandOver } from './commands.ts'
import type { HandOverShown, HandOversShown, OneHandOver } from './queries.ts'
import { answerQuestions, handOverQuestions, outcomeQuestions, sentQuestions } from './questions.ts'
import { whyNot } from './rules.ts'

export function HandOversPage({ frame, known, may }: Shown<HandOversShown>) {
  const tracks = may(makeHandOver)
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Referral" title="The hand-overs of a case">
      <h2 class="govuk-heading-m">Handed over to other services</h2>
      <p class="govuk-body">
        A hand-over is done only when its outcome is known. A refusal needs a reason, and an outcome as well: what was
        done instead.
      </p>
      {tracks && (
        <Button href={`/cases/${known.caseId}/hand-overs/new`} kind="secondary">
          Hand over to a service
        </Button>
      )}
      {!known.handOvers.length && <p class="govuk-body">It was handed over to nobody else.</p>}
      {known.handOvers.map((each) => (
        <>
          <h3 class="govuk-heading-s">
            {capital(each.toService)} <Standing {...each} />
          </h3>
          <HandOver of={each} />
          {tracks && <Next {...each} />}
        </>
      ))}
    </CaseFrame>
  )
}

const colours: Record<string, 'yellow' | 'blue' | 'green' | 'red' | 'grey'> = {
  'to be sent': 'yellow',
  sent: 'blue',
  accepted: 'green',
  refused: 'red',
  'outcome known': 'grey',
}

const Standing = ({ standing }: Pick<HandOverShown, 'standing'>) => (
  <Tag colour={colours[standing]}>{capital(standing)}</Tag>
)

function Next({ handOverId, standing }: HandOverShown) {
  const to = (path: string, text: string) => (
    <Button href={`/hand-overs/${handOverId}/${path}`} kind="secondary">
      {text}
    </Button>
  )
  return (
    <ButtonGroup>
      {standing === 'to be sent' && to('sent', 'Record that it was sent')}
      {standing === 'sent' && to('answer', 'Record the answer')}
      {(standing === 'accepted' || standing === 'refused') && to('outcome', 'Record what came of it')}
      {standing === 'refused' && to('answer', 'Record another answer')}
    </ButtonGroup>
  )
}

const labels: Record<string, string> = { sent: 'Sent', accepted: 'Accepted', refused: 'Refused', outcome: 'Outcome' }
const asked: Record<string, Questions> = {
  sent: sentQuestions,
  accepted: answerQuestions,
  refused: answerQuestions,
  outcome: outcomeQuestions,
}

/** What was said of a step, each with the question that it answers. */
const saidOf = ({ step, words }: HandOverShown['steps'][number]) =>
  describeAnswers(asked[step] ?? {}, { ...words, answer: step })
    .filter(({ at }) => Object.hasOwn(words, at))
    .map(({ label, text }) => `${label.replace(/([^?])$/, '$1:')} ${text}`)

function HandOver({ of: { why, asks, madeAt, steps } }: { of: HandOverShown }) {
  return (
    <SummaryList
      rows={[
        { label: 'Handed over', text: `${showInstant(madeAt)}, because ${why}` },
        ...(asks ? [{ label: 'Asked to', text: asks }] : []),
        ...steps.map((each) => ({
          label: labels[each.step] ?? each.step,
          text: [showDay(each.on), ...saidOf(each), `Recorded by ${each.by}`].join('\n'),
        })),
      ]}
    />
  )
}

export function MakeHandOverPage(shown: Shown<HandOversShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Hand over to another service"
      banner={known.banner}
      questions={handOverQuestions}
      submit="Hand it over"
      back={{ href: `/cases/${known.caseId}/hand-overs`, text: 'Back to the hand-overs' }}
    />
  )
}

const stepPage = (title: string, questions: Questions, notNow: (known: OneHandOver) => string | undefined) =>
  function StepPage(shown: Shown<OneHandOver>) {
    const { known } = shown
    return (
      <CaseAct
        shown={shown}
        title={title}
        banner={known.banner}
        questions={questions}
        notNow={notNow(known)}
        submit="Record it"
        back={{ href: `/cases/${known.caseId}/hand-overs`, text: 'Back to the hand-overs' }}
      >
        <HandOver of={known} />
      </CaseAct>
    )
  }

export const SentPage = stepPage('Record that a hand-over was sent', sentQuestions, whyNot.sent)
export const AnswerPage = stepPage('Record the answer to a hand-over', answerQuestions, whyNot.answer)
export const OutcomePage = stepPage('Record what came of a hand-over', outcomeQuestions, whyNot.outcome)
