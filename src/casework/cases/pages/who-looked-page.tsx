import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { inWords, tableInWords } from '../../../platform/summaries.ts'
import { Pagination, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { Entry, whoLooked } from '../who-looked.ts'
import { CaseFrame, protectiveMarking } from './case-frame.tsx'

type Known = z.infer<typeof whoLooked.gives>
const title = 'Who looked at a case'

export function WhoLookedPage({ frame, known }: Shown<Known>) {
  if (known.banner) {
    return (
      <CaseFrame frame={frame} banner={known.banner} tab="Who looked" title={title}>
        <Entries known={known} />
      </CaseFrame>
    )
  }
  return (
    <Page
      frame={frame}
      title={title}
      heading={`Who looked at case ${known.reference}`}
      wide
      printable
      marking={protectiveMarking}
      reference={known.reference}
    >
      <Entries known={known} />
    </Page>
  )
}

function Entries({ known: { caseId, entries, next } }: { known: Known }) {
  return (
    <>
      <Table
        caption="Who looked and who changed something, newest first"
        columns={[{ text: 'When' }, { text: 'Who' }, { text: 'Agency' }, { text: 'Did' }, { text: 'What' }]}
        rows={entries.map((entry) => ({
          cells: [
            showInstant(entry.at),
            entry.who ?? 'Not known any more',
            entry.agency ?? '–',
            verbs[entry.kind] ?? entry.kind,
            said(entry),
          ],
        }))}
        empty="Nobody has looked at this case or changed it. Every look and every change is listed here."
      />
      {next && <Pagination next={{ href: `/cases/${caseId}/who-looked?before=${next}` }} />}
    </>
  )
}

const verbs: Record<string, string> = { look: 'Looked', change: 'Changed', search: 'Searched', refusal: 'Was refused' }

/** The journal keeps the names of the act or the look and of the table: here they are put into words. */
const said = ({ what, about }: Entry) => (about ? `${inWords(what)} (${tableInWords(about)})` : inWords(what))
