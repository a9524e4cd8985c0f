import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Links, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { TrackerListShown, trackerLists } from '../queries/lists.ts'
import { listColumnQuestions, recordListQuestions, sendQuestions } from '../questions.ts'
import { whyNoColumns, whyNothingToRecord } from '../rules.ts'

type Lists = z.infer<typeof trackerLists.gives>

const back = { href: '/gateway/import', text: 'Import references' }
export const toLists = { href: '/gateway/lists', text: 'Lists that were sent' }
const toList = ({ listId }: TrackerListShown) => ({ href: `/gateway/lists/${listId}`, text: 'Back to the list' })

export function ListsPage({ frame, known }: Shown<Lists>) {
  return (
    <Page frame={frame} title="Lists of the national tracker" wide back={back}>
      <Links items={[{ href: '/gateway/lists/new', text: 'Send a list as a file' }]} />
      <Table
        caption="Lists that you sent, the newest first"
        columns={[{ text: 'File' }, { text: 'Sent' }, { text: 'References recorded', numeric: true }]}
        rows={known.lists.map(({ listId, file, sentAt, recorded }) => ({
          href: `/gateway/lists/${listId}`,
          cells: [file, showInstant(sentAt), recorded === null ? 'None yet' : `${recorded}`],
        }))}
        empty="You sent no list yet. Each one is listed here with what was recorded from it."
      />
    </Page>
  )
}

export function SendListPage(shown: Shown<Lists>) {
  return (
    <ActPage shown={shown} title="Send a list as a file" questions={sendQuestions} submit="Send" back={back}>
      <p class="govuk-body">
        Each line is a result: our reference of the case, the outcome and the day as recorded here, then the reference
        and the date in the tracker. No name belongs in it. The list is checked line by line first: nothing is recorded
        before you have read the report.
      </p>
      <Links
        items={(['xlsx', 'csv'] as const).map((format) => ({
          href: `/gateway/template/${format}`,
          text: `The template, filled with what is not confirmed yet (.${format})`,
        }))}
      />
    </ActPage>
  )
}

export function ListColumnsPage(shown: Shown<TrackerListShown>) {
  const { known, form } = shown
  const notNow = whyNoColumns(known.step)
  return (
    <ActPage
      shown={{ ...shown, form: notNow ? { ...form, now: undefined } : form }}
      title="Which column holds what"
      questions={listColumnQuestions}
      submit="Check the lines"
      back={toList(known)}
      notNow={notNow}
    >
      <p class="govuk-body">{`The columns of ${known.file} were guessed by their names. Look each one over: all five are needed.`}</p>
      {known.keptMappings.length > 0 && (
        <Links
          items={known.keptMappings.map(({ value, label }) => ({
            href: `/gateway/lists/${known.listId}/columns?use=${value}`,
            text: `Use the columns kept as ${label}`,
          }))}
        />
      )}
    </ActPage>
  )
}

export function RecordListPage(shown: Shown<TrackerListShown>) {
  const { counts, step } = shown.known
  const others = counts['does not match']
  return (
    <ActPage
      shown={shown}
      title="Record the lines that match"
      questions={recordListQuestions}
      submit="Record them"
      back={toList(shown.known)}
      notNow={whyNothingToRecord(step, counts.matches)}
    >
      <p class="govuk-body">
        {counts.matches > 0 &&
          `The reference and the date of ${counts.matches === 1 ? '1 line is' : `${counts.matches} lines are`} recorded beside the results, in your name. `}
        {others > 0 &&
          `${others === 1 ? '1 line that does not match is' : `${others} lines that do not match are`} kept with the reason, and can be fetched as a file, mended and sent again.`}
      </p>
    </ActPage>
  )
}
