import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { movingIns } from '../queries/file.ts'
import { startQuestions } from '../questions.ts'
import { allFiles, sum } from './words.ts'

export function MovingInsPage({ frame, known }: Shown<z.infer<typeof movingIns.gives>>) {
  return (
    <Page frame={frame} title="Moving in" wide marking={protectiveMarking}>
      <p class="govuk-body">
        A town’s present caseload comes in from spreadsheets: send one, say which column holds what, read the report by
        line, and then move the good rows in. Nothing becomes a case before you confirm the report.
      </p>
      <p class="govuk-body">
        <a class="govuk-button" href="/moving-in/new">
          Send a spreadsheet
        </a>
      </p>
      <p class="govuk-body">
        {'The template with all columns: '}
        <a class="govuk-link" href="/moving-in/template/xlsx">
          as an Excel workbook
        </a>
        {' or '}
        <a class="govuk-link" href="/moving-in/template/csv">
          as text with commas
        </a>
        {'. '}
        <a class="govuk-link" href="/moving-in/template">
          What belongs in each column
        </a>
        . Your own spreadsheets will do as well.
      </p>
      <Table
        caption="Spreadsheets that were sent"
        columns={[
          { text: 'File' },
          { text: 'Sent' },
          { text: 'In the name of' },
          { text: 'How far it is' },
          { text: 'Rows', numeric: true },
        ]}
        rows={known.files.map(({ movingInId, file, startedAt, by, step, counts }) => ({
          href: `/moving-in/${movingInId}`,
          cells: [file, showInstant(startedAt), by, capital(step), `${sum(counts)}`],
        }))}
        empty="No spreadsheet was sent yet. Each one is listed here with how far it is."
      />
    </Page>
  )
}

export function StartPage(shown: Shown<z.infer<typeof movingIns.gives>>) {
  return (
    <ActPage
      shown={shown}
      title="Send a spreadsheet"
      questions={startQuestions}
      submit="Send"
      back={allFiles}
      marking={protectiveMarking}
    >
      <p class="govuk-body">
        Its first row names the columns; each row below is one referral. The file is read in a moment, and its rows are
        kept sealed. Only the good rows that you confirm become cases.
      </p>
    </ActPage>
  )
}
