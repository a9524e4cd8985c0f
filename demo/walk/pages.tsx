import type { ComponentChildren } from 'preact'
import type { Mail } from '../../src/platform/mail/mail.ts'
import { showInstant } from '../../src/platform/pure/days.ts'
import { capital } from '../../src/platform/pure/words.ts'
import { Button, Details, InsetText, SummaryList, Table, Tag } from '../../src/platform/ui/markup.tsx'
import { type Frame, Page } from '../../src/platform/ui/page.tsx'
import type { Outcome } from './outcome.ts'
import { anchorOf, type Chapter } from './glossary.ts'
import { ends, type Place, type Step, steps, textOf, wordsPath } from './steps.ts'
import type { Trail } from './trail.ts'

interface WalkProps {
  frame: Frame
  /** Undefined before it has begun. */
  trail: Trail | undefined
  outcome: Outcome | undefined
}

export function WalkPage({ frame, trail, outcome }: WalkProps) {
  const toCome = steps.findIndex(({ key }) => !trail?.done[key])
  const now = toCome < 0 ? steps.length : toCome
  return (
    <Page
      frame={frame}
      title="A walk of ten minutes"
      heading="From a referral to a panel decision"
      caption="A walk of ten minutes"
      back={{ href: '/', text: 'The first page' }}
    >
      {outcome && trail && toCome < 0 && <TheEnd frame={frame} outcome={outcome} trail={trail} />}
      {now === 0 && <Beginning />}
      {trail?.stage && <p class="govuk-body">The case is now at: {trail.stage}.</p>}
      {trail?.stage && !trail.done.decided && !onTheRoad.includes(trail.stage) && <AnotherWay />}
      <ol class="govuk-list ot-walk">
        {steps.map((step, index) => (
          <OneStep {...{ frame, step, index, now, trail }} />
        ))}
      </ol>
      {trail && <Again frame={frame} />}
    </Page>
  )
}

const onTheRoad = ['referral received', 'with the police', 'asking partners', 'ready for the panel', 'on the agenda']

function Beginning() {
  return (
    <>
      <p class="govuk-body">
        You take one invented case through this invented town, as each of the people whose turn it is. Every button
        signs you in as that person, which only a demo town allows. The forms come filled with invented words: change
        what you like, then send them.
      </p>
      <p class="govuk-body">A line at the top of every page leads back here, where you see what happened.</p>
    </>
  )
}

function AnotherWay() {
  return (
    <InsetText>
      The case has gone another way than this walk, as cases do. Begin again to see how one comes to the panel.
    </InsetText>
  )
}

interface OneStepProps {
  frame: Frame
  step: Step
  index: number
  /** The step whose turn it is; beyond the last when all are done. */
  now: number
  trail: Trail | undefined
}

function OneStep({ frame, step, index, now, trail }: OneStepProps) {
  const isDone = trail?.done[step.key] ?? false
  const isNow = index === now
  return (
    <li class="ot-walk__step" id={isNow ? 'now' : undefined} aria-current={isNow ? 'step' : undefined}>
      <h2 class="govuk-heading-s ot-walk__title">
        <span>
          {index + 1}. {step.title}
        </span>
        <Tag colour={isDone ? 'green' : isNow ? 'blue' : 'grey'}>{isDone ? 'Done' : isNow ? 'Now' : 'To come'}</Tag>
      </h2>
      <Unfolded open={isNow || index === now - 1} summary={isDone ? 'What happened' : 'What will happen'}>
        {(!isDone || index !== now - 1) && <p class="govuk-body">{step.says}</p>}
        <p class="govuk-body">
          <strong>{isDone ? 'Look:' : 'What to look at:'}</strong> {step.look}
        </p>
        <WhatWordsMean words={step.words} />
        {isDone && step.after && (
          <Go frame={frame} to={`${step.key}-after`} place={step.after} trail={trail} kind="secondary" />
        )}
        {isNow && <Go frame={frame} to={step.key} place={step} trail={trail} />}
      </Unfolded>
    </li>
  )
}

/** The way to what a word means, for whoever meets it here first. */
const WhatWordsMean = ({ words }: Pick<Step, 'words'>) => (
  <p class="govuk-body-s">
    What it means:{' '}
    {words.map((word, index) => (
      <>
        {index > 0 && ', '}
        <a class="govuk-link" href={`${wordsPath}#${anchorOf(word)}`}>
          {index === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1)}
        </a>
      </>
    ))}
  </p>
)

/** What is of use now stands open; the rest can be opened. */
function Unfolded({ open, summary, children }: { open: boolean; summary: string; children: ComponentChildren }) {
  return open ? <>{children}</> : <Details summary={summary}>{children}</Details>
}

interface GoProps {
  frame: Frame
  to: string
  place: Place
  trail: Trail | undefined
  kind?: 'secondary'
}

/** The button that leads somewhere as somebody. */
function Go({ frame, to, place, trail, kind }: GoProps) {
  if (trail && place.at(trail) === undefined) return null
  return (
    <form method="post" action={`/walk/go/${to}`}>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <Button kind={kind} once>
        {textOf(place, trail)}
      </Button>
    </form>
  )
}

const rungWords: Record<string, string> = { majority: 'the majority of the panel', chair: 'the chair' }

function TheEnd({ frame, outcome, trail }: { frame: Frame; outcome: Outcome; trail: Trail }) {
  const { readers, entries } = outcome
  return (
    <>
      <p class="govuk-body-l">You have walked all of it.</p>
      <SummaryList
        rows={[
          { label: 'Decided', value: `${capital(outcome.outcome)}, by ${rungWords[outcome.rung] ?? outcome.rung}` },
          { label: 'By', value: `${outcome.by}, ${showInstant(outcome.at)}` },
          { label: 'In the journal', value: `${entries} entries on this case, each chained to the one before it` },
        ]}
      />
      <Table
        caption="Who saw what"
        columns={[{ text: 'Who' }, { text: 'Looked', numeric: true }, { text: 'Changed', numeric: true }]}
        rows={readers.map(({ who, agency, looks, changes }) => ({
          cells: [agency ? `${who}, ${agency}` : who, looks, changes],
        }))}
      />
      <p class="govuk-body">See for yourself what each may see:</p>
      {Object.entries(ends).map(([key, place]) => (
        <Go frame={frame} to={key} place={place} trail={trail} kind="secondary" />
      ))}
      <h2 class="govuk-heading-m">The way here</h2>
    </>
  )
}

function Again({ frame }: { frame: Frame }) {
  return (
    <form method="post" action="/walk/begin">
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <Button kind="secondary" once>
        Begin again, with another case
      </Button>
    </form>
  )
}

/** Every word of the work, and what it means here. */
export function WordsPage({ frame, chapters }: { frame: Frame; chapters: readonly Chapter[] }) {
  return (
    <Page frame={frame} title="What the words mean" back={{ href: '/walk#now', text: 'Back to the walk' }}>
      {chapters.map(({ title, meanings }) => (
        <>
          <h2 class="govuk-heading-m">{title}</h2>
          <dl class="ot-words">
            {meanings.map(({ word, at, means }) => (
              <div id={at} class="ot-words__one">
                <dt class="govuk-body">
                  <strong>{word}</strong>
                </dt>
                <dd class="govuk-body">{means.map((part, index) => (index % 2 ? <em>{part}</em> : part))}</dd>
              </div>
            ))}
          </dl>
        </>
      ))}
    </Page>
  )
}

/** What lies in the mailbox of the agency that was asked: in a real town only the agency sees it. */
export function MailboxPage({ frame, mails, baseUrl }: { frame: Frame; mails: readonly Mail[]; baseUrl: string }) {
  return (
    <Page frame={frame} title="The mailbox of the partner" back={{ href: '/walk#now', text: 'Back to the walk' }}>
      <p class="govuk-body">
        This is mailed to {mails[0]?.to}, and nobody else sees it. No mail says anything about anybody.
      </p>
      {mails.map(({ subject, text }) => (
        <>
          <h2 class="govuk-heading-s">{subject}</h2>
          <InsetText>
            <p class="govuk-body ot-lines">{linked(text, baseUrl)}</p>
          </InsetText>
        </>
      ))}
    </Page>
  )
}

/** The mail, in which the address of this town can be followed. */
function linked(text: string, baseUrl: string): ComponentChildren[] {
  return text.split(/(\S+\/answer\/\S+)/).map((part) =>
    part.startsWith(`${baseUrl}/answer/`) ? (
      <a class="govuk-link" href={part.slice(baseUrl.length)}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
