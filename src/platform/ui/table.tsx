import type { ComponentChildren } from 'preact'

type Sort = { readonly href: string; readonly direction?: 'ascending' | 'descending' | undefined }
type Column = {
  readonly text: string
  readonly numeric?: boolean | undefined
  /** The address of the list sorted by this column, and how it is sorted by it now. */
  readonly sort?: Sort | undefined
}
type Row = {
  readonly cells: readonly ComponentChildren[]
  /** Makes the row's first cell a link. */
  readonly href?: string | undefined
  /** What the row's box sends when it is ticked, and what it is called. */
  readonly tick?: { readonly value: string; readonly label: string } | undefined
}
type TableProps = {
  caption: string
  captionSize?: 's' | 'm' | 'l' | 'hidden'
  columns: readonly Column[]
  rows: readonly Row[]
  /** Said instead of an empty table: what will be here, and how it gets here. */
  empty?: ComponentChildren
  /** Before each row stands a box to tick, for the form that the table is in: its name there, and the words of its column. */
  ticks?: { readonly name: string; readonly text: string } | undefined
}

/**
 * A table whose first column names the row. Where it is too wide it scrolls in its own frame, by keyboard too; on a
 * narrow screen each row stands by itself, its cells one under another and each with the words of its column.
 */
export function Table({ caption, captionSize = 'm', columns, rows, empty, ticks }: TableProps) {
  if (rows.length === 0 && empty) return <EmptyTable caption={caption} captionSize={captionSize} empty={empty} />
  const size = captionSize === 'hidden' ? 'govuk-visually-hidden' : `govuk-table__caption--${captionSize}`
  return (
    <div class="ot-table" role="region" aria-label={caption} tabindex={0}>
      <table class="govuk-table">
        <caption class={`govuk-table__caption ${size}`}>{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {ticks && (
              <th scope="col" class="govuk-table__header ot-tick">
                <span class="govuk-visually-hidden">{ticks.text}</span>
              </th>
            )}
            {columns.map(heading)}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map(({ cells, href, tick }) => (
            <tr class="govuk-table__row">
              {ticks && <td class="govuk-table__cell ot-tick">{tick && <Tick name={ticks.name} {...tick} />}</td>}
              {cells.map((cell, index) => (index === 0 ? rowHeading(cell, href) : dataCell(cell, columns[index])))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Tick({ name, value, label }: { name: string; value: string; label: string }) {
  const id = `${name}-${value}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id={id} name={name} type="checkbox" value={value} />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{label}</span>
        </label>
      </div>
    </div>
  )
}

function EmptyTable({ caption, captionSize, empty }: Pick<TableProps, 'caption' | 'captionSize' | 'empty'>) {
  return (
    <>
      <h2 class={captionSize === 'hidden' ? 'govuk-visually-hidden' : `govuk-heading-${captionSize}`}>{caption}</h2>
      <p class="govuk-body">{empty}</p>
    </>
  )
}

function heading({ text, numeric, sort }: Column) {
  const classes = numeric ? 'govuk-table__header govuk-table__header--numeric' : 'govuk-table__header'
  if (!sort) {
    return (
      <th scope="col" class={classes}>
        {text}
      </th>
    )
  }
  return (
    <th scope="col" class={classes} aria-sort={sort.direction ?? 'none'}>
      <a class="govuk-link ot-sort" href={sort.href}>
        {text}
      </a>
    </th>
  )
}

function rowHeading(cell: ComponentChildren, href: string | undefined) {
  return (
    <th scope="row" class="govuk-table__header">
      {href ? (
        <a class="govuk-link" href={href}>
          {cell}
        </a>
      ) : (
        cell
      )}
    </th>
  )
}

function dataCell(cell: ComponentChildren, column: Column | undefined) {
  const classes = column?.numeric ? 'govuk-table__cell govuk-table__cell--numeric' : 'govuk-table__cell'
  return (
    <td class={classes} data-column={column?.text}>
      {cell}
    </td>
  )
}
