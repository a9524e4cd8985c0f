import type { z } from 'zod'
import type { Shown } from '../../platform/module.ts'
import { showClock, showDayWithWeekday } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { InsetText, Table } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import { DueDay, MistakenTag, protectiveMarking } from '../cases/index.ts'
import { Answered } from './answered.tsx'
import type { yourWork } from './queries.ts'

type Known = z.infer<typeof yourWork.gives>

export function YourWorkPage({ frame, known, viewer }: Shown<Known>) {
  if (!known.inCasework) return <OtherWorkPage frame={frame} answers={known.answers} />
  // whoever does not oversee the town has few cases: tiles that count nothing would only be in the way
  const tiles = viewer.roles.includes('Channel coordinator') ? known.tiles : known.tiles.filter(({ count }) => count)
  return (
    <Page frame={frame} title="Your work" wide namesAPerson printable marking={protectiveMarking}>
      <Answered answers={known.answers} />
      {known.overdue > 0 && <InsetText>{overdueWords(known.overdue)}</InsetText>}
      {tiles.length > 0 && <Tiles tiles={tiles} />}
      <Table
        caption="What is due from you"
        columns={[{ text: 'Case' }, { text: 'What' }, { text: 'Due' }, { text: 'Why' }]}
        rows={known.due.map((each) => ({
          href: each.href,
          cells: [<Named {...each} />, each.what, <DueDay day={each.dueOn} late={each.late} />, each.rule],
        }))}
        empty="Nothing is due from you. What you must do will be listed here, in date order, with the rule behind it."
      />
      {known.panel?.meetings.map((meeting) => (
        <Meeting meeting={meeting} />
      ))}
      {known.panel?.more && (
        <p class="govuk-body">
          <a class="govuk-link" href="/panel">
            All panels and their meetings
          </a>
        </p>
      )}
    </Page>
  )
}

function Tiles({ tiles }: Pick<Known, 'tiles'>) {
  return (
    <ul class="ot-tiles">
      {tiles.map(({ text, count, more, href }) => (
        <li class="ot-tile">
          <a class="ot-tile__link govuk-link" href={href}>
            <span class="ot-tile__count">{more ? `${count}+` : count}</span> <span class="ot-tile__text">{text}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const overdueWords = (count: number) => (count === 1 ? 'One thing is overdue.' : `${count} things are overdue.`)

/** A meeting to come or under way, with what to read for it. */
function Meeting({ meeting }: { meeting: NonNullable<Known['panel']>['meetings'][number] }) {
  return (
    <>
      <h2 class="govuk-heading-m">
        <a class="govuk-link" href={`/panel/meetings/${meeting.meetingId}`}>
          {`${meeting.panel}: ${showDayWithWeekday(meeting.meetsOn)}, ${showClock(meeting.meetsAt)}`}
        </a>
      </h2>
      <p class="govuk-body">{`${meeting.place}. ${capital(meeting.state)}.`}</p>
      <Table
        caption="To read before it"
        captionSize="s"
        columns={[{ text: 'Case' }, { text: 'What for' }, { text: 'Decided' }]}
        rows={meeting.items.map((item) => ({
          href: `/panel/items/${item.itemId}`,
          cells: [<Named {...item} />, capital(item.kind), item.decided ? 'Yes' : 'Not yet'],
        }))}
        empty="No case is on its agenda yet."
      />
    </>
  )
}

const Named = ({ knownAs, reference, mistaken }: { knownAs: string; reference: string; mistaken: boolean }) => (
  <>
    {knownAs} <span class="ot-reference">({reference})</span>
    <MistakenTag mistaken={mistaken} />
  </>
)

function OtherWorkPage({ frame, answers }: Pick<Shown<Known>, 'frame'> & Pick<Known, 'answers'>) {
  return (
    <Page frame={frame} title="Your work">
      <Answered answers={answers} />
      <p class="govuk-body">
        Choose where to go from the menu above. If somebody worries you, you can refer them from here.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/refer">
          Refer somebody
        </a>
      </p>
    </Page>
  )
}
