import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { capital } from '../../../platform/pure/words.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Form } from '../../../platform/ui/form.tsx'
import { Details, InsetText, Pagination, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { Moving, Progress } from '../../../platform/ui/progress.tsx'
import { addressOf, protectiveMarking } from '../../cases/index.ts'
import { type casesToGive, type GivenRow, type reassignment, stateWords } from '../queries.ts'
import { giveQuestions } from '../questions.ts'
import { noneWords, tooManyWords } from '../rules.ts'

type Known = z.infer<typeof reassignment.gives>

/** Which cases of a list, to whom, and why. */
export function ChooseCasesPage(shown: Shown<z.infer<typeof casesToGive.gives>>) {
  const { filters, words, ticked, cases, tooMany, named } = shown.known
  const here = addressOf(filters)
  const chosen = new URLSearchParams([
    ...new URLSearchParams(here),
    ...(ticked ?? []).map((caseId) => ['ticked', caseId]),
  ]).toString()
  const count = cases.length === 1 ? '1 case' : `${cases.length} cases`
  return (
    <ActPage
      shown={{ ...shown, path: chosen ? `${shown.path}?${chosen}` : shown.path }}
      title="Give cases to somebody else"
      questions={giveQuestions}
      submit="Look them over"
      back={{ href: here ? `/cases?${here}` : '/cases', text: 'Back to the list' }}
      marking={protectiveMarking}
      namesAPerson
      notNow={cases.length ? undefined : noneWords}
    >
      <InsetText>
        {ticked ? `You ticked ${count}` : `The list shows ${count}${words.length ? `, only ${words.join('; ')}` : ''}`}.{' '}
        {tooMany ? tooManyWords : 'Nothing is done before you have looked them over.'}
      </InsetText>
      {named.length > 0 && (
        <Details summary={named.length < cases.length ? `The first ${named.length} of them` : 'Which they are'}>
          <ul class="govuk-list govuk-list--bullet">
            {named.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Details>
      )}
    </ActPage>
  )
}

/** Before: what can be done and what not. After: what was done and what was refused, and why. */
export function ReassignmentPage({ frame, known, form, path }: Shown<Known>) {
  const { reassignmentId, step, counts, next } = known
  return (
    <Page
      frame={frame}
      title={titles[step]}
      wide
      namesAPerson
      printable
      marking={protectiveMarking}
      back={{ href: '/cases', text: 'Cases' }}
      refusal={form.refusal}
    >
      {step !== 'to check' && (
        <Progress
          href={path}
          doing="Giving the cases"
          done={counts.given + counts.refused}
          of={counts.given + counts.refused + counts.waiting}
          underWay={step === 'under way'}
          over={`${titles[step]}.`}
        />
      )}
      <Moving name="counts">
        <SummaryList
          rows={[
            ...(known.coordinator ? [{ label: 'Coordinator from now on', value: known.coordinator }] : []),
            ...(known.lead ? [{ label: 'Lead professional from now on', value: known.lead }] : []),
            { label: 'Reason', value: <span class="ot-lines">{known.reason}</span> },
            ...Object.entries(counts).flatMap(([name, count]) =>
              count ? [{ label: countWords[name as keyof typeof counts], value: `${count}` }] : [],
            ),
          ]}
        />
      </Moving>
      {step === 'to check' && counts.can > 0 && (
        <Form
          action={`/cases/given/${reassignmentId}`}
          csrf={form.csrf}
          actId={form.actId}
          questions={{}}
          submit={counts.can === 1 ? 'Give this case' : `Give these ${counts.can} cases`}
          cancel="/cases"
        />
      )}
      <Moving name="cases">
        <Table
          caption="Case by case"
          columns={[
            { text: 'Case' },
            { text: 'Stage' },
            { text: 'Coordinator' },
            { text: 'Lead professional' },
            { text: 'What' },
          ]}
          rows={known.rows.map((row) => ({
            href: `/cases/${row.caseId}`,
            cells: [
              <>
                {row.knownAs} <span class="ot-reference">({row.reference})</span>
              </>,
              capital(row.stage),
              row.coordinator ?? 'Nobody yet',
              row.lead ?? 'Nobody yet',
              <>
                <Tag colour={colours[row.state]}>{stateWords(row.state)}</Tag> {row.why}
              </>,
            ],
          }))}
          empty="None of these cases can be seen any more."
        />
      </Moving>
      {next !== null && <Pagination next={{ href: `${path}?after=${next}` }} />}
    </Page>
  )
}

const titles = {
  'to check': 'Look the cases over before you give them',
  'under way': 'The cases are being given',
  done: 'The cases were given',
} as const

const countWords = {
  can: 'Can be given',
  cannot: 'Cannot be given so',
  waiting: 'Still to do',
  given: 'Given',
  refused: 'Refused',
} as const

const colours = {
  'can be given': 'blue',
  'cannot be given': 'yellow',
  waiting: 'grey',
  given: 'green',
  refused: 'yellow',
} as const satisfies Record<GivenRow['state'], string>
