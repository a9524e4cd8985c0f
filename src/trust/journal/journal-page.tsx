import type { z } from 'zod'
import type { Shown } from '../../platform/module.ts'
import { showInstant } from '../../platform/pure/days.ts'
import { summaryOf } from '../../platform/summaries.ts'
import { Pagination, SubNavigation, Table } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import type { Entry, journalEntries } from './queries.ts'

type Known = z.infer<typeof journalEntries.gives>

const words: Record<string, string> = {
  look: 'Looked',
  change: 'Changed',
  search: 'Searched',
  'sign-in': 'Signed in',
  refusal: 'Refused',
  note: 'Noted',
}

export function JournalPage({ frame, known }: Shown<Known>) {
  const { who, kind, next } = known
  return (
    <Page frame={frame} title="Journal" heading={who ? `Journal: ${who.name}` : 'Journal'} wide printable>
      <p class="govuk-body">
        Every change and every look, newest first. The journal holds ids and never content; what a record says is read
        only by those who are let into it.
      </p>
      <SubNavigation
        label="Kinds of entry"
        items={[
          { href: address({ who: who?.id }), text: 'All', current: kind === null },
          ...known.kinds.map((each) => ({
            href: address({ who: who?.id, kind: each }),
            text: words[each] ?? each,
            current: each === kind,
          })),
        ]}
      />
      {who && (
        <p class="govuk-body">
          <a class="govuk-link" href={address({ kind })}>
            Show everybody
          </a>
        </p>
      )}
      <Table
        caption="Entries"
        captionSize="hidden"
        columns={[{ text: 'When' }, { text: 'Who' }, { text: 'Did what' }, { text: 'About' }, { text: 'Why' }]}
        rows={known.entries.map((entry) => ({
          cells: [
            showInstant(entry.at),
            <Who entry={entry} />,
            <What entry={entry} />,
            <Records ids={entry.records} />,
            entry.purpose ?? '–',
          ],
        }))}
        empty="There is no such entry yet. Whatever is done or looked at from now on will stand here."
      />
      {next && <Pagination next={{ href: address({ who: who?.id, kind, before: next }) }} />}
    </Page>
  )
}

function Who({ entry }: { entry: Entry }) {
  return (
    <>
      <a class="govuk-link" href={address({ who: entry.whoId })}>
        {entry.who}
      </a>
      {entry.agency && `, ${entry.agency}`}
    </>
  )
}

function What({ entry }: { entry: Entry }) {
  const said = summaryOf(entry.what) ?? entry.what
  return <>{`${words[entry.kind] ?? entry.kind}: ${said}${entry.about ? ` (${entry.about})` : ''}`}</>
}

/** Each record's own journal is one click away; a long list says how many there are. */
function Records({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <>–</>
  if (ids.length > 1) return <>{`${ids.length} records`}</>
  return (
    <a class="govuk-link" href={`/cases/${ids[0]}/who-looked`}>
      One record
    </a>
  )
}

function address(given: Record<string, string | null | undefined>): string {
  const wanted = Object.entries(given).filter((each): each is [string, string] => Boolean(each[1]))
  return wanted.length ? `/journal?${new URLSearchParams(wanted)}` : '/journal'
}
