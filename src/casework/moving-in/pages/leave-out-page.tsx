import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { rowLeft } from '../queries/row-left.ts'
import { leaveOutQuestions } from '../questions.ts'

/** What is kept of a row, to be read and recorded in the case before it is left out. */
export function LeaveOutPage(shown: Shown<z.infer<typeof rowLeft.gives>>) {
  const { movingInId, caseId, reference, file, line, isOver, reasons, cells } = shown.known
  return (
    <ActPage
      shown={shown}
      title="What the record before tells further"
      questions={leaveOutQuestions}
      submit="Leave it out"
      warning
      back={{ href: `/moving-in/${movingInId}`, text: 'Back to the report' }}
      marking={protectiveMarking}
      notNow={isOver ? undefined : 'This file is being worked on: wait until it is moved in.'}
    >
      <InsetText>
        {reasons.length
          ? reasons.join('; ')
          : 'It follows by itself once somebody has said in the case who the person is.'}
      </InsetText>
      <p class="govuk-body">
        {`Line ${line} of “${file}” tells this of the case `}
        <a class="govuk-link" href={`/cases/${caseId}`}>
          {reference}
        </a>
        . Record in the case what matters of it. Left out, it is gone from here for good.
      </p>
      <SummaryList rows={cells.map(({ label, value }) => ({ label, value: <span class="ot-lines">{value}</span> }))} />
    </ActPage>
  )
}
