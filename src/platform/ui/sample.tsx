/** Pages with one of everything, for the tests of the screen layer: invented words about nobody. */
import { choice, choices, confirm, date, email, list, narrative, number, text, time, yesNo } from '../pure/questions.ts'
import type { Problem, Questions } from '../pure/questions/question.ts'
import { Form } from './form.tsx'
import {
  Button,
  Details,
  InsetText,
  Pagination,
  SubNavigation,
  SummaryList,
  Table,
  Tag,
  TaskList,
  Timeline,
  WarningText,
} from './markup.tsx'
import { type Frame, Page } from './page.tsx'
import { Moving, Progress } from './progress.tsx'

export const frame: Frame = {
  nonce: 'c2FtcGxl',
  town: { name: 'Exampleton', colour: '#1d5c4d' },
  person: { name: 'Robin Example' },
  csrf: 'token',
  navigation: [
    { href: '/', text: 'Your work' },
    { href: '/cases', text: 'Cases', current: true },
    { href: '/panel', text: 'Panel meetings' },
    { href: '/events', text: 'Events' },
  ],
  readAt: '2:05pm on Thursday 3 December 2026',
  footer: [
    { href: '/privacy', text: 'Privacy' },
    { href: '/accessibility', text: 'Accessibility' },
  ],
}

export const questions = {
  outcome: choice({
    label: 'What did the panel decide?',
    options: [
      { value: 'adopted', label: 'Adopt the case', hint: 'Support is offered, with consent' },
      { value: 'refused', label: 'Do not adopt the case' },
      { value: 'deferred', label: 'Decide at the next meeting' },
    ],
  }),
  referTo: choice({
    label: 'Who will help instead?',
    as: 'select',
    optionsFrom: 'agencies',
    onlyWhen: { question: 'outcome', is: 'refused' },
  }),
  reasons: narrative({ label: 'Reasons', most: 500, onlyWhen: { question: 'outcome', is: ['refused', 'deferred'] } }),
  decidedOn: date({ label: 'Date of the decision', hint: 'For example, 27 3 2026', past: true }),
  startedAt: time({ label: 'When the meeting started', hint: 'For example, 9:30am', optional: true }),
  chair: text({ label: 'Name of the chair', autocomplete: 'name' }),
  email: email({ label: 'Email address of the chair', optional: true }),
  present: number({ label: 'How many members were present', least: 2, most: 40 }),
  needs: choices({
    label: 'What was discussed?',
    options: [
      { value: 'home', label: 'Home and family' },
      { value: 'school', label: 'School or work' },
      { value: 'none', label: 'None of these', alone: true },
    ],
  }),
  interpreter: yesNo({ label: 'Was an interpreter present?' }),
  language: text({ label: 'Which language?', width: 10, onlyWhen: { question: 'interpreter', is: true } }),
  views: list({
    label: 'Views of the members',
    hint: 'Each in their own words',
    item: 'view',
    least: 1,
    most: 5,
    of: { by: text({ label: 'Whose view' }), words: narrative({ label: 'What they said', rows: 3 }) },
  }),
  sure: confirm({ label: 'I have read these answers to the panel' }),
} satisfies Questions

const agencies = [
  { value: 'youth', label: 'The youth service' },
  { value: 'school', label: 'The school' },
]

export function FormPage({ values, problems }: { values?: unknown; problems?: readonly Problem[] }) {
  return (
    <Page
      frame={frame}
      title="Record the panel's decision"
      caption="Case EX-0000"
      back={{ href: '/cases/1', text: 'Back to the case' }}
      problems={problems}
      namesAPerson
      printable
      marking="OFFICIAL-SENSITIVE"
      reference="EX-0000"
    >
      <Form
        action="/send"
        csrf="token"
        actId="act"
        version={3}
        questions={questions}
        values={values}
        problems={problems}
        options={{ agencies }}
        submit="Record the decision"
        draft="/drafts/send"
        cancel="/cases/1"
      />
    </Page>
  )
}

export function CasePage() {
  return (
    <Page
      frame={{
        ...frame,
        done: 'The decision was recorded.',
        phase: { tag: 'Demo', text: 'Everyone here is invented.' },
      }}
      title="Case overview"
      heading="Sam Invented"
      caption="Case EX-0000"
      breadcrumbs={[{ href: '/', text: 'Your work' }, { href: '/cases', text: 'Cases' }, { text: 'Case EX-0000' }]}
      namesAPerson
      printable
      wide
      marking="OFFICIAL-SENSITIVE"
      reference="EX-0000"
    >
      <SummaryList
        rows={[
          { label: 'Stage', value: <Tag colour="blue">At panel</Tag> },
          { label: 'Known as', text: 'Sam', actions: [{ href: '/change', text: 'Correct', hiddenText: 'the name' }] },
          { label: 'Next', text: 'Panel meeting on 3 December 2026\nReview due on 2 March 2027' },
        ]}
      />
      <SubNavigation
        label="Case"
        items={[
          { href: '/cases/1', text: 'Overview', current: true },
          { href: '/cases/1/chronology', text: 'Chronology' },
          { href: '/cases/1/people', text: 'People' },
          { href: '/cases/1/plan', text: 'Plan' },
        ]}
      />
      <Table
        caption="Actions"
        columns={[
          { text: 'Action', sort: { href: '?by=action', direction: 'ascending' } },
          { text: 'Who', sort: { href: '?by=who' } },
          { text: 'Due' },
          { text: 'Sessions', numeric: true },
        ]}
        rows={[
          { cells: ['Talk with the school', 'Robin Example', '3 December 2026', 4], href: '/actions/1' },
          {
            cells: ['Find a mentor', 'The youth service of Exampleton', <Tag colour="red">Overdue by 2 days</Tag>, 12],
            href: '/actions/2',
          },
        ]}
      />
      <Pagination previous={{ href: '?before=1' }} next={{ href: '?after=2' }} />
      <h2 class="govuk-heading-m">To do before the meeting</h2>
      <TaskList
        items={[
          { title: 'Read the pack', href: '/pack', status: 'Completed' },
          {
            title: 'Record the assessment',
            href: '/assessment',
            hint: 'The police officer writes this',
            status: <Tag colour="blue">Not started</Tag>,
          },
          { title: 'Record the decision', hint: 'After the assessment', status: 'Cannot start yet', cannotStart: true },
        ]}
      />
      <h2 class="govuk-heading-m">Chronology</h2>
      <Timeline
        headingLevel={3}
        items={[
          {
            title: 'Referred',
            by: 'Robin Example',
            at: '2026-11-02',
            when: '2 November 2026',
            children: <p class="govuk-body">By a school.</p>,
          },
          {
            title: 'Checked',
            at: '2026-11-03',
            when: '3 November 2026',
            children: <p class="govuk-body">No other case.</p>,
          },
        ]}
      />
      <InsetText>Consent was given on 5 November 2026.</InsetText>
      <WarningText>The review is overdue by 2 days.</WarningText>
      <Details summary="What a panel is">
        <p class="govuk-body">People from several services who decide together.</p>
      </Details>
      <Button href="/cases/1/decision">Record the decision</Button>
    </Page>
  )
}

/** Long work that is so far. */
export function WorkPage({ done, of }: { done: number; of: number }) {
  const underWay = done < of
  return (
    <Page frame={frame} title={underWay ? 'Rows are being checked' : 'Rows were checked'}>
      <Progress href="/work" doing="Checking" done={done} of={of} underWay={underWay} over="All rows were checked." />
      <Moving name="report">
        <p class="govuk-body">{`Rows that came to nothing: ${done}`}</p>
      </Moving>
    </Page>
  )
}
