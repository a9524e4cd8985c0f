import type { Shown } from '../../../platform/module.ts'
import { showClock, showDay, showDayWithWeekday } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, InsetText, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { NameInList, protectiveMarking } from '../../cases/index.ts'
import { approvePanelMinutes } from '../commands/approve-minutes.ts'
import { callPanelRoll } from '../commands/call-the-roll.ts'
import { closePanelMeeting } from '../commands/close-meeting.ts'
import { openPanelMeeting } from '../commands/open-meeting.ts'
import type { MeetingKnown } from '../queries/meeting.ts'
import { meetingState } from '../queries/panels.ts'
import { capital, OutcomeTag } from './parts.tsx'

/** The page to run a meeting from: what comes next, the agenda, and who is here. */
export function MeetingPage(shown: Shown<MeetingKnown>) {
  const { frame, known } = shown
  return (
    <Page
      frame={frame}
      title={`Meeting on ${showDay(known.meetsOn)}`}
      heading={`Meeting on ${showDayWithWeekday(known.meetsOn)}`}
      caption={known.panel}
      back={{ href: '/panel', text: 'Panel' }}
      marking={protectiveMarking}
      namesAPerson
      printable
      wide
    >
      <SummaryList
        rows={[
          { label: 'Time', value: showClock(known.meetsAt) },
          { label: 'Place', value: known.place },
          { label: 'Kind', value: capital(known.kind) },
          {
            label: 'Now',
            value: (
              <Tag colour={known.openedAt && !known.closedAt ? 'green' : 'blue'}>{capital(meetingState(known))}</Tag>
            ),
          },
        ]}
      />
      <WhatComesNext {...shown} />
      <Agenda known={known} />
      {known.ready.length > 0 && <Ready known={known} />}
      <Roll known={known} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/panel/meetings/${known.meetingId}/minutes`}>
          {known.minutesApprovedAt ? 'Minutes' : 'Draft of the minutes'}
        </a>
      </p>
    </Page>
  )
}

function WhatComesNext({ known, may }: Shown<MeetingKnown>) {
  const at = `/panel/meetings/${known.meetingId}`
  if (!known.openedAt) {
    return may(openPanelMeeting) ? (
      <Button href={`${at}/open`}>Open the meeting</Button>
    ) : (
      <InsetText>The chair, the deputy or another member from the council opens the meeting.</InsetText>
    )
  }
  if (!known.closedAt) {
    return (
      <ButtonGroup>
        {may(callPanelRoll) && (
          <Button href={`${at}/roll`} kind={known.rollCalledAt ? 'secondary' : undefined}>
            {known.rollCalledAt ? 'Call the roll again' : 'Call the roll'}
          </Button>
        )}
        {may(closePanelMeeting) && (
          <Button href={`${at}/close`} kind="secondary">
            Close the meeting
          </Button>
        )}
      </ButtonGroup>
    )
  }
  return may(approvePanelMinutes) && !known.minutesApprovedAt ? (
    <Button href={`${at}/approve`}>Approve the minutes</Button>
  ) : null
}

function Agenda({ known }: { known: MeetingKnown }) {
  return (
    <Table
      caption="Agenda"
      columns={[{ text: 'Case' }, { text: 'Reference' }, { text: 'What for' }, { text: 'Decision' }]}
      rows={known.items.map((item) => ({
        href: `/panel/items/${item.itemId}`,
        cells: [<NameInList {...item} />, item.reference, capital(item.kind), <OutcomeTag item={item} />],
      }))}
      empty={
        known.minutesApprovedAt
          ? 'The minutes were approved, and the papers are closed to whoever does not work the case.'
          : 'Nothing is on the agenda yet. The Channel coordinator puts cases on it; their papers open to you then.'
      }
    />
  )
}

function Ready({ known }: { known: MeetingKnown }) {
  return (
    <Table
      caption="Could be put on this agenda"
      columns={[{ text: 'Case' }, { text: 'Reference' }, { text: 'Stage' }, { text: 'What for' }]}
      rows={known.ready.map(({ caseId, knownAs, mistaken, reference, stage, kind }) => ({
        href: `/cases/${caseId}/panel/list`,
        cells: [<NameInList knownAs={knownAs} mistaken={mistaken} />, reference, capital(stage), capital(kind)],
      }))}
    />
  )
}

function Roll({ known }: { known: MeetingKnown }) {
  return (
    <Table
      caption={known.rollCalledAt ? 'Roll' : 'Who sits there'}
      columns={[
        { text: 'Member' },
        { text: 'Agency' },
        { text: 'Sits as' },
        ...(known.rollCalledAt ? [{ text: 'Present' }] : []),
      ]}
      rows={known.members.map(({ name, agency, office, itemId, present, inTheChair }) => ({
        cells: [
          name,
          agency,
          office === 'deputy' ? 'Deputy chair' : office ? 'Chair' : itemId ? 'Guest for one case' : 'Member',
          ...(known.rollCalledAt ? [present ? (inTheChair ? 'Yes, in the chair' : 'Yes') : 'No'] : []),
        ],
      }))}
    />
  )
}
