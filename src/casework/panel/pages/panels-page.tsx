import type { Shown } from '../../../platform/module.ts'
import { showClock, showDay, showDayWithWeekday } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, Details, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { callPanelMeeting } from '../commands/call-meeting.ts'
import { setPanelTerms } from '../commands/set-terms.ts'
import type { Panel } from '../queries/panels.ts'
import { capital } from './parts.tsx'

/** The panels in sight: what was agreed, who sits there, and when they meet. */
export function PanelsPage({ frame, known: { panels }, may }: Shown<{ panels: Panel[] }>) {
  return (
    <Page frame={frame} title="Panel" wide>
      {panels.length === 0 && (
        <p class="govuk-body">
          {may(setPanelTerms)
            ? 'There is no panel yet. It begins with its terms of reference: name, chair, council and boards.'
            : 'You have no seat on a panel now. The Channel coordinator gives seats; your meetings will be here.'}
        </p>
      )}
      {panels.map((panel) => (
        <PanelSection panel={panel} coordinates={may(callPanelMeeting)} />
      ))}
      {may(setPanelTerms) && (
        <Button href="/panel/terms/new" kind={panels.length ? 'secondary' : undefined}>
          Set the terms of {panels.length ? 'another' : 'the first'} panel
        </Button>
      )}
    </Page>
  )
}

function PanelSection({ panel, coordinates }: { panel: Panel; coordinates: boolean }) {
  const [terms, ...earlier] = panel.terms
  return (
    <section>
      <h2 class="govuk-heading-m">{panel.name}</h2>
      {terms && <Terms terms={terms} />}
      {earlier.length > 0 && (
        <Details summary="Earlier terms of reference">
          {earlier.map((each) => (
            <Terms terms={each} />
          ))}
        </Details>
      )}
      <Table
        caption="Meetings"
        columns={[{ text: 'Day' }, { text: 'Time' }, { text: 'Place' }, { text: 'Kind' }, { text: 'Now' }]}
        rows={panel.meetings.map(({ meetingId, meetsOn, meetsAt, place, kind, state }) => ({
          href: `/panel/meetings/${meetingId}`,
          cells: [showDayWithWeekday(meetsOn), showClock(meetsAt), place, capital(kind), capital(state)],
        }))}
        empty="No meeting has been called yet."
      />
      <Table
        caption="Seats"
        columns={[
          { text: 'Member' },
          { text: 'Agency' },
          { text: 'From' },
          { text: 'Until' },
          ...(coordinates ? [{ text: 'Change' }] : []),
        ]}
        rows={panel.seats.map((seat) => ({
          cells: [
            seat.name,
            seat.inAgreement ? seat.agency : `${seat.agency} (no sharing agreement: sees no papers)`,
            showDay(seat.fromOn),
            seat.untilOn ? showDay(seat.untilOn) : 'No end',
            ...(coordinates ? [<EndSeat seat={seat} />] : []),
          ],
        }))}
        empty="Nobody but the chair and the deputy has a seat yet."
      />
      {coordinates && (
        <ButtonGroup>
          <Button href={`/panel/${panel.panelId}/meetings/new`}>Call a meeting</Button>
          <Button href={`/panel/${panel.panelId}/seats/new`} kind="secondary">
            Give a seat
          </Button>
          <a class="govuk-link" href={`/panel/terms/${panel.panelId}/new`}>
            Set new terms
          </a>
        </ButtonGroup>
      )}
    </section>
  )
}

const EndSeat = ({ seat }: { seat: Panel['seats'][number] }) => (
  <a class="govuk-link" href={`/panel/seats/${seat.seatId}/end`} aria-label={`End the seat of ${seat.name}`}>
    End
  </a>
)

function Terms({ terms }: { terms: Panel['terms'][number] }) {
  const { intervalWeeks: weeks } = terms
  return (
    <SummaryList
      rows={[
        {
          label: 'Terms of reference',
          value: `From ${showDay(terms.fromOn)}${terms.untilOn ? ` until ${showDay(terms.untilOn)}` : ''}`,
        },
        { label: 'Meets', value: weeks === 1 ? 'Every week' : `Every ${weeks} weeks` },
        { label: 'Chair', value: terms.chair },
        { label: 'Deputy chair', value: terms.deputy ?? 'Nobody' },
        { label: 'Responsible council', value: terms.council },
        { label: 'Reports to', text: terms.reportsTo.join('\n') },
      ]}
    />
  )
}
