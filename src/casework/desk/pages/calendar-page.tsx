import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { addDays, addMonths, months, showClock, showDay, showDayWithWeekday } from '../../../platform/pure/days.ts'
import { Links, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { DueDay, MistakenTag, NameInList, protectiveMarking } from '../../cases/index.ts'
import type { calendar } from '../calendar.ts'

type Known = z.infer<typeof calendar.gives>

export function CalendarPage({ frame, known }: Shown<Known>) {
  const title = known.day ? showDayWithWeekday(known.day) : monthWords(known.month)
  return (
    <Page
      frame={frame}
      title={`Calendar: ${title}`}
      heading={title}
      back={
        known.day ? { href: `/calendar?month=${known.month}`, text: 'The month' } : { href: '/work', text: 'Your work' }
      }
      wide
      namesAPerson
      printable
      marking={protectiveMarking}
    >
      <Ways known={known} />
      {known.view === 'month' ? <Month known={known} /> : <List known={known} />}
    </Page>
  )
}

function Ways({ known: { month, day, view, today } }: { known: Known }) {
  const at = (by: number) => addMonths(`${month}-01`, by).slice(0, 7)
  const ways = [
    ...(day
      ? []
      : [
          { href: `/calendar?month=${at(-1)}&view=${view}`, text: monthWords(at(-1)) },
          { href: `/calendar?month=${at(1)}&view=${view}`, text: monthWords(at(1)) },
          ...(today.startsWith(month) ? [] : [{ href: `/calendar?view=${view}`, text: 'This month' }]),
          view === 'month'
            ? { href: `/calendar?month=${month}&view=list`, text: 'As a list' }
            : { href: `/calendar?month=${month}`, text: 'As a month' },
        ]),
    { href: '/calendar/address', text: 'In your own calendar' },
  ]
  return <Links items={ways} inARow />
}

const monthWords = (month: string) => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Whole weeks, from the Monday on or before the first to the Sunday on or after the last. */
function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const fromMonday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const begin = addDays(first, -fromMonday(first))
  const last = addDays(addMonths(first, 1), -1)
  const weeks: string[][] = []
  for (let monday = begin; monday <= last; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(monday, at)))
  return weeks
}

function Month({ known }: { known: Known }) {
  return (
    <div class="ot-table" role="region" aria-label="The month" tabindex={0}>
      <table class="govuk-table ot-calendar">
        <caption class="govuk-visually-hidden">What is due and when you meet</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th scope="col" class="govuk-table__header">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(known.month).map((week) => (
            <tr>
              {week.map((day) => (
                <td class="ot-calendar__day">{day.startsWith(known.month) && <Day known={known} day={day} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!known.tasks.length && !known.meetings.length && (
        <p class="govuk-body">Nothing is due from you and no meeting of yours is in this month.</p>
      )}
    </div>
  )
}

function Day({ known: { tasks, meetings, more, today }, day }: { known: Known; day: string }) {
  const due = tasks.filter((task) => task.day === day)
  const held = meetings.filter((meeting) => meeting.day === day)
  return (
    <>
      <a class="govuk-link" href={`/calendar?day=${day}`} aria-current={day === today ? 'date' : undefined}>
        <span class="ot-calendar__number" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span class="ot-calendar__full">{showDayWithWeekday(day)}</span>
        {day === today && ' (today)'}
      </a>
      <ul class="govuk-list">
        {held.map(({ meetingId, time, panel }) => (
          <li>
            <a class="govuk-link" href={`/panel/meetings/${meetingId}`}>{`${showClock(time)} ${panel}`}</a>
          </li>
        ))}
        {due.map(({ caseId, knownAs, mistaken, what, late }) => (
          <li>
            <a class="govuk-link" href={`/cases/${caseId}`}>
              {knownAs}
            </a>
            <MistakenTag mistaken={mistaken} />
            {`: ${what}${late ? ' (overdue)' : ''}`}
          </li>
        ))}
        {more.includes(day) && <li>And more on this day</li>}
      </ul>
    </>
  )
}

function List({ known: { tasks, meetings, day, more } }: { known: Known }) {
  return (
    <>
      <Table
        caption="Meetings"
        columns={[{ text: 'Panel' }, { text: 'Day' }, { text: 'Time' }, { text: 'Place' }]}
        rows={meetings.map((each) => ({
          href: `/panel/meetings/${each.meetingId}`,
          cells: [each.panel, showDay(each.day), showClock(each.time), each.place],
        }))}
        empty={day ? 'No meeting of yours is on this day.' : 'No meeting of yours is in this month.'}
      />
      <Table
        caption="Due from you"
        columns={[{ text: 'Case' }, { text: 'Reference' }, { text: 'What' }, { text: 'Due' }]}
        rows={tasks.map((each) => ({
          href: `/cases/${each.caseId}`,
          cells: [
            <NameInList {...each} />,
            <span class="ot-reference">{each.reference}</span>,
            each.what,
            <DueDay day={each.day} late={each.late} />,
          ],
        }))}
        empty={day ? 'Nothing is due from you on this day.' : 'Nothing is due from you in this month.'}
      />
      {more.length > 0 && (
        <p class="govuk-body">
          {day
            ? 'More than a page is due on this day: the first are shown.'
            : `On some days more is due than is shown here: ${more.map(showDay).join(', ')}. Open such a day in the month.`}
        </p>
      )}
    </>
  )
}
