import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText } from '../../../platform/ui/markup.tsx'
import type { Questions } from '../../../platform/pure/questions.ts'
import { captionOf, protectiveMarking } from '../../cases/index.ts'
import { kindFor, notForTheAgenda, notOpen } from '../meeting-rules.ts'
import type { CasePanel } from '../queries/case-panel.ts'
import type { MeetingKnown } from '../queries/meeting.ts'
import type { PanelKnown, TermsKnown } from '../queries/panels.ts'
import {
  approveQuestions,
  endSeatQuestions,
  listCaseQuestions,
  meetingQuestions,
  rollQuestions,
  seatQuestions,
  termsQuestions,
} from '../questions.ts'

const panelBack = { href: '/panel', text: 'Panel' }

/** The form as it was typed or drafted; before that, with what is known already. */
function beginningWith<Known>(shown: Shown<Known>, values: unknown): Shown<Known> {
  return { ...shown, form: { ...shown.form, values: shown.form.values ?? values } }
}

export function SetTermsPage(shown: Shown<TermsKnown>) {
  const { earlier } = shown.known
  const first = {
    interval: 4,
    council: shown.known.options.councils.length === 1 ? shown.known.options.councils[0]!.value : undefined,
  }
  return (
    <ActPage
      shown={earlier ? shown : beginningWith(shown, first)}
      title="Set terms of reference"
      questions={termsQuestions}
      submit="Set the terms"
      back={panelBack}
    >
      {earlier && (
        <InsetText>{`The terms in force since ${showDay(earlier.fromOn)} end the day before the new ones begin. Seats and meetings stay.`}</InsetText>
      )}
    </ActPage>
  )
}

export function GiveSeatPage(shown: Shown<PanelKnown>) {
  return (
    <ActPage
      shown={shown}
      title="Give a seat"
      caption={shown.known.name}
      questions={seatQuestions}
      submit="Give the seat"
      back={panelBack}
    >
      <p class="govuk-body">
        Whoever takes a seat reads the papers of every case on the panel’s agendas, from the first day of the seat to
        its last.
      </p>
    </ActPage>
  )
}

export function EndSeatPage(shown: Shown<{ name: string; agency: string }>) {
  const { name, agency } = shown.known
  return (
    <ActPage
      shown={shown}
      title="End a seat"
      heading={`End the seat of ${name}, ${agency}`}
      questions={endSeatQuestions}
      submit="End the seat"
      warning
      back={panelBack}
    />
  )
}

export function CallMeetingPage(shown: Shown<PanelKnown>) {
  const { terms, meetings, name } = shown.known
  const last = meetings[0]
  return (
    <ActPage
      shown={shown}
      title="Call a meeting"
      caption={name}
      questions={meetingQuestions}
      submit="Call the meeting"
      back={panelBack}
    >
      <InsetText>
        {`The panel meets every ${terms[0]?.intervalWeeks ?? 4} weeks. ${last ? `The last meeting called is on ${showDay(last.meetsOn)}.` : 'No meeting has been called yet.'}`}
      </InsetText>
    </ActPage>
  )
}

export function ListCasePage(shown: Shown<CasePanel>) {
  const { banner, options, stage } = shown.known
  const not =
    notForTheAgenda(shown.known) ??
    (options.meetings.length ? undefined : 'No meeting is called that this case could be put on: call one first.')
  return (
    <ActPage
      shown={shown}
      title="Put a case on an agenda"
      caption={captionOf(banner)}
      questions={listCaseQuestions}
      submit="Put on the agenda"
      back={{ href: `/cases/${banner.caseId}/panel`, text: 'The case' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      notNow={not}
    >
      {!not && (
        <InsetText>
          {`It comes to the panel as: ${kindFor(stage)}. Its papers open to everybody who sits there, until the minutes are approved.`}
        </InsetText>
      )}
    </ActPage>
  )
}

const none: Questions = {}
const meetingBack = ({ meetingId }: MeetingKnown) => ({ href: `/panel/meetings/${meetingId}`, text: 'The meeting' })

export function OpenMeetingPage(shown: Shown<MeetingKnown>) {
  const { openedAt, panel, meetsOn } = shown.known
  return (
    <ActPage
      shown={shown}
      title="Open the meeting"
      caption={`${panel}, ${showDay(meetsOn)}`}
      questions={none}
      submit="Open the meeting"
      back={meetingBack(shown.known)}
      notNow={openedAt ? 'The meeting was opened already.' : undefined}
    >
      {!openedAt && <p class="govuk-body">Call the roll next: who is present, and who is in the chair.</p>}
    </ActPage>
  )
}

export function RollPage(shown: Shown<MeetingKnown>) {
  const { known, form } = shown
  const not = notOpen(known)
  return (
    <ActPage
      shown={{ ...shown, form: { ...form, values: form.values ?? (not ? undefined : asCalled(known)) } }}
      title="Call the roll"
      caption={`${known.panel}, ${showDay(known.meetsOn)}`}
      questions={rollQuestions}
      submit="Record the roll"
      back={meetingBack(known)}
      notNow={not}
    />
  )
}

/** A roll that is called again begins with who was present before: somebody who came late is added. */
function asCalled({ rollCalledAt, members }: MeetingKnown) {
  if (!rollCalledAt) return undefined
  const present = members.filter((member) => member.present)
  return { present: present.map(({ staffId }) => staffId), chair: present.find((one) => one.inTheChair)?.staffId }
}

export function CloseMeetingPage(shown: Shown<MeetingKnown>) {
  const { known } = shown
  const not = notOpen(known)
  const open = known.items.filter(({ decision }) => !decision).length
  return (
    <ActPage
      shown={shown}
      title="Close the meeting"
      caption={`${known.panel}, ${showDay(known.meetsOn)}`}
      questions={none}
      submit="Close the meeting"
      back={meetingBack(known)}
      notNow={not}
    >
      {!not && (
        <InsetText>
          {open
            ? `${open === 1 ? 'One item has' : `${open} items have`} no decision yet. What is not decided waits for the next agenda.`
            : 'Every item that you can see is decided.'}
        </InsetText>
      )}
    </ActPage>
  )
}

export function ApproveMinutesPage(shown: Shown<MeetingKnown>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Approve the minutes"
      caption={`${known.panel}, ${showDay(known.meetsOn)}`}
      questions={approveQuestions}
      submit="Approve the minutes"
      back={meetingBack(known)}
      notNow={notYetApproved(known)}
    >
      {!notYetApproved(known) && (
        <InsetText>With the approval the papers are closed to everybody who read them for this meeting.</InsetText>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/panel/meetings/${known.meetingId}/minutes`}>
          Read the minutes
        </a>
      </p>
    </ActPage>
  )
}

const notYetApproved = ({ closedAt, minutesApprovedAt }: MeetingKnown) =>
  minutesApprovedAt
    ? 'These minutes were approved already.'
    : closedAt
      ? undefined
      : 'The meeting is not closed yet: minutes are approved afterwards.'
