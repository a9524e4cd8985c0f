import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { NewToYou } from '../../cases/index.ts'
import type { ItemOnTheTable } from '../queries/items.ts'
import { outcomesOf, rungs } from '../questions.ts'

const otherSupport: Record<string, string> = {
  'health care': 'Health care',
  'social care': 'Social care',
  'health and social care': 'Health and social care',
  'neither needed': 'Both were considered and neither is needed',
  'not recorded': 'The record before does not say',
}

const howDecided = { ...rungs, 'not recorded': 'The record before does not say' }

/** What an outcome or a view is called on screen. */
export const outcomeWords = (item: Pick<ItemOnTheTable, 'kind'>, outcome: string): string =>
  (outcomesOf[item.kind] as Record<string, string>)[outcome] ?? (outcome === 'no view' ? 'Takes no view' : outcome)

export { capital }

export function OutcomeTag({ item }: { item: Pick<ItemOnTheTable, 'decision'> }) {
  return item.decision ? (
    <Tag colour="green">{capital(item.decision.outcome)}</Tag>
  ) : (
    <Tag colour="grey">Not decided yet</Tag>
  )
}

interface ViewsProps {
  item: ItemOnTheTable
  /** Marks what this reader has not read yet. */
  newTo?: { viewerId: string; since: string | null }
}

export function Views({ item, newTo }: ViewsProps) {
  return (
    <>
      <h2 class="govuk-heading-m">Views</h2>
      {item.views.length ? (
        <SummaryList
          rows={item.views.map((view) => ({
            label: view.agency,
            value: (
              <>
                <p class="govuk-body">{outcomeWords(item, view.view)}</p>
                <p class="govuk-body ot-lines">{view.words}</p>
                <p class="govuk-hint">
                  {givenBy(view)}
                  {newTo && newTo.viewerId !== view.staffId && <NewToYou at={view.at} since={newTo.since} />}
                </p>
              </>
            ),
          }))}
        />
      ) : (
        <p class="govuk-body">
          No agency has given its view yet. Views are given at the meeting, once the roll was called.
        </p>
      )}
    </>
  )
}

const givenBy = ({ member, recordedBy, at }: ItemOnTheTable['views'][number]) =>
  `${member}${recordedBy === member ? '' : `, recorded by ${recordedBy}`}, ${showInstant(at)}`

export function DecisionMade({ item }: { item: ItemOnTheTable }) {
  const { decision } = item
  if (!decision) return null
  return (
    <SummaryList
      rows={[
        { label: 'Decision', value: outcomeWords(item, decision.outcome) },
        { label: 'How', value: howDecided[decision.rung] },
        { label: 'Reasons', text: decision.reasons },
        ...(decision.otherSupport
          ? [
              {
                label: 'Other support considered',
                text: `${otherSupport[decision.otherSupport]}\n${decision.otherSupportWords ?? ''}`,
              },
            ]
          : []),
        ...(decision.missing?.length
          ? [{ label: 'Missing when it was decided', text: decision.missing.join('\n') }]
          : []),
        ...(decision.despite
          ? [
              {
                label: 'Why the panel went on',
                text: `${decision.despite}${decision.despiteBy ? `\nBy ${showDay(decision.despiteBy)}` : ''}`,
              },
            ]
          : []),
        { label: 'Recorded', value: `${decision.by}, ${showInstant(decision.at)}` },
        ...item.dissents.map(({ member, agency, reasons }) => ({
          label: 'Dissent',
          text: `${member}, ${agency}\n${reasons}`,
        })),
      ]}
    />
  )
}

export function Actions({ item, viewerId }: { item: ItemOnTheTable; viewerId?: string }) {
  return (
    <Table
      caption="Actions"
      columns={[{ text: 'What' }, { text: 'Who' }, { text: 'By' }, { text: 'Done' }]}
      rows={item.actions.map((action) => ({
        cells: [
          action.what,
          action.owner,
          showDay(action.dueOn),
          action.doneAt ? (
            `${showInstant(action.doneAt)}: ${action.done ?? ''}`
          ) : action.ownerId === viewerId ? (
            <a class="govuk-link" href={`/panel/actions/${action.actionId}/done`}>
              Say that it is done
            </a>
          ) : (
            'Not yet'
          ),
        ],
      }))}
      empty="No actions were set."
    />
  )
}

export function Declared({ item }: { item: ItemOnTheTable }) {
  if (!item.recusals.length) return null
  return (
    <SummaryList
      rows={item.recusals.map(({ name, kind, words, at }) => ({
        label: name,
        text: `${kind === 'conflict' ? 'Declared a conflict' : 'Knows the person through work, which is no conflict'}, ${showInstant(at)}\n${words}`,
      }))}
    />
  )
}
