import type { Shown } from '../../../platform/module.ts'
import { showClock, showDay, showDayWithWeekday, showInstant } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { MistakenTag, protectiveMarking } from '../../cases/index.ts'
import type { ItemOnTheTable } from '../queries/items.ts'
import type { MeetingKnown } from '../queries/meeting.ts'
import { Actions, capital, DecisionMade, Declared, Views } from './parts.tsx'

/** Minutes, drawn from what was recorded; each reader gets the items that they may see, each on a page of its own in print. */
export function MinutesPage({ frame, known }: Shown<MeetingKnown>) {
  const present = known.members.filter((member) => member.present)
  const chair = present.find(({ inTheChair }) => inTheChair)
  const named = (members: MeetingKnown['members']) =>
    members.map(({ name, agency }) => `${name}, ${agency}`).join('\n') || 'Nobody'
  return (
    <Page
      frame={frame}
      title={`Minutes of ${showDay(known.meetsOn)}`}
      heading={`Minutes of ${showDayWithWeekday(known.meetsOn)}`}
      caption={known.panel}
      back={{ href: `/panel/meetings/${known.meetingId}`, text: 'The meeting' }}
      marking={protectiveMarking}
      namesAPerson
      printable
      wide
    >
      <InsetText>
        {known.minutesApprovedAt
          ? `Approved by ${known.minutesApprovedBy ?? 'the chair'}, ${showInstant(known.minutesApprovedAt)}.`
          : 'Draft: these minutes are not approved yet.'}
      </InsetText>
      <SummaryList
        rows={[
          { label: 'Kind', value: capital(known.kind) },
          { label: 'Time and place', value: `${showClock(known.meetsAt)}, ${known.place}` },
          { label: 'Opened', value: known.openedAt ? showInstant(known.openedAt) : 'Not yet' },
          { label: 'Closed', value: known.closedAt ? showInstant(known.closedAt) : 'Not yet' },
          { label: 'In the chair', value: chair?.name ?? 'Not recorded yet' },
          { label: 'Present', text: known.rollCalledAt ? named(present) : 'The roll has not been called yet' },
          ...(known.rollCalledAt
            ? [{ label: 'Not present', text: named(known.members.filter((member) => !member.present)) }]
            : []),
        ]}
      />
      {known.items.length === 0 && <p class="govuk-body">There is no item that you can see.</p>}
      {known.items.map((item, index) => (
        <ItemMinutes item={item} number={index + 1} />
      ))}
    </Page>
  )
}

function ItemMinutes({ item, number }: { item: ItemOnTheTable; number: number }) {
  return (
    <section class="ot-print-page">
      <h2 class="govuk-heading-l">{`${number}. ${item.knownAs} (${item.reference}): ${item.kind}`}</h2>
      {item.mistaken && (
        <p class="govuk-body">
          <MistakenTag mistaken />
        </p>
      )}
      {item.decision ? <DecisionMade item={item} /> : <p class="govuk-body">Nothing was decided on this item.</p>}
      {item.views.length > 0 && <Views item={item} />}
      {item.actions.length > 0 && <Actions item={item} />}
      <Declared item={item} />
    </section>
  )
}
