import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, ButtonGroup, InsetText, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { draftAnInstrument } from '../commands/draft-instrument.ts'
import { editAnInstrument } from '../commands/edit-instrument.ts'
import { importAnInstrument } from '../commands/import-instrument.ts'
import { retireAnInstrument } from '../commands/retire-instrument.ts'
import { takeInstrumentIntoUse } from '../commands/use-instrument.ts'
import { writeInstrument } from '../instrument-file.ts'
import type { Instruments, OneInstrument } from '../instrument-queries.ts'
import { whyNotEdit, whyNotRetire, whyNotUse } from '../instrument-rules.ts'
import type { Content } from '../instrument.ts'

/** Every instrument and edition there is. */
export function InstrumentsPage({ frame, known, may }: Shown<Instruments>) {
  return (
    <Page frame={frame} title="Instruments of assessment" wide>
      <p class="govuk-body">
        An instrument says what an assessment asks. Edition follows edition; an assessment keeps the one that it was
        begun with. The coordinator and the panel chair draft; the chair takes into use and retires.
      </p>
      <Table
        caption="All editions"
        captionSize="hidden"
        columns={[{ text: 'Instrument' }, { text: 'Edition' }, { text: 'State' }, { text: 'Made' }]}
        rows={known.all.map((each) => ({
          href: `/instruments/${each.instrumentId}`,
          cells: [
            each.name,
            `${each.edition}`,
            stateOn(each),
            each.madeBy ? `${showDay(each.madeOn)}, ${each.madeBy}` : 'Came with Onetown',
          ],
        }))}
        empty="There is none yet."
      />
      {may(draftAnInstrument) && (
        <ButtonGroup>
          <Button href="/instruments/new">Draft an instrument</Button>
          {may(importAnInstrument) && (
            <Button href="/instruments/import" kind="secondary">
              Import one from a file
            </Button>
          )}
        </ButtonGroup>
      )}
    </Page>
  )
}

const stateOn = ({ state, inUseOn, retiredOn }: Instruments['all'][number]) =>
  retiredOn ? `Retired on ${showDay(retiredOn)}` : inUseOn ? `In use since ${showDay(inUseOn)}` : capital(state)

/** One edition: what it asks, and what may be done with it. */
export function InstrumentPage(shown: Shown<OneInstrument>) {
  const { frame, known } = shown
  const { content, instrumentId } = known
  return (
    <Page
      frame={frame}
      title="An instrument of assessment"
      heading={content.name}
      caption={`Edition ${known.edition}. ${stateOn(known)}`}
      back={{ href: '/instruments', text: 'All instruments' }}
      printable
      wide
    >
      <WhatToDo {...shown} />
      {content.source && <p class="govuk-body">{content.source}</p>}
      {content.about && <InsetText>{content.about}</InsetText>}
      <Asked
        content={content}
        partHref={mayEdit(shown) ? (code) => `/instruments/${instrumentId}/parts/${code}` : undefined}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/instruments/${instrumentId}/file`}>
          Export it as a file
        </a>
      </p>
    </Page>
  )
}

const mayEdit = ({ known, may }: Shown<OneInstrument>) => may(editAnInstrument) && !whyNotEdit(known)

function WhatToDo(shown: Shown<OneInstrument>) {
  const { known, may } = shown
  const here = `/instruments/${known.instrumentId}`
  const notUse = whyNotUse(known)
  return (
    <>
      <ButtonGroup>
        {mayEdit(shown) && <Button href={`${here}/edit`}>Edit its name and its parts</Button>}
        {may(takeInstrumentIntoUse) && !notUse && <Button href={`${here}/use`}>Take it into use</Button>}
        {may(retireAnInstrument) && !whyNotRetire(known) && (
          <Button href={`${here}/retire`} kind="secondary">
            Retire it
          </Button>
        )}
      </ButtonGroup>
      {known.state === 'draft' && notUse && <InsetText>{notUse}</InsetText>}
    </>
  )
}

/** What an instrument asks, part by part. */
export function Asked({ content, partHref }: { content: Content; partHref?: ((code: string) => string) | undefined }) {
  return (
    <>
      {content.dimensions.map((part) => (
        <section>
          <h2 class="govuk-heading-m">{part.name}</h2>
          {part.guidance && <p class="govuk-body">{part.guidance}</p>}
          {partHref && (
            <p class="govuk-body">
              <a class="govuk-link" href={partHref(part.code)}>
                Edit the items<span class="govuk-visually-hidden"> of {part.name}</span>
              </a>
            </p>
          )}
          {part.items.length ? (
            <SummaryList
              rows={part.items.map(({ name, guidance, code }) => ({
                label: name,
                value: (
                  <>
                    <span class="ot-lines">{guidance}</span> <span class="govuk-hint">Code: {code}</span>
                  </>
                ),
              }))}
            />
          ) : (
            <p class="govuk-body">It has no items yet.</p>
          )}
        </section>
      ))}
    </>
  )
}

/** The file of an edition, to be kept or taken to another town. */
export function InstrumentFilePage({ frame, known }: Shown<OneInstrument>) {
  return (
    <Page
      frame={frame}
      title="Export an instrument"
      heading={`${known.content.name}, edition ${known.edition}, as a file`}
      back={{ href: `/instruments/${known.instrumentId}`, text: 'Back to the instrument' }}
    >
      <p class="govuk-body">
        <a class="govuk-link" href={`/instruments/${known.instrumentId}/export`}>
          Download the file
        </a>
      </p>
      <p class="govuk-body">Or copy it from here. Another town imports it as it is.</p>
      <pre class="ot-file" tabindex={0} role="region" aria-label="The file">
        {writeInstrument(known.content)}
      </pre>
    </Page>
  )
}

export const instrumentFile = async ({ known: { content, edition } }: Pick<Shown<OneInstrument>, 'known'>) => ({
  name: `${content.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-edition-${edition}.json`,
  type: 'application/json',
  body: Buffer.from(writeInstrument(content)),
})
