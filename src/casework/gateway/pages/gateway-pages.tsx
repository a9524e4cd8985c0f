import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Button, InsetText, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { CaseAct } from '../../cases/index.ts'
import { importTrackerList } from '../commands/import-list.ts'
import type { resultToConfirm, unconfirmedResults } from '../queries/results.ts'
import { confirmQuestions, importQuestions } from '../questions.ts'
import { template } from '../tracker-list.ts'

type Results = z.infer<typeof unconfirmedResults.gives>

export function UnconfirmedPage({ frame, known: { unconfirmed, more }, may, viewer }: Shown<Results>) {
  const isPolice = viewer.roles.includes('police case officer')
  return (
    <Page frame={frame} title="Not confirmed by police" wide printable>
      <p class="govuk-body">
        Results of the gateway that carry no reference of the national tracker yet. The tracker stays the police's
        record: a reference is entered once, or imported, and until then the result shows as not confirmed by police.
      </p>
      {may(importTrackerList) && unconfirmed.length > 0 && <Button href="/gateway/import">Import references</Button>}
      <Table
        caption="Results, oldest first"
        captionSize="hidden"
        columns={[{ text: 'Case' }, { text: 'Result' }, { text: 'Recorded on' }, { text: isPolice ? 'Tracker' : '' }]}
        rows={unconfirmed.map(({ outcomeId, caseId, reference, outcome, recordedOn }) => ({
          href: `/cases/${caseId}`,
          cells: [
            reference,
            capital(outcome),
            showDay(recordedOn),
            isPolice ? (
              <a class="govuk-link" href={`/gateway/${outcomeId}/confirm`}>
                Enter the reference<span class="govuk-visually-hidden"> of {reference}</span>
              </a>
            ) : (
              ''
            ),
          ],
        }))}
        empty="Every result carries its reference. A new one is listed here as soon as it is recorded without one."
      />
      {more && <p class="govuk-body">These are the oldest {unconfirmed.length}; there are more.</p>}
    </Page>
  )
}

export function ConfirmPage(shown: Shown<z.infer<typeof resultToConfirm.gives>>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Enter the tracker’s reference"
      banner={known.banner}
      questions={confirmQuestions}
      submit="Save the reference"
      back={{ href: `/cases/${known.caseId}/referral`, text: 'Back to the referral' }}
      notNow={known.confirmed ? 'This result is confirmed already.' : undefined}
    >
      <SummaryList
        rows={[
          { label: 'Result', text: capital(known.outcome) },
          { label: 'Recorded on', text: showDay(known.recordedOn) },
        ]}
      />
    </CaseAct>
  )
}

export function ImportPage(shown: Shown<Results>) {
  const { known, form } = shown
  const usual = known.unconfirmed.length ? { lines: template(known.unconfirmed), how: 'check' } : undefined
  return (
    <ActPage
      shown={{ ...shown, form: { ...form, values: form.values ?? usual } }}
      title="Import references of the national tracker"
      questions={importQuestions}
      submit="Go on"
      back={{ href: '/gateway/unconfirmed', text: 'Not confirmed by police' }}
      notNow={known.unconfirmed.length ? undefined : 'Every result of the gateway is confirmed.'}
    >
      <p class="govuk-body">
        Each line is a result: our reference of the case, the outcome and the day as recorded here, then the reference
        and the date in the tracker. No name belongs in it. A line that does not match is named with its number and the
        reason.
      </p>
      <p class="govuk-body">
        {'Paste the lines here, or '}
        <a class="govuk-link" href="/gateway/lists/new">
          send the list as a file
        </a>
        {', an Excel workbook or text with commas. '}
        <a class="govuk-link" href="/gateway/lists">
          Lists that you sent
        </a>
      </p>
    </ActPage>
  )
}

/** Shown once after an import: how many were recorded, and each line that was not, with the reason. */
export function importedPage({ recorded, notRecorded = '' }: Record<string, string>, { frame }: { frame: Frame }) {
  const lines = notRecorded.split('\n').filter(Boolean)
  return (
    <Page
      frame={frame}
      title="References were imported"
      back={{ href: '/gateway/unconfirmed', text: 'Not confirmed by police' }}
    >
      <p class="govuk-body">
        {recorded === '1' ? 'One reference was recorded.' : `${recorded} references were recorded.`}
      </p>
      {lines.length > 0 && (
        <InsetText>
          <p class="govuk-body">Not recorded:</p>
          <ul class="govuk-list govuk-list--bullet">
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </InsetText>
      )}
    </Page>
  )
}
