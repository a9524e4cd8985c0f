import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Pagination, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { caseList } from '../list.ts'
import { DueDay, protectiveMarking } from './case-frame.tsx'

export function CaseListPage({ frame, known }: Shown<z.infer<typeof caseList.gives>>) {
  const next =
    known.next && `/cases?${new URLSearchParams({ ...(known.group ? { group: known.group } : {}), after: known.next })}`
  return (
    <Page
      frame={frame}
      title="Cases"
      heading={known.group ? `Cases: ${known.group.toLowerCase()}` : 'Cases'}
      wide
      namesAPerson
      printable
      marking={protectiveMarking}
    >
      {known.group && (
        <p class="govuk-body">
          <a class="govuk-link" href="/cases">
            Show all cases
          </a>
        </p>
      )}
      <Table
        caption="Newest change of stage first"
        columns={[
          { text: 'Name' },
          { text: 'Reference' },
          { text: 'Stage' },
          { text: 'Since' },
          { text: 'Next date' },
          { text: 'Lead professional' },
        ]}
        rows={known.rows.map((row) => ({
          href: `/cases/${row.caseId}`,
          cells: [
            row.knownAs,
            <span class="ot-reference">{row.reference}</span>,
            capital(row.stage),
            showDay(dayOf(row.since)),
            row.nextDue ? <DueDay day={row.nextDue} late={row.late} /> : '–',
            row.lead ?? 'Nobody yet',
          ],
        }))}
        empty="There is no case here that you can see. A case appears when a referral is received, or when somebody lets you into one."
      />
      {next && <Pagination next={{ href: next }} />}
    </Page>
  )
}
