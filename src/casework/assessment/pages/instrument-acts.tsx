import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Form } from '../../../platform/ui/form.tsx'
import { Button, InsetText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { readInstrument } from '../instrument-file.ts'
import type { Instruments, OneInstrument, PartOfInstrument } from '../instrument-queries.ts'
import {
  draftQuestions,
  editQuestions,
  importQuestions,
  partQuestions,
  retireQuestions,
  useQuestions,
} from '../instrument-questions.ts'
import { inWords, whyNotEdit, whyNotRetire, whyNotUse } from '../instrument-rules.ts'
import { Asked } from './instrument-pages.tsx'

const toAll = { href: '/instruments', text: 'All instruments' }
const toOne = ({ instrumentId }: OneInstrument) => ({
  href: `/instruments/${instrumentId}`,
  text: 'Back to the instrument',
})

export function DraftPage(shown: Shown<Instruments>) {
  return (
    <ActPage
      shown={shown}
      title="Draft an instrument"
      questions={draftQuestions}
      submit="Make the draft"
      back={toAll}
    />
  )
}

/** Import by text: *Check the file* tells what it would make or what is wrong, and saves nothing. */
export function ImportPage({ frame, form, known, path }: Shown<Instruments>) {
  const typed = (form.values as { file?: unknown } | undefined)?.file
  return (
    <Page
      frame={frame}
      title="Import an instrument"
      back={toAll}
      problems={form.problems}
      refusal={form.refusal}
      changed={form.changed}
    >
      {typeof typed === 'string' && !form.problems?.length && <Checked text={typed} />}
      {/* with script a file need not be opened: its text is put into the field below, to be seen before it is sent */}
      <div class="govuk-form-group" data-from-file="file" hidden>
        <label class="govuk-label govuk-label--s" for="chosen">
          Choose the file
        </label>
        <input class="govuk-file-upload" id="chosen" type="file" accept=".json,application/json" />
      </div>
      <Form
        action={path}
        csrf={form.csrf}
        actId={form.actId}
        questions={importQuestions}
        values={form.values}
        problems={form.problems}
        options={known.options}
        submit="Import it as a draft"
        draft={`/drafts${path}`}
        cancel={toAll.href}
      >
        <Button kind="secondary" name="_fill" value="check">
          Check the file without importing it
        </Button>
      </Form>
    </Page>
  )
}

function Checked({ text }: { text: string }) {
  const { content, wrong } = readInstrument(text)
  if (content)
    return (
      <>
        <InsetText>
          Nothing is wrong with this file. It would make a draft of “{content.name}”, as it stands below.
        </InsetText>
        <Asked content={content} />
      </>
    )
  return (
    <InsetText>
      <p class="govuk-body">This file cannot be imported as it is. Nothing was saved.</p>
      <ul class="govuk-list govuk-list--bullet">
        {wrong.map((each) => (
          <li>{inWords(each)}</li>
        ))}
      </ul>
    </InsetText>
  )
}

export function EditPage(shown: Shown<OneInstrument>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Edit an instrument"
      questions={editQuestions}
      submit="Save the draft"
      back={toOne(known)}
      notNow={whyNotEdit(known)}
    >
      <p class="govuk-body">A part that is removed takes its items with it. One that keeps its code keeps its items.</p>
    </ActPage>
  )
}

export function EditPartPage(shown: Shown<PartOfInstrument>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Edit a part of an instrument"
      heading={known.part.name}
      caption={`${known.content.name}, edition ${known.edition}`}
      questions={partQuestions}
      submit="Save the items"
      back={toOne(known)}
      notNow={whyNotEdit(known)}
    />
  )
}

export function UsePage(shown: Shown<OneInstrument>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Take an instrument into use"
      heading={`Take ${known.content.name}, edition ${known.edition}, into use`}
      questions={useQuestions}
      submit="Take it into use"
      back={toOne(known)}
      notNow={whyNotUse(known)}
    >
      <p class="govuk-body">
        From then on it is not changed any more: a change is the next edition.
        {known.inUseNow &&
          ` Edition ${known.inUseNow.edition} is retired with it; what was begun with that one goes on with it.`}
      </p>
    </ActPage>
  )
}

export function RetirePage(shown: Shown<OneInstrument>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Retire an instrument"
      heading={`Retire ${known.content.name}, edition ${known.edition}`}
      questions={retireQuestions}
      submit="Retire it"
      warning
      back={toOne(known)}
      notNow={whyNotRetire(known)}
    >
      <p class="govuk-body">Assessments that were made or begun with it keep it.</p>
    </ActPage>
  )
}
