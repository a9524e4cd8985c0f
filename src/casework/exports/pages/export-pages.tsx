import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { addressOf, chronologyAddress, protectiveMarking } from '../../cases/index.ts'
import type { ExportShown } from '../file.ts'
import type { chronologyToExport, listToExport } from '../queries.ts'
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
      heading={`Export the chronology of ${banner.knownAs}`}
      caption={`Case ${banner.reference}`}
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
  const { exportId, caseId, rows, format, forWhom, purpose, endsAt } = known
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
      <SummaryList
        rows={[
          { label: 'What', value: caseId ? `The chronology of case ${known.reference}` : 'A list of cases' },
          { label: 'Rows', value: `${rows.length}` },
          { label: 'For', value: forWhom },
          { label: 'Purpose', value: purposes[purpose as keyof typeof purposes] ?? purpose },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-button" href={`/exports/${exportId}/file`}>
          {`Fetch the file (.${format})`}
        </a>
      </p>
      <p class="govuk-body">
        {`You alone can fetch it, until ${showInstant(endsAt)}. It is made anew each time: what you may not see any more is not in it. Keep it only as long as it is needed.`}
      </p>
    </Page>
  )
}
