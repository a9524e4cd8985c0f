import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { responseTimes } from '../response-times.ts'

type Known = z.infer<typeof responseTimes.gives>

export function ResponseTimesPage({ frame, known: { from, agencies, all } }: Shown<Known>) {
  const rows = agencies.length > 1 ? [...agencies, all] : agencies
  return (
    <Page frame={frame} title="How long partners take to answer" wide printable>
      <p class="govuk-body">
        Enquiries asked since {showDay(from)}, of all cases together. An answer counts as on time when it came by the
        day that was asked for; that an agency holds nothing is an answer. These are counts of agencies' work and say
        nothing of any person: they are for coordinating, and are not for publication.
      </p>
      <Table
        caption="Answers by agency"
        columns={[
          { text: 'Agency' },
          ...['Asked', 'On time', 'Late', 'Open', 'Open past the day', 'Refused'].map((text) => ({
            text,
            numeric: true,
          })),
          { text: 'Median working days', numeric: true },
        ]}
        rows={rows.map((each) => ({
          cells: [
            each.agency,
            each.asked,
            each.onTime,
            each.late,
            each.open,
            each.overdue,
            each.refused,
            each.medianDays ?? 'No answer yet',
          ],
        }))}
        empty="Nobody was asked in the last twelve months. Once partners are asked, how long they take is shown here."
      />
      <p class="govuk-body">
        The median is the middle of the working days from the day of asking to the day of the answer: half of the
        answers took no longer.
      </p>
    </Page>
  )
}
