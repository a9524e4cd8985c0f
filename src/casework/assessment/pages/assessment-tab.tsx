import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, InsetText, Table } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { begin } from '../commands/begin.ts'
import type { AssessmentsOfCase, Line } from '../known.ts'
import { assessmentPolicy } from '../policy.ts'
import { occasionWords } from '../questions.ts'
import { whyNotBegin } from '../rules.ts'
import { Concluded } from './found.tsx'
import { permits } from '../../../platform/policy.ts'

export function AssessmentTab(shown: Shown<AssessmentsOfCase>) {
  const { frame, known, viewer } = shown
  const { newest } = known
  const inFull = permits(assessmentPolicy.readInFull, viewer, known)
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Assessment" title="Assessment of a case">
      <WhatToDo {...shown} />
      <h2 class="govuk-heading-m">{newest ? `What was found on ${showDay(newest.finishedOn!)}` : 'What was found'}</h2>
      {!newest && (
        <p class="govuk-body">
          What an assessment came to will be here once one is finished: its summary, what protects the person, and what
          they need.
        </p>
      )}
      {newest && (
        <>
          <p class="govuk-body">
            {occasionWords(newest.occasion)}, by {newest.finishedBy}, with {newest.instrument}, edition {newest.edition}
          </p>
          {newest.conclusion ? (
            <Concluded came={newest.conclusion} needs={newest.needs} />
          ) : (
            <InsetText>What it came to is for those who work the case and for the panel that considers it.</InsetText>
          )}
        </>
      )}
      <All known={known} inFull={inFull} />
    </CaseFrame>
  )
}

function WhatToDo({ known, may }: Shown<AssessmentsOfCase>) {
  if (!may(begin)) return null
  const { open, caseId } = known
  if (open)
    return (
      <>
        <p class="govuk-body">
          {open.begunBy} began one on {showDay(open.begunOn)}: {capital(occasionWords(open.occasion)).toLowerCase()}.
        </p>
        <Button href={`/cases/${caseId}/assessments/${open.assessmentId}`}>Go on with the assessment</Button>
      </>
    )
  const no = whyNotBegin(known)
  if (no) return <InsetText>{no}</InsetText>
  return <Button href={`/cases/${caseId}/assessments/new`}>Begin an assessment</Button>
}

function All({ known, inFull }: { known: AssessmentsOfCase; inFull: boolean }) {
  return (
    <Table
      caption="All assessments"
      columns={[{ text: 'Begun' }, { text: 'Why' }, { text: 'State' }, { text: 'By' }, { text: 'Instrument' }]}
      rows={known.all.map((each) => ({
        ...(inFull ? { href: `/cases/${known.caseId}/assessments/${each.assessmentId}` } : {}),
        cells: [
          showDay(each.begunOn),
          occasionWords(each.occasion),
          stateWords(each),
          each.finishedBy ?? each.begunBy,
          `${each.instrument}, edition ${each.edition}`,
        ],
      }))}
      empty="None was begun."
    />
  )
}

export const stateWords = ({ state, finishedOn }: Pick<Line, 'state' | 'finishedOn'>) =>
  finishedOn ? `Finished on ${showDay(finishedOn)}` : capital(state)
