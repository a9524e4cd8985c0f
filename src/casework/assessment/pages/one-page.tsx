import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, InsetText, Tag, TaskList } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { captionOf, protectiveMarking } from '../../cases/index.ts'
import { ownParts } from '../instrument.ts'
import type { OneAssessment } from '../known.ts'
import { occasionWords } from '../questions.ts'
import { whyNotFinish } from '../rules.ts'
import { Concluded, FoundItems } from './found.tsx'

/** One assessment: while it is written, its parts and how far each is; afterwards, all of it to read. */
export function OneAssessmentPage({ frame, known }: Shown<OneAssessment>) {
  const { banner, caseId, state } = known
  return (
    <Page
      frame={frame}
      title={`Assessment: ${occasionWords(known.occasion).toLowerCase()}`}
      caption={captionOf(banner)}
      back={{ href: `/cases/${caseId}/assessment`, text: 'All assessments of this case' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      printable
      wide={state !== 'being written'}
    >
      <p class="govuk-body">
        Begun on {showDay(known.begunOn)} by {known.begunBy}
        {known.finishedOn && `, finished on ${showDay(known.finishedOn)} by ${known.finishedBy}`}, with{' '}
        <a class="govuk-link" href={`/instruments/${known.instrumentId}`}>
          {known.instrument}, edition {known.edition}
        </a>
        .
      </p>
      {known.setAside && (
        <InsetText>
          Set aside: <span class="ot-lines">{known.setAside}</span>
        </InsetText>
      )}
      {state === 'being written' ? <Writing known={known} /> : <AllOfIt known={known} />}
    </Page>
  )
}

function Writing({ known }: { known: OneAssessment }) {
  const here = `/cases/${known.caseId}/assessments/${known.assessmentId}`
  const no = whyNotFinish(known)
  return (
    <>
      {known.about && <InsetText>{known.about}</InsetText>}
      <TaskList
        items={[
          ...known.parts.map(({ code, name, saved }) => ({
            title: name,
            href: (ownParts as readonly string[]).includes(code) ? `${here}/${code}` : `${here}/parts/${code}`,
            status: saved ? 'Completed' : <Tag colour="blue">To do</Tag>,
          })),
          no
            ? { title: 'Check your answers and finish', status: 'Cannot start yet', cannotStart: true }
            : {
                title: 'Check your answers and finish',
                href: `${here}/finish`,
                status: <Tag colour="blue">To do</Tag>,
              },
        ]}
      />
      <p class="govuk-body">
        What you save stays here, and you or somebody else who works the case can go on with it at any time.
      </p>
      <ButtonGroup>
        <Button href={`${here}/set-aside`} kind="secondary">
          Set it aside
        </Button>
      </ButtonGroup>
    </>
  )
}

export function AllOfIt({ known }: { known: OneAssessment }) {
  const { parts, previous, needs } = known
  return (
    <>
      <h2 class="govuk-heading-m">What it comes to</h2>
      <Concluded came={known} needs={needs} />
      {parts
        .filter(({ items }) => items.length)
        .map((part) => (
          <FoundItems part={part} previous={previous} />
        ))}
    </>
  )
}
