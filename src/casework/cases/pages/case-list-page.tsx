import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { permits } from '../../../platform/policy.ts'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, Links, Pagination, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { addressOf, type Filters, type Sort } from '../filters.ts'
import { filterWords } from '../filter-words.ts'
import type { caseList } from '../list.ts'
import { casePolicy } from '../policy.ts'
import { Day, DueDay, protectiveMarking } from './case-frame.tsx'
import { NameInList } from './mistaken-tag.tsx'

type Known = z.infer<typeof caseList.gives>

/** A list of cases: what it is narrowed to, in words and in its address, and a table that is sorted by its columns. */
export function CaseListPage({ frame, known, viewer }: Shown<Known>) {
  const { filters, rows, next } = known
  const mayGive = permits(casePolicy.giveToOthers, viewer, known)
  const words = filterWords(filters, known.names)
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
      <WaysToLook filters={filters} mayGive={mayGive} mayExport={permits(casePolicy.exportList, viewer, known)} />
      {words.length > 0 && (
        <p class="govuk-body">
          {`Only ${words.join('; ')}. `}
          <a class="govuk-link" href="/cases">
            Show all cases
          </a>
        </p>
      )}
      {mayGive && rows.length > 0 ? (
        <form method="get" action="/cases/give">
          {Object.entries(filters).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Cases known={known} ticks={{ name: 'ticked', text: 'Tick to give to somebody else' }} />
          <Button kind="secondary">Give the ticked cases to somebody else</Button>
        </form>
      ) : (
        <Cases known={known} />
      )}
      {next && <Pagination next={{ href: `/cases?${addressOf(filters, { after: next })}` }} />}
    </Page>
  )
}

/** The table itself; with `ticks` each row has its box. The reference stands under the name: days need the room. */
function Cases({ known, ticks }: { known: Known; ticks?: { name: string; text: string } }) {
  return (
    <Table
      caption={captions[known.sort as Sort]}
      columns={[
        { text: 'Name', ...sortedBy(known, 'name') },
        { text: 'Stage' },
        { text: 'Since', ...sortedBy(known, 'newest change', 'longest at its stage') },
        { text: 'Next date', ...sortedBy(known, 'next date') },
        { text: 'Lead professional' },
        { text: 'Coordinator' },
      ]}
      ticks={ticks}
      rows={known.rows.map((row) => ({
        tick: { value: row.caseId, label: `Give ${row.knownAs}, ${row.reference}, to somebody else` },
        cells: [
          <CaseInList {...row} />,
          capital(row.stage),
          <Day>{showDay(dayOf(row.since))}</Day>,
          row.nextDue ? <DueDay day={row.nextDue} late={row.late} /> : '–',
          row.leadId ? (
            <a class="govuk-link" href={`/cases?lead=${row.leadId}`}>
              {row.lead}
            </a>
          ) : (
            'Nobody yet'
          ),
          row.coordinator ?? 'Nobody yet',
        ],
      }))}
      empty="There is no case here that you can see. A case appears when a referral is received, or when somebody lets you into one."
    />
  )
}

const CaseInList = (row: Known['rows'][number]) => (
  <>
    <a class="govuk-link" href={`/cases/${row.caseId}`}>
      <NameInList {...row} />
    </a>
    <span class="ot-reference ot-under">{row.reference}</span>
  </>
)

const captions: Record<Sort, string> = {
  'newest change': 'Newest change of stage first',
  'longest at its stage': 'Longest at its stage first',
  name: 'By name',
  'next date': 'By the next date, the earliest first',
}

/** The address of the list sorted by a column; pressed again, the other way round where there is one. */
function sortedBy({ filters, sort }: Known, first: Sort, other?: Sort) {
  const next = sort === first && other ? other : first
  const usual = first === 'newest change' ? 'descending' : 'ascending'
  const now: 'ascending' | 'descending' | undefined =
    other && sort === other ? 'ascending' : sort === first ? usual : undefined
  return { sort: { href: `/cases?${addressOf({ ...filters, sort: next })}`, direction: now } }
}

function WaysToLook({ filters, mayGive, mayExport }: { filters: Filters; mayGive: boolean; mayExport: boolean }) {
  const here = addressOf(filters)
  const ways = [
    { href: `/cases/filter${here && `?${here}`}`, text: 'Filter and sort' },
    ...(here ? [{ href: `/views/new?${new URLSearchParams({ filters: here })}`, text: 'Keep this list' }] : []),
    { href: '/search', text: 'Find a person or words' },
    { href: '/cases/board', text: 'Board by stage' },
    { href: '/calendar', text: 'Calendar' },
    ...(mayGive ? [{ href: `/cases/give${here && `?${here}`}`, text: 'Give cases to somebody else' }] : []),
    ...(mayExport ? [{ href: `/cases/export${here && `?${here}`}`, text: 'Export this list' }] : []),
  ]
  return <Links items={ways} inARow />
}
