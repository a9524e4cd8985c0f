import type { z } from 'zod'
import type { Shown } from '../../platform/module.ts'
import { showInstant } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { inWords, tableInWords } from '../../platform/summaries.ts'
import { Button, ButtonGroup, Details, Pagination, SubNavigation, Table } from '../../platform/ui/markup.tsx'
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
  const { who, filters, next } = known
  return (
    <Page frame={frame} title="Journal" heading={who ? `Journal: ${who.name}` : 'Journal'} wide printable>
      <p class="govuk-body">
        Every change and every look, newest first. The journal holds ids and never content; what a record says is read
        only by those who are let into it.
      </p>
      <SubNavigation
        label="Kinds of entry"
        items={['', ...known.kinds].map((kind) => ({
          href: address({ ...filters, kind }),
          text: kind ? (words[kind] ?? kind) : 'All',
          current: kind === (filters.kind ?? ''),
        }))}
      />
      <Narrow known={known} />
      {who && (
        <p class="govuk-body">
          <a class="govuk-link" href={address({ ...filters, who: '' })}>
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
            <Records {...entry} />,
            purposes[entry.purpose ?? ''] ?? entry.purpose ?? '–',
          ],
        }))}
        empty={
          known.unreadable.length
            ? 'Nothing is shown, because what was typed above could not be read.'
            : 'There is no such entry yet. Whatever is done or looked at from now on will stand here.'
        }
      />
      {next && <Pagination next={{ href: address({ ...filters, before: next }) }} />}
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

function What({ entry: { kind, what, about } }: { entry: Entry }) {
  const did = words[kind] ?? kind
  const said = inWords(what)
  return <>{`${kind === 'sign-in' ? capital(said) : `${did}: ${said}`}${about ? ` (${tableInWords(about)})` : ''}`}</>
}

/** Why something was refused, which the road says in a word. */
const purposes: Record<string, string> = { forbidden: 'Their role does not include it' }

/** Each case's own journal is one click away; a long list says how many there are. */
function Records({ records, reference }: Entry) {
  if (records.length === 0) return <>–</>
  if (records.length > 1) return <>{`${records.length} records`}</>
  if (!reference) return <>One record</>
  return (
    <a class="govuk-link ot-reference" href={`/cases/${records[0]}/who-looked`}>
      {reference}
    </a>
  )
}

const asked = [
  {
    name: 'case',
    label: 'About a case',
    hint: 'Its reference, such as C-7KM-4P2-XDRT',
    wrong: 'There is no case with this reference',
  },
  {
    name: 'from',
    label: 'From',
    hint: 'For example, 27 3 2026',
    wrong: 'Enter a real day, with the year in four digits',
  },
  {
    name: 'until',
    label: 'Up to and including',
    hint: 'For example, 27 3 2026',
    wrong: 'Enter a real day, with the year in four digits',
  },
] as const

/** Whom and which days it is about is asked for in the address, so that a page of the journal can be kept and printed. */
function Narrow({ known: { filters, unreadable } }: { known: Known }) {
  return (
    <Details summary="Only one case, or some days" open={asked.some(({ name }) => filters[name]?.trim())}>
      <form method="get" action="/journal">
        {filters.who && <input type="hidden" name="who" value={filters.who} />}
        {filters.kind && <input type="hidden" name="kind" value={filters.kind} />}
        {asked.map((each) => (
          <Asked {...each} typed={filters[each.name]} isWrong={unreadable.includes(each.name)} />
        ))}
        <ButtonGroup>
          <Button>Show these</Button>
          <a class="govuk-link" href="/journal">
            Show all
          </a>
        </ButtonGroup>
      </form>
    </Details>
  )
}

type Asking = (typeof asked)[number] & { typed: string | undefined; isWrong: boolean }

const Asked = ({ name, label, hint, wrong, typed, isWrong }: Asking) => (
  <div class={`govuk-form-group${isWrong ? ' govuk-form-group--error' : ''}`}>
    <label class="govuk-label govuk-label--s" for={name}>
      {label}
    </label>
    <div id={`${name}-hint`} class="govuk-hint">
      {hint}
    </div>
    {isWrong && (
      <p id={`${name}-error`} class="govuk-error-message">
        <span class="govuk-visually-hidden">Error:</span> {wrong}
      </p>
    )}
    <input
      class={`govuk-input govuk-input--width-20${isWrong ? ' govuk-input--error' : ''}`}
      id={name}
      name={name}
      value={typed}
      aria-describedby={isWrong ? `${name}-hint ${name}-error` : `${name}-hint`}
    />
  </div>
)

function address(given: Record<string, string | null | undefined>): string {
  const wanted = Object.entries(given).filter((each): each is [string, string] => Boolean(each[1]))
  return wanted.length ? `/journal?${new URLSearchParams(wanted)}` : '/journal'
}
