import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { addressOf, captionOf, chronologyAddress, protectiveMarking } from '../../cases/index.ts'
import type { ExportShown } from '../file.ts'
import type { chronologyToExport, listToExport, myExports } from '../queries.ts'
import { exportQuestions, purposes } from '../questions.ts'
import { mostCases } from '../rules.ts'

export function ExportListPage(shown: Shown<z.infer<typeof listToExport.gives>>) {
  const { filters, words, cases, tooMany } = shown.known
  const here = addressOf(filters)
  return (
    <ActPage
      shown={{ ...shown, path: here ? `${shown.path}?${here}` : shown.path }}
      title="Export a list of cases"
      questions={exportQuestions}
      submit="Export"
      back={{ href: here ? `/cases?${here}` : '/cases', text: 'Back to the list' }}
      marking={protectiveMarking}
      notNow={whyNotNow(cases.length, tooMany)}
    >
      <InsetText>
        {`${cases.length === 1 ? '1 case' : `${cases.length} cases`}${words.length ? `, only ${words.join('; ')}` : ': all that you can see'}. The file holds names: it is marked, and carries your name, for whom it is and what for.`}
      </InsetText>
      <EarlierExports />
    </ActPage>
  )
}

function whyNotNow(count: number, tooMany: boolean): string | undefined {
  if (!count) return 'There is no case in this list: there is nothing to export.'
  return tooMany
    ? `There are more than ${mostCases.toLocaleString('en-GB')} cases in this list: narrow it first, and export it in parts.`
    : undefined
}

export function ExportChronologyPage(shown: Shown<z.infer<typeof chronologyToExport.gives>>) {
  const { caseId, banner, filters, count } = shown.known
  const here = chronologyAddress(filters)
  return (
    <ActPage
      shown={{ ...shown, path: here ? `${shown.path}?${here}` : shown.path }}
      title="Export a chronology"
      caption={captionOf(banner)}
      questions={exportQuestions}
      submit="Export"
      back={{ href: `/cases/${caseId}/chronology${here && `?${here}`}`, text: 'Back to the chronology' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
    >
      <InsetText>{`${count === 1 ? '1 entry' : `${count} entries`}. The file is marked, and carries your name, for whom it is and what for.`}</InsetText>
    </ActPage>
  )
}

export function ExportPage({ frame, known }: Shown<ExportShown>) {
  const { exportId, caseId, about, lists, format, endsAt } = known
  return (
    <Page
      frame={frame}
      title="Your export"
      marking={protectiveMarking}
      back={
        caseId
          ? { href: `/cases/${caseId}/chronology`, text: 'Back to the chronology' }
          : { href: '/cases', text: 'Back to the cases' }
      }
    >
      <SummaryList rows={about} />
      {format === 'csv' && lists.length > 0 && (
        <p class="govuk-body">
          Text with commas has no room to say what its words mean: an Excel workbook says it on its first sheet.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-button" href={`/exports/${exportId}/file`}>
          {`Fetch the file (.${format})`}
        </a>
      </p>
      <p class="govuk-body">
        {`You alone can fetch it, until ${showInstant(endsAt)}. It is made anew each time: what you may not see any more is not in it. Keep it only as long as it is needed.`}
      </p>
      <EarlierExports />
    </Page>
  )
}

const EarlierExports = () => (
  <p class="govuk-body">
    <a class="govuk-link" href="/exports">
      All that you exported
    </a>
  </p>
)

export function MyExportsPage({ frame, known }: Shown<z.infer<typeof myExports.gives>>) {
  return (
    <Page
      frame={frame}
      title="What you exported"
      wide
      marking={protectiveMarking}
      back={{ href: '/cases', text: 'Cases' }}
    >
      <p class="govuk-body">
        A file can be fetched for a day. What you fetched and need no more is to be destroyed; the ledger of each case
        keeps that it left.
      </p>
      <Table
        caption="Exports, the newest first"
        columns={[
          { text: 'What' },
          { text: 'For whom' },
          { text: 'What for' },
          { text: 'Asked for' },
          { text: 'File' },
        ]}
        rows={known.exports.map((each) => ({
          cells: [
            each.what === 'chronology'
              ? 'A chronology'
              : each.cases === 1
                ? 'A list of 1 case'
                : `A list of ${each.cases} cases`,
            each.forWhom,
            purposes[each.purpose as keyof typeof purposes] ?? each.purpose,
            showInstant(each.madeAt),
            each.isOver ? (
              <Tag colour="grey">Its time is over</Tag>
            ) : (
              <a class="govuk-link" href={`/exports/${each.exportId}`}>
                {`Fetch it until ${showInstant(each.endsAt)}`}
              </a>
            ),
          ],
        }))}
        empty="You exported nothing yet. Lists of cases and chronologies that you export are here."
      />
    </Page>
  )
}
