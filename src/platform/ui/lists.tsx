import type { ComponentChildren } from 'preact'
import { say } from './say.ts'

type Action = { readonly href: string; readonly text: string; readonly hiddenText?: string }
type SummaryRow = {
  readonly label: ComponentChildren
  /** Words, with their line breaks kept. */
  readonly text?: string
  /** Anything else: a tag, a link, several paragraphs. */
  readonly value?: ComponentChildren
  readonly actions?: readonly Action[]
}

/** Labels and values. The rows of `describeAnswers` fit as they are; `change` gives each the link that changes it. */
export function SummaryList<Row extends SummaryRow>(props: {
  rows: readonly Row[]
  change?: (row: Row) => string
  noBorder?: boolean
}) {
  const { rows, change, noBorder } = props
  const acting = change ? rows.map((row) => ({ ...row, actions: [changeAction(row, change(row))] })) : rows
  const anyActs = acting.some((row) => row.actions?.length)
  return (
    <dl class={noBorder ? 'govuk-summary-list govuk-summary-list--no-border' : 'govuk-summary-list'}>
      {acting.map((row) => (
        <div
          class={
            anyActs && !row.actions
              ? 'govuk-summary-list__row govuk-summary-list__row--no-actions'
              : 'govuk-summary-list__row'
          }
        >
          <dt class="govuk-summary-list__key">{row.label}</dt>
          <dd class="govuk-summary-list__value">{row.value ?? <Lines of={row.text ?? ''} />}</dd>
          {row.actions && row.actions.length > 0 && <Actions of={row.actions} />}
        </div>
      ))}
    </dl>
  )
}

function changeAction(row: SummaryRow, href: string): Action {
  return { href, text: say('Change'), hiddenText: typeof row.label === 'string' ? row.label.toLowerCase() : '' }
}

/** Text as it was typed, paragraphs and all. */
export function Lines({ of }: { of: string }) {
  return of.includes('\n') ? <span class="ot-lines">{of}</span> : <>{of}</>
}

function Actions({ of: actions }: { of: readonly Action[] }) {
  const links = actions.map(({ href, text, hiddenText }) => (
    <a class="govuk-link" href={href}>
      {text}
      {hiddenText && <span class="govuk-visually-hidden"> {hiddenText}</span>}
    </a>
  ))
  if (links.length === 1) return <dd class="govuk-summary-list__actions">{links}</dd>
  return (
    <dd class="govuk-summary-list__actions">
      <ul class="govuk-summary-list__actions-list">
        {links.map((link) => (
          <li class="govuk-summary-list__actions-list-item">{link}</li>
        ))}
      </ul>
    </dd>
  )
}

type Task = {
  readonly title: ComponentChildren
  readonly href?: string | undefined
  readonly hint?: ComponentChildren
  /** Words ("Completed"), or a `Tag`. What cannot start yet has `cannotStart`, and says why in its hint. */
  readonly status: ComponentChildren
  readonly cannotStart?: boolean | undefined
}

export function TaskList({ items, idPrefix = 'task-list' }: { items: readonly Task[]; idPrefix?: string }) {
  return (
    <ul class="govuk-task-list">
      {items.map((task, index) => (
        <TaskItem task={task} id={`${idPrefix}-${index + 1}`} />
      ))}
    </ul>
  )
}

function TaskItem({ task: { title, href, hint, status, cannotStart }, id }: { task: Task; id: string }) {
  const describedBy = hint ? `${id}-hint ${id}-status` : `${id}-status`
  return (
    <li class={href ? 'govuk-task-list__item govuk-task-list__item--with-link' : 'govuk-task-list__item'}>
      <div class="govuk-task-list__name-and-hint">
        {href ? (
          <a class="govuk-link govuk-task-list__link" href={href} aria-describedby={describedBy}>
            {title}
          </a>
        ) : (
          <div>{title}</div>
        )}
        {hint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {hint}
          </div>
        )}
      </div>
      <div
        class={
          cannotStart ? 'govuk-task-list__status govuk-task-list__status--cannot-start-yet' : 'govuk-task-list__status'
        }
        id={`${id}-status`}
      >
        {status}
      </div>
    </li>
  )
}

type Happening = {
  readonly title: ComponentChildren
  readonly by?: string | undefined
  /** The instant or the day, for machines: ISO 8601. */
  readonly at: string
  /** The same in words: "14:05 on Monday 3 December 2026". */
  readonly when: string
  readonly children?: ComponentChildren
}

/** MOJ's timeline, in the order given. */
export function Timeline({ items, headingLevel = 2 }: { items: readonly Happening[]; headingLevel?: 2 | 3 | 4 }) {
  const Heading = `h${headingLevel}` as const
  return (
    <div class="moj-timeline">
      {items.map(({ title, by, at, when, children }) => (
        <div class="moj-timeline__item">
          <div class="moj-timeline__header">
            <Heading class="moj-timeline__title">{title}</Heading> {by && <p class="moj-timeline__byline">by {by}</p>}
          </div>
          <p class="moj-timeline__date">
            <time datetime={at}>{when}</time>
          </p>
          <div class="moj-timeline__description">{children}</div>
        </div>
      ))}
    </div>
  )
}
