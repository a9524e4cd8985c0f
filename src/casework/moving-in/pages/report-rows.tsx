import { Table, Tag } from '../../../platform/ui/markup.tsx'
import type { MovingIn } from '../queries/file.ts'
import { words } from './words.ts'

type Row = MovingIn['rows'][number]

/** What is said of each row, by its line. */
export function Report({ known: { rows } }: { known: MovingIn }) {
  return (
    <Table
      caption="By line"
      columns={[
        { text: 'Line', numeric: true },
        { text: 'State' },
        { text: 'Why, and what is to do' },
        { text: 'Case' },
      ]}
      rows={rows.map((row) => ({
        cells: [
          `${row.line}`,
          <Tag colour={words[row.state].colour}>{words[row.state].tag}</Tag>,
          <Why row={row} />,
          row.caseId ? (
            <a class="govuk-link" href={`/cases/${row.caseId}`}>
              Open
            </a>
          ) : (
            ''
          ),
        ],
      }))}
    />
  )
}

function Why({ row }: { row: Row }) {
  return (
    <>
      {inWords(row)}
      {(row.waits || row.held) && (
        <>
          {' '}
          <a class="govuk-link" href={`/moving-in/rows/${row.rowId}`}>
            {`Read what is kept of line ${row.line}`}
          </a>
        </>
      )}
    </>
  )
}

function inWords({ waits, reasons, alike }: Row): string {
  if (waits) return 'What was decided since follows once you have said in the case who the person is.'
  if (reasons.length) return reasons.join('; ')
  if (!alike) return ''
  const who = alike === 1 ? 'Somebody like them is' : `${alike} people like them are`
  return `${who} recorded: you say who it is once the row is moved in`
}
