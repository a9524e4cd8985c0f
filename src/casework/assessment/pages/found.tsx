import { showDay } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import type { Conclusion, OneAssessment } from '../known.ts'
import { type Answered, findings } from '../questions.ts'

type Found = OneAssessment['parts'][number]

/** The items of one part as they were found, beside the last time where there was one. Words, in the order asked. */
export function FoundItems({ part, previous }: { part: Found; previous: OneAssessment['previous'] }) {
  const then = previous && `On ${showDay(previous.on)}`
  return (
    <Table
      caption={part.name}
      columns={[{ text: 'Item' }, { text: then ? 'This time' : 'What was found' }, ...(then ? [{ text: then }] : [])]}
      rows={part.items.map(({ code, name }) => ({
        cells: [
          name,
          <FoundOne answer={part.answers.find(({ item }) => item === code)} />,
          ...(previous ? [<FoundOne answer={previous.items.find(({ item }) => item === code)} />] : []),
        ],
      }))}
    />
  )
}

function FoundOne({ answer }: { answer: Answered | undefined }) {
  if (!answer) return <span class="govuk-hint">Not answered</span>
  return (
    <>
      <b>{findings[answer.found]}</b>
      {answer.evidence && (
        <>
          <br />
          <span class="ot-lines">{answer.evidence}</span>
        </>
      )}
      {answer.source && (
        <>
          <br />
          <span class="govuk-hint">{answer.source}</span>
        </>
      )}
    </>
  )
}

/** What it came to, strengths before needs. */
export function Concluded({ came, needs }: { came: Partial<Conclusion>; needs: readonly { need: string }[] }) {
  const { summary, changes, ownView, strengths = [], noStrengths } = came
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Summary', text: summary ?? 'Not written yet' },
          ...(changes ? [{ label: 'What has changed', text: changes }] : []),
          ...(ownView ? [{ label: 'What the person says', text: ownView }] : []),
        ]}
      />
      <h3 class="govuk-heading-s">Protective factors and strengths</h3>
      {strengths.length ? (
        <SummaryList
          rows={strengths.map(({ strength, evidence, source }) => ({
            label: <span class="ot-lines">{strength}</span>,
            text: `${evidence}\n${source}`,
          }))}
        />
      ) : (
        <InsetText>{noStrengths ?? 'Not written yet.'}</InsetText>
      )}
      <h3 class="govuk-heading-s">Needs</h3>
      {needs.length ? (
        <ul class="govuk-list govuk-list--bullet">
          {needs.map(({ need }) => (
            <li class="ot-lines">{need}</li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">None named.</p>
      )}
    </>
  )
}
