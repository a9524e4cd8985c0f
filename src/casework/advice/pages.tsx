import type { z } from 'zod'
import type { Shown } from '../../platform/module.ts'
import { showDay, dayOf, showInstant } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { ActPage } from '../../platform/ui/act-page.tsx'
import { Button, ButtonGroup, InsetText, SummaryList, Table, Tag, WarningText } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import { askAdvice, giveAdvice, recordAdviceDone } from './commands.ts'
import type { adviceList, AdviceShown } from './queries.ts'
import { adviceDoneQuestions, answerAdviceQuestions, askAdviceQuestions } from './questions.ts'

const labelOf = (options: { readonly options?: unknown }, value: string) =>
  (options.options as { value: string; label: string }[]).find((option) => option.value === value)?.label ?? value

export function AdviceListPage({ frame, known, may }: Shown<z.infer<typeof adviceList.gives>>) {
  return (
    <Page frame={frame} title="Advice">
      <p class="govuk-body">
        {known.all
          ? 'What practitioners asked before referring anybody. It is kept as advice, and about nobody in particular.'
          : 'What you asked the coordinator before referring anybody. It is kept as advice, and about nobody in particular.'}
      </p>
      {may(askAdvice) && <Button href="/advice/ask">Ask for advice</Button>}
      <Table
        caption="Questions, newest first"
        columns={[{ text: 'About' }, { text: 'Asked' }, { text: 'Where it stands' }]}
        rows={known.rows.map(({ adviceId, about, askedAt, standing, isNew }) => ({
          href: `/advice/${adviceId}`,
          cells: [
            about,
            showDay(dayOf(askedAt)),
            <>
              <Tag colour={colours[standing]}>{capital(standing)}</Tag> {isNew && <Tag colour="blue">New answer</Tag>}
            </>,
          ],
        }))}
        empty="Nothing was asked yet. Whoever is not sure whether to refer can ask first, without naming anybody."
      />
      {known.next && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/advice?after=${known.next}`}>
            The next fifty
          </a>
        </p>
      )}
    </Page>
  )
}

const colours = { 'waits for an answer': 'yellow', answered: 'blue', done: 'grey' } as const

export function AskAdvicePage(shown: Shown<object>) {
  return (
    <ActPage
      shown={shown}
      title="Ask for advice"
      questions={askAdviceQuestions}
      submit="Ask the coordinator"
      back={{ href: '/advice' }}
    >
      <WarningText>If a life is at risk, or somebody may be about to harm others, call 999 now.</WarningText>
      <p class="govuk-body">
        You need not be sure before you ask. The coordinator answers here, and you decide what to do.
      </p>
      <InsetText>
        Name nobody. If somebody must be known to help them,{' '}
        <a class="govuk-link" href="/refer">
          refer them
        </a>{' '}
        instead. Nothing that was obtained from an intelligence service belongs here.
      </InsetText>
    </ActPage>
  )
}

export function AdvicePage({ frame, known, may, viewer }: Shown<AdviceShown>) {
  return (
    <Page frame={frame} title="Advice" heading={known.about} back={{ href: '/advice', text: 'All advice' }}>
      <Exchange known={known} />
      <ButtonGroup>
        {may(giveAdvice) && known.askedById !== viewer.id && (
          <Button href={`/advice/${known.adviceId}/answer`} kind={known.answers.length ? 'secondary' : undefined}>
            {known.answers.length ? 'Add to the answer' : 'Answer'}
          </Button>
        )}
        {may(recordAdviceDone) && known.answers.length > 0 && (
          <Button href={`/advice/${known.adviceId}/done`} kind="secondary">
            Record what was done
          </Button>
        )}
        {known.answers.some(({ advised }) => advised === 'refer') && known.askedById === viewer.id && (
          <Button href="/refer">Refer the person</Button>
        )}
      </ButtonGroup>
    </Page>
  )
}

function Exchange({ known: { askedBy, askedAt, question, answers, done } }: { known: AdviceShown }) {
  const rows = [
    { label: 'Asked', text: [showInstant(askedAt), askedBy && `by ${askedBy}`].filter(Boolean).join(', ') },
    { label: 'Question', text: question },
    ...answers.flatMap(({ at, advised, answer }) => [
      { label: 'Advice', text: `${labelOf(answerAdviceQuestions.advised as never, advised)}\n${answer}` },
      { label: 'Given', text: showInstant(at) },
    ]),
    ...done.map(({ at, outcome, more }) => ({
      label: 'What was done',
      text: [labelOf(adviceDoneQuestions.outcome as never, outcome), more, showInstant(at)].filter(Boolean).join('\n'),
    })),
  ]
  return (
    <>
      <SummaryList rows={rows} />
      {!answers.length && <InsetText>The coordinator has not answered yet.</InsetText>}
    </>
  )
}

export function AnswerAdvicePage(shown: Shown<AdviceShown>) {
  return (
    <ActPage
      shown={shown}
      title="Answer a question for advice"
      questions={answerAdviceQuestions}
      submit="Send the answer"
      back={{ href: `/advice/${shown.known.adviceId}` }}
    >
      <Exchange known={shown.known} />
    </ActPage>
  )
}

export function AdviceDonePage(shown: Shown<AdviceShown>) {
  return (
    <ActPage
      shown={shown}
      title="Record what was done after advice"
      questions={adviceDoneQuestions}
      submit="Record it"
      back={{ href: `/advice/${shown.known.adviceId}` }}
    >
      <Exchange known={shown.known} />
    </ActPage>
  )
}
