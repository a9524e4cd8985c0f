import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, ButtonGroup } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { addressOf, sorts, stages } from '../../cases/index.ts'
import type { filtering } from '../filtering.ts'

type Known = z.infer<typeof filtering.gives>
type Choice = readonly [value: string, words: string]

/** What to narrow the list to, one question a line: the answers become the list's address. */
export function FilterPage({ frame, known }: Shown<Known>) {
  const { filters, agencies, coordinators, concerns, leadNamed, views } = known
  const plain = (values: readonly string[]): Choice[] => values.map((value) => [value, capital(value)])
  const named: Choice[] = leadNamed && filters.lead ? [[filters.lead, leadNamed]] : []
  const choices: [keyof typeof filters, string, readonly Choice[]][] = [
    ['stage', 'Stage', plain(stages)],
    ['due', 'Next date', plain(['overdue', 'within a week', 'nothing'])],
    ['lead', 'Lead professional', [['me', 'Me'], ['nobody', 'Nobody yet'], ...named]],
    [
      'coordinator',
      'Coordinator',
      [['me', 'Me'], ['nobody', 'Nobody yet'], ...coordinators.map(({ value, label }): Choice => [value, label])],
    ],
    ['agency', 'Waiting for the answer of', agencies.map(({ value, label }) => [value, label])],
    ['concern', 'Type of concern', concerns.map(({ value, label }) => [value, label])],
    ['age', 'Age', plain(['under 18', '18 or over', 'not known'])],
    ['sort', 'Sort by', plain(sorts)],
  ]
  return (
    <Page
      frame={frame}
      title="Filter and sort cases"
      back={{ href: `/cases?${addressOf(filters)}`, text: 'Back to the list' }}
    >
      {views.length > 0 && <KeptViews views={views} />}
      <form method="get" action="/cases">
        {choices.map(([name, label, options]) => (
          <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for={name}>
              {label}
            </label>
            <select class="govuk-select" id={name} name={name}>
              <option value="">{name === 'sort' ? 'As usual' : 'Any'}</option>
              {options.map(([value, words]) => (
                <option value={value} selected={filters[name] === value}>
                  {words}
                </option>
              ))}
            </select>
          </div>
        ))}
        <ButtonGroup>
          <Button>Show the cases</Button>
          <a class="govuk-link" href="/cases">
            Show all cases
          </a>
        </ButtonGroup>
      </form>
    </Page>
  )
}

const KeptViews = ({ views }: Pick<Known, 'views'>) => (
  <>
    <h2 class="govuk-heading-m">Lists that you keep</h2>
    <ul class="govuk-list">
      {views.map(({ name, filters }) => (
        <li>
          <a class="govuk-link" href={`/cases${filters && `?${filters}`}`}>
            {name}
          </a>
        </li>
      ))}
      <li>
        <a class="govuk-link" href="/views">
          Change the lists that you keep
        </a>
      </li>
    </ul>
  </>
)
