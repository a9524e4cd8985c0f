import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { permits } from '../../../platform/policy.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, Details, InsetText, Tag, Timeline, WarningText } from '../../../platform/ui/markup.tsx'
import type { chronology, ChronologyLine } from '../chronology.ts'
import { chronologyAddress, chronologySentence } from '../chronology-filters.ts'
import { kindNames, kinds } from '../chronology-words.ts'
import { casePolicy } from '../policy.ts'
import { CaseFrame } from './case-frame.tsx'

type Known = z.infer<typeof chronology.gives>

export function ChronologyPage({ frame, known, viewer }: Shown<Known>) {
  const { lines, filters, caseId, more } = known
  const { changed: _, ...lasting } = filters
  const [here, toExport] = [asSearch(filters), asSearch(lasting)]
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Chronology" title="Chronology of a case">
      <ul class="govuk-list ot-ways">
        <li>
          <a class="govuk-link" href={`/cases/${caseId}/chronology/sheets${here}`}>
            Sheets to print, by section
          </a>
        </li>
        {permits(casePolicy.exportChronology, viewer, known) && (
          <li>
            <a class="govuk-link" href={`/cases/${caseId}/chronology/export${toExport}`}>
              Export as a spreadsheet
            </a>
          </li>
        )}
      </ul>
      <SaidOfChanges known={known} />
      <Narrow known={known} />
      <SaidOfFilters known={known} />
      {lines.length === 0 && <InsetText>Nothing here is of that kind, source and time.</InsetText>}
      <Timeline items={lines.map(asItem)} />
      {more && <WarningText>There are older entries than these. Give days above to see them.</WarningText>}
    </CaseFrame>
  )
}

const asSearch = (filters: Known['filters']) => {
  const address = chronologyAddress(filters)
  return address && `?${address}`
}

/** How much of this is new to its reader, with the way to it alone; on a first reading nothing is marked. */
function SaidOfChanges({ known: { readBefore, lines, filters, caseId } }: { known: Known }) {
  if (!readBefore) return <p class="govuk-body">This is your first visit to this case, so no entry is marked as new.</p>
  const fresh = lines.filter(({ isNew }) => isNew).length
  const since = `since you last read this case, at ${showInstant(readBefore)}`
  if (filters.changed || !fresh)
    return <p class="govuk-body">{fresh ? `What others did ${since}.` : `No entry here is new ${since}.`}</p>
  return (
    <p class="govuk-body">
      {`${fresh === 1 ? '1 entry is' : `${fresh} entries are`} new ${since}. `}
      <a class="govuk-link" href={`/cases/${caseId}/chronology${asSearch({ ...filters, changed: 'yes' })}`}>
        See only what is new
      </a>
    </p>
  )
}

/** The whole of it, or one section, on sheets: each section begins a page, the oldest entry first. */
export function ChronologySheetsPage({ frame, known }: Shown<Known>) {
  const here = asSearch(known.filters)
  const sheets = `/cases/${known.caseId}/chronology/sheets`
  const sections = kindNames.filter((kind) => known.lines.some((line) => line.kind === kind))
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Chronology" title="Chronology of a case, by section">
      <ul class="govuk-list ot-ways">
        <li>
          <a class="govuk-link" href={`/cases/${known.caseId}/chronology${here}`}>
            Back to the timeline
          </a>
        </li>
        {known.filters.kind ? (
          <li>
            <a class="govuk-link" href={`${sheets}${asSearch({ ...known.filters, kind: '' })}`}>
              All sections
            </a>
          </li>
        ) : (
          sections.map((kind) => (
            <li>
              <a class="govuk-link" href={`${sheets}${asSearch({ ...known.filters, kind })}`}>
                {`Only: ${kinds[kind]}`}
              </a>
            </li>
          ))
        )}
      </ul>
      <SaidOfFilters known={known} />
      {sections.length === 0 && <InsetText>Nothing here is of that kind, source and time.</InsetText>}
      {sections.map((kind, at) => (
        <section class={at === 0 ? undefined : 'ot-print-page'}>
          <h2 class="govuk-heading-m">{kinds[kind]}</h2>
          <Timeline
            items={known.lines
              .filter((line) => line.kind === kind)
              .toReversed()
              .map(asItem)}
            headingLevel={3}
          />
        </section>
      ))}
      {known.more && <WarningText>There are older entries than these. Give days to see them.</WarningText>}
    </CaseFrame>
  )
}

/** Stamped with when it was recorded, wherever what it is about lies in time: nothing is put in between afterwards. */
function asItem({ what, by, agency, at, kind, said, happenedOn, isNew }: ChronologyLine) {
  return {
    title: what,
    by: agency ? `${by}, ${agency}` : by,
    at,
    when: `Recorded ${showInstant(at)}`,
    children: (
      <>
        {(isNew || happenedOn) && (
          <p class="govuk-body">
            {isNew && <Tag colour="blue">New to you</Tag>}{' '}
            {happenedOn && (
              <>
                <Tag colour="yellow">Later entry</Tag> {`About ${showDay(happenedOn)}`}
              </>
            )}
          </p>
        )}
        {said && <p class="govuk-body ot-typed">{said}</p>}
        <p class="govuk-body-s">{`Kind: ${kinds[kind]}. Source: ${agency ?? by}`}</p>
      </>
    ),
  }
}

function Narrow({ known }: { known: Known }) {
  const { filters, sources, people, caseId, unreadable, readBefore } = known
  const isNarrowed = Object.values(filters).some(Boolean)
  return (
    <Details summary="Show only some of it" open={isNarrowed}>
      <form method="get" action={`/cases/${caseId}/chronology`}>
        <Choose name="kind" label="Kind" chosen={filters.kind} options={kindNames.map((kind) => [kind, kinds[kind]])} />
        <Choose
          name="source"
          label="Source, an agency"
          chosen={filters.source}
          options={sources.map(({ value, label }) => [value, label])}
        />
        <Choose
          name="person"
          label="Who did it"
          chosen={filters.person}
          options={people.map(({ value, label }) => [value, label])}
        />
        <Day name="from" label="From" typed={filters.from} wrong={unreadable.includes('from')} />
        <Day name="until" label="Up to and including" typed={filters.until} wrong={unreadable.includes('until')} />
        {readBefore && (
          <Choose name="changed" label="New to you" chosen={filters.changed} options={[['yes', 'Only what is new']]} />
        )}
        <ButtonGroup>
          <Button>Show these</Button>
          <a class="govuk-link" href={`/cases/${caseId}/chronology`}>
            Show all
          </a>
        </ButtonGroup>
      </form>
    </Details>
  )
}

interface Choosing {
  name: string
  label: string
  chosen: string | undefined
  options: readonly (readonly [string, string])[]
}

const Choose = ({ name, label, chosen, options }: Choosing) => (
  <div class="govuk-form-group">
    <label class="govuk-label govuk-label--s" for={name}>
      {label}
    </label>
    <select class="govuk-select" id={name} name={name}>
      <option value="">Any</option>
      {options.map(([value, words]) => (
        <option value={value} selected={chosen === value}>
          {words}
        </option>
      ))}
    </select>
  </div>
)

function Day({
  name,
  label,
  typed,
  wrong,
}: {
  name: string
  label: string
  typed: string | undefined
  wrong: boolean
}) {
  return (
    <div class={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-label--s" for={name}>
        {label}
      </label>
      <div id={`${name}-hint`} class="govuk-hint">
        For example, 27 3 2026
      </div>
      {wrong && (
        <p id={`${name}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> Enter a real day, with the year in four digits
        </p>
      )}
      <input
        class={`govuk-input govuk-input--width-10${wrong ? ' govuk-input--error' : ''}`}
        id={name}
        name={name}
        value={typed}
        aria-describedby={wrong ? `${name}-hint ${name}-error` : `${name}-hint`}
      />
    </div>
  )
}

function SaidOfFilters({ known }: { known: Known }) {
  const said = chronologySentence(known.filters, known, known.unreadable)
  return said ? <p class="govuk-body">{said}</p> : null
}
