import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { Links, Pagination, SummaryList, Table, Tag, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { Moving, Progress } from '../../../platform/ui/progress.tsx'
import { lineStates, type TrackerListShown } from '../queries/lists.ts'
import { toLists } from './list-pages.tsx'

/** One list: how far it is, what may be done next, and what each line says. */
export function ListPage({ frame, known }: Shown<TrackerListShown>) {
  const { listId, file, step, wrong, counts, recorded } = known
  return (
    <Page frame={frame} title="A list of the national tracker" heading={file} wide back={toLists}>
      {wrong && <WarningText>{`The file ${wrong}.`}</WarningText>}
      <Progress
        href={`/gateway/lists/${listId}`}
        doing={words[step]}
        underWay={step === 'reading'}
        over={`${words[step]}.`}
      />
      <Moving name="report">
        <SummaryList
          rows={[
            { label: 'How far it is', value: words[step] },
            { label: 'Sent', value: showInstant(known.sentAt) },
            ...(recorded === null ? [] : [{ label: 'References recorded', value: `${recorded}` }]),
            ...lineStates
              .filter((state) => counts[state])
              .map((state) => ({ label: counted[state], value: `${counts[state]}` })),
          ]}
        />
        <Links items={waysOn(known)} />
        {known.lines.length > 0 && <Lines known={known} />}
        {known.next !== null && <Pagination next={{ href: `/gateway/lists/${listId}?after=${known.next}` }} />}
      </Moving>
    </Page>
  )
}

const words = {
  reading: 'Being read',
  'not readable': 'Not readable',
  'to map': 'Nobody has said yet which column holds what',
  checked: 'Checked: nothing is recorded yet',
  recorded: 'Recorded',
} as const

const counted = {
  matches: 'Lines that match',
  'does not match': 'Lines that do not match',
  'without a reference': 'Lines without a reference, left out',
} as const

const tags = {
  matches: { text: 'Matches', colour: 'green' },
  'does not match': { text: 'Does not match', colour: 'red' },
  'without a reference': { text: 'Left out', colour: 'grey' },
} as const

function waysOn({ listId, step, counts }: TrackerListShown) {
  const at = `/gateway/lists/${listId}`
  const mapped = step === 'checked' ? 'Change which column holds what' : 'Say which column holds what'
  const matching = counts.matches === 1 ? 'the line that matches' : `the ${counts.matches} lines that match`
  return [
    ...(step === 'checked' && counts.matches ? [{ href: `${at}/record`, text: `Record ${matching}` }] : []),
    ...(step === 'to map' || step === 'checked' ? [{ href: `${at}/columns`, text: mapped }] : []),
    ...(counts['does not match']
      ? (['xlsx', 'csv'] as const).map((format) => ({
          href: `${at}/sent-back/${format}`,
          text: `Lines that do not match, with the reasons (.${format})`,
        }))
      : []),
    { href: '/gateway/lists/new', text: 'Send another list' },
  ]
}

function Lines({ known: { lines } }: { known: TrackerListShown }) {
  return (
    <Table
      caption="By line"
      columns={[{ text: 'Line', numeric: true }, { text: 'Case' }, { text: 'State' }, { text: 'Why' }]}
      rows={lines.map(({ line, reference, state, why }) => ({
        cells: [`${line}`, reference, <Tag colour={tags[state].colour}>{tags[state].text}</Tag>, why ?? ''],
      }))}
    />
  )
}
