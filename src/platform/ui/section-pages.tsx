import { optionsIn } from '../options.ts'
import type { SectionShown, Shown } from '../module.ts'
import { describeAnswers, type DescribedAnswer, formValues, type Questions, sectionOf } from '../pure/questions.ts'
import { Form } from './form.tsx'
import { SummaryList, TaskList } from './lists.tsx'
import { Button, ButtonGroup, Details, InsetText, Tag } from './notices.tsx'
import { Page } from './page.tsx'
import { asked, offered, say } from './say.ts'

interface AroundIt {
  caption?: string
  marking?: string
  reference?: string
  namesAPerson?: boolean
}

interface ListProps {
  shown: Shown<never> | Shown<object>
  /** Under the list, above the buttons. */
  children?: preact.ComponentChildren
}

/** The sections of a long form, how far one is with each, and the way on: the page that `inSections` has its `shows` draw. */
export function SectionList({ shown: { sections = [], form, path, frame } }: ListProps) {
  const begun = sections.some(({ standing }) => standing === 'done' || standing === 'in part')
  const ready = sections.every(({ standing }) => standing === 'done' || standing === 'optional')
  const first = sections.find(({ standing }) => standing === 'to do' || standing === 'in part') ?? sections[0]!
  return (
    <>
      <TaskList
        items={sections.map(({ title, href, standing }) => ({
          title: say(title),
          href,
          status: <StandingTag standing={standing} />,
        }))}
      />
      <p class="govuk-body">
        {frame.person
          ? say('What you type is kept while you type, so you can leave and come back.')
          : say(
              'What you type is kept for two hours in this browser’s visit, and for nobody else. Then it is forgotten.',
            )}
      </p>
      <ButtonGroup>
        {ready && begun ? (
          <Button href={`${path}/check`}>{say('Check your answers')}</Button>
        ) : (
          <Button href={first.href}>{begun ? say('Go on') : say('Start now')}</Button>
        )}
        {begun && !ready && (
          <a class="govuk-link" href={`${path}/check`}>
            {say('See all answers so far')}
          </a>
        )}
      </ButtonGroup>
      {begun && (
        <Details summary={say('Delete what I typed')}>
          <p class="govuk-body">
            {say('Everything that you typed into this form is deleted, with its files. It cannot be brought back.')}
          </p>
          <form method="post" action={`${path}/forget`}>
            <input type="hidden" name="_csrf" value={form.csrf} />
            <Button kind="warning">{say('Delete it now')}</Button>
          </form>
        </Details>
      )}
    </>
  )
}

function StandingTag({ standing }: Pick<SectionShown, 'standing'>) {
  switch (standing) {
    case 'done':
      return <>{say('Done')}</>
    case 'in part':
      return <Tag colour="yellow">{say('Not complete')}</Tag>
    case 'to do':
      return <Tag colour="blue">{say('To do')}</Tag>
    case 'optional':
      return <>{say('Optional')}</>
  }
}

interface SectionPageProps extends AroundIt {
  shown: Shown<never>
  base: string
  title: string
  step: string
  steps: string
  questions: Questions
  /** From *Change* on the page where all is checked, one goes back there. */
  toCheck: boolean
}

/** One section of a long form: saved as it is, or saved and gone on from. */
export function SectionPage({ shown, base, title, step, steps, questions, toCheck, ...around }: SectionPageProps) {
  const { form, frame, known, path } = shown
  return (
    <Page
      frame={frame}
      title={say(title)}
      caption={say('Section {step} of {steps}').replace('{step}', step).replace('{steps}', steps)}
      {...around}
      back={{ href: toCheck ? `${base}/check` : base, text: toCheck ? say('Check your answers') : say('All sections') }}
      problems={form.problems}
    >
      <Form
        action={path}
        csrf={form.csrf}
        actId={form.actId}
        was={form.was}
        clash={form.clash}
        values={form.values}
        problems={form.problems}
        options={offered(optionsIn(known))}
        questions={questions}
        submit={say('Save and continue')}
        later={say('Save and come back later')}
        draft={`/drafts${path}`}
      >
        {toCheck && <input type="hidden" name="_then" value="check" />}
      </Form>
    </Page>
  )
}

interface CheckPageProps extends AroundIt {
  shown: Shown<never>
  base: string
  questions: Questions
  submit: string
  missing: readonly SectionShown[]
}

/** All answers with their change links. The form carries what it shows: that is sent, and however often, it is done once. */
export function CheckPage({ shown, base, questions, submit, missing, ...around }: CheckPageProps) {
  const { form, frame, known } = shown
  const rows = describeAnswers(asked(questions), filledIn(form.values), { options: offered(optionsIn(known)) })
  return (
    <Page
      frame={frame}
      title={say('Check your answers')}
      {...around}
      back={{ href: base, text: say('All sections') }}
      problems={form.problems}
      refusal={form.refusal}
      changed={form.changed}
      printable
    >
      {missing.length > 0 && <Missing sections={missing} />}
      {Object.entries(Object.groupBy(rows, ({ section = '' }) => section)).map(([section, part = []]) => (
        <>
          <h2 class="govuk-heading-m">{section}</h2>
          <SummaryList rows={shortened(part)} change={(row) => changeAt(questions, row, base)} />
        </>
      ))}
      <form action={base} method="post" novalidate>
        <input type="hidden" name="_csrf" value={form.csrf} />
        <input type="hidden" name="_act" value={form.actId} />
        {form.version !== undefined && <input type="hidden" name="_version" value={form.version} />}
        {Object.entries(formValues(questions, form.values)).flatMap(([name, value]) =>
          [value].flat().map((one) => one !== '' && <input type="hidden" name={name} value={one} />),
        )}
        <Button once>{say(submit)}</Button>
      </form>
    </Page>
  )
}

function Missing({ sections }: { sections: readonly SectionShown[] }) {
  return (
    <InsetText>
      <p class="govuk-body">{say('It cannot be sent yet. Still to answer:')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {sections.map(({ title, href }) => (
          <li>
            <a class="govuk-link" href={href}>
              {say(title)}
            </a>
          </li>
        ))}
      </ul>
    </InsetText>
  )
}

const ours = ['Yes', 'No', 'None', 'Not given', 'A file']
/** What stands for an answer in our own words; what somebody typed stays as it is. */
const inWords = (row: DescribedAnswer) => ({ ...row, text: textOf(row) })

const textOf = ({ kind, text }: DescribedAnswer) => (kind === 'date' || ours.includes(text) ? say(text) : text)

const notAnswered = ['None', 'Not given']

/** A section into which nothing was written is one row: the rest of it would only be to be read over. */
function shortened(part: readonly DescribedAnswer[]): readonly DescribedAnswer[] {
  const isEmpty = part.length > 1 && part.every(({ text }) => notAnswered.includes(text))
  return (isEmpty ? [{ ...part[0]!, label: say('Nothing in this section'), text: 'Not given' }] : part).map(inWords)
}

/** Items of a list that were added and not filled in are none. */
const filledIn = (values: unknown) =>
  Object.fromEntries(
    Object.entries((values ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((item) => typeof item !== 'object' || Object.keys(item ?? {}).length) : value,
    ]),
  )

function changeAt(questions: Questions, { at }: DescribedAnswer, base: string) {
  const section = sectionOf(questions, at)
  return `${base}/${section?.name ?? ''}?then=check#${at}`
}
