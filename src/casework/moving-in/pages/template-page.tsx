import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { template } from '../template.ts'

/** What belongs in each column, and the words that its lists allow: what the workbook's other sheets say. */
export function TemplatePage({ frame, known: { columns, lists } }: Shown<z.infer<typeof template.gives>>) {
  return (
    <Page
      frame={frame}
      title="What belongs in each column"
      caption="Moving in"
      wide
      back={{ href: '/moving-in', text: 'All spreadsheets' }}
    >
      <p class="govuk-body">
        Each row is one referral. Four columns and a name are needed; whatever else is empty stays empty. A case that is
        further than its referral tells each step with its day, whose it was and the grounds, as the record before has
        them: the stage of the case follows from the steps.
      </p>
      <Table
        caption="Columns"
        columns={[{ text: 'Column' }, { text: 'Needed' }, { text: 'What belongs there' }, { text: 'For example' }]}
        rows={columns.map(({ label, needed, hint, example }) => ({
          cells: [label, needed ? 'Yes' : 'No', hint, example],
        }))}
      />
      <Table
        caption="Words that the lists allow"
        columns={[{ text: 'Column' }, { text: 'One of these words' }]}
        rows={lists.map(({ column, words }) => ({ cells: [column, words.join('; ') || 'There is none here yet'] }))}
      />
    </Page>
  )
}
