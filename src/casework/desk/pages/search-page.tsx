import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, InsetText, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { DueDay, NameInList, protectiveMarking } from '../../cases/index.ts'
import type { search } from '../search.ts'

type Known = z.infer<typeof search.gives>

/** One box. What is sought travels in the body of the form, so that no address and no history keeps a name. */
export function SearchPage({ frame, known, path, form }: Shown<Known>) {
  return (
    <Page
      frame={frame}
      title="Find a person or words"
      back={{ href: '/cases', text: 'Cases' }}
      wide
      namesAPerson
      marking={protectiveMarking}
    >
      <form method="post" action={path} class="ot-search">
        <input type="hidden" name="_csrf" value={form.csrf} />
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="sought">
            A name, a case reference or words
          </label>
          <div id="sought-hint" class="govuk-hint">
            Of a name, the beginning is enough: any first, middle or family name, in any order, with or without accents.
          </div>
          <input
            class="govuk-input"
            id="sought"
            name="sought"
            type="search"
            value={known.sought}
            maxlength={200}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="sought-hint"
          />
        </div>
        <fieldset class="govuk-fieldset govuk-form-group">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Look in</legend>
          <div class="govuk-radios govuk-radios--inline govuk-radios--small">
            <Where value="names" now={known.in} text="Names and references" />
            <Where value="words" now={known.in} text="What was written about cases you see" />
          </div>
        </fieldset>
        <Button>Find</Button>
      </form>
      {known.asked && <Found known={known} />}
    </Page>
  )
}

function Where({ value, now, text }: { value: string; now: string; text: string }) {
  const id = `in-${value}`
  return (
    <div class="govuk-radios__item">
      <input class="govuk-radios__input" id={id} name="in" type="radio" value={value} checked={value === now} />
      <label class="govuk-label govuk-radios__label" for={id}>
        {text}
      </label>
    </div>
  )
}

function Found({ known }: { known: Known }) {
  const { rows, more, opened, words } = known
  return (
    <>
      {opened && <InsetText>{openedWords(opened)}</InsetText>}
      {more && (
        <InsetText>{`There are more than the ${rows.length} shown here. Type more of it to find the one.`}</InsetText>
      )}
      <Table
        caption={rows.length === 1 ? 'One case was found' : `${rows.length} cases were found`}
        columns={[
          { text: 'Name' },
          { text: 'Reference' },
          { text: 'Stage' },
          { text: 'Next date' },
          ...(opened ? [{ text: 'Where it stands' }] : [{ text: 'Lead professional' }]),
        ]}
        rows={rows.map((row) => ({
          href: `/cases/${row.caseId}`,
          cells: [
            <NameInList {...row} />,
            <span class="ot-reference">{row.reference}</span>,
            capital(row.stage),
            row.nextDue ? <DueDay day={row.nextDue} late={row.late} /> : '–',
            opened ? (
              <Parts of={words.find(({ caseId }) => caseId === row.caseId)?.found ?? []} />
            ) : (
              (row.lead ?? 'Nobody yet')
            ),
          ],
        }))}
        empty="Nothing that you may see was found. Somebody you are not let in to see is not found either."
      />
    </>
  )
}

const Parts = ({ of }: { of: Known['words'][number]['found'] }) => (
  <ul class="govuk-list">
    {of.map(({ where, part, href }) => (
      <li>
        <a class="govuk-link" href={href}>
          {where}
        </a>
        {`: ${part}`}
      </li>
    ))}
  </ul>
)

function openedWords({ cases, all, most }: NonNullable<Known['opened']>) {
  const one = cases === 1 ? 'the one case' : `all ${cases} cases`
  return all
    ? `What was written about ${one} that you may see was searched.`
    : `What is written is sealed, so it is opened to be searched: the ${most} cases that changed last were, and the older ones were not. Find an older one by its name.`
}
