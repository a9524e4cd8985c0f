import type { ComponentChildren } from 'preact'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, SummaryList } from '../../../platform/ui/markup.tsx'
import type { OnePart } from '../known.ts'
import { needsQuestions, strengthsQuestions, summaryQuestions } from '../questions.ts'
import { PartForm } from './part-form.tsx'

export function StrengthsPage(shown: Shown<OnePart>) {
  const { previous } = shown.known
  return (
    <PartForm
      shown={shown}
      questions={strengthsQuestions}
      before={
        <p class="govuk-body">What holds a person weighs as much as what draws them. It is what the plan builds on.</p>
      }
    >
      <ThenAndCopy shown={shown} what="strengths" any={!!previous?.strengths.length}>
        <SummaryList
          rows={(previous?.strengths ?? []).map(({ strength, evidence, source }) => ({
            label: <span class="ot-lines">{strength}</span>,
            text: `${evidence}\n${source}`,
          }))}
        />
      </ThenAndCopy>
    </PartForm>
  )
}

export function NeedsPage(shown: Shown<OnePart>) {
  const { previous } = shown.known
  return (
    <PartForm shown={shown} questions={needsQuestions}>
      <ThenAndCopy shown={shown} what="needs" any={!!previous?.needs.length}>
        <ul class="govuk-list govuk-list--bullet">
          {previous?.needs.map(({ need }) => (
            <li class="ot-lines">{need}</li>
          ))}
        </ul>
      </ThenAndCopy>
    </PartForm>
  )
}

export function SummaryPage(shown: Shown<OnePart>) {
  const { previous } = shown.known
  return (
    <PartForm
      shown={shown}
      questions={summaryQuestions}
      before={
        previous && (
          <>
            <h2 class="govuk-heading-m">The summary of {showDay(previous.on)}</h2>
            <p class="govuk-body ot-lines">{previous.summary}</p>
          </>
        )
      }
    />
  )
}

interface ThenProps {
  shown: Shown<OnePart>
  what: string
  any: boolean
  children: ComponentChildren
}

/** What the last assessment had, with a button that puts it behind what is typed. */
function ThenAndCopy({ shown, what, any, children }: ThenProps) {
  const { previous } = shown.known
  if (!previous) return null
  return (
    <section class="ot-beside__before">
      <h2 class="govuk-heading-s">On {showDay(previous.on)}</h2>
      {any ? (
        <>
          {children}
          <Button kind="secondary" name="_fill" value={what}>
            Copy those that are not here
          </Button>
        </>
      ) : (
        <p class="govuk-hint">None were named then.</p>
      )}
    </section>
  )
}
