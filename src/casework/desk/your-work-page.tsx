import type { z } from 'zod'
import type { Shown } from '../../platform/module.ts'
import { showClock, showDay, showDayWithWeekday } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { InsetText, Table } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import { DueDay, dueInWords, MistakenTag, protectiveMarking } from '../cases/index.ts'
import { deliveredWords, labelled, natures } from '../support/index.ts'
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
      {known.overdue > 0 && <InsetText>{overdueWords(known)}</InsetText>}
      {tiles.length > 0 && <Tiles tiles={tiles} />}
      <Table
        caption="What is due from you"
        columns={[{ text: 'Case' }, { text: 'What' }, { text: 'Due' }, { text: 'Why' }]}
        rows={known.due.map((each) => ({
          href: each.href,
          cells: [<Named {...each} />, dueInWords(each), <DueDay day={each.dueOn} late={each.late} />, each.rule],
        }))}
        empty="Nothing is due from you. What you must do will be listed here, in date order, with the rule behind it."
      />
      {known.more && (
        <p class="govuk-body">
          {`There is more: the first ${known.due.length} are listed. What is done leaves the list, and the rest follows.`}
        </p>
      )}
      {viewer.roles.includes('intervention provider') && <Giving gives={known.gives} />}
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

/** What whoever provides support comes for: each leads to where its sessions are recorded. */
function Giving({ gives }: Pick<Known, 'gives'>) {
  return (
    <Table
      caption="Support that you give"
      columns={[{ text: 'Case' }, { text: 'Support' }, { text: 'Sessions' }, { text: 'Last session' }]}
      rows={gives.map((each) => ({
        href: `/cases/${each.caseId}/actions/${each.actionId}`,
        cells: [
          <Named {...each} />,
          labelled(natures, each.nature),
          deliveredWords(each),
          each.lastOn ? showDay(each.lastOn) : 'None recorded yet',
        ],
      }))}
      empty="No support is yours to give now. Once a plan names you, it is listed here, and you record each session from here."
    />
  )
}

function Tiles({ tiles }: Pick<Known, 'tiles'>) {
  return (
    <ul class="ot-tiles">
      {tiles.map(({ text, count, more, href }) => (
        <li class="ot-tile">
          <a class="ot-tile__link govuk-link" href={href}>
            <span class="ot-tile__count">{more ? `${count}+` : count}</span>{' '}
            <span class="ot-tile__text">{onTile[text] ?? text}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** What is due from oneself may be late as well: this one counts cases, whosever turn it is there. */
const onTile: Record<string, string> = { Overdue: 'Cases with something overdue' }

/** What is late of their own; a tile counts cases, and whatever is late on them, from whomever. */
function overdueWords({ overdue, due, more }: Pick<Known, 'overdue' | 'due' | 'more'>) {
  const cases = new Set(due.filter(({ late }) => late).map(({ caseId }) => caseId)).size
  if (more && overdue === due.length) return `More than ${overdue} things that are due from you are overdue.`
  const on = cases === 1 ? 'one case' : `${cases} cases`
  return overdue === 1
    ? 'One thing that is due from you is overdue.'
    : `${overdue} things that are due from you are overdue, on ${on}.`
}

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
      <p class="govuk-body">If somebody worries you, you can refer them from here, or ask first.</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/refer">
          Refer somebody
        </a>
        , or go on with a referral that you began
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/refer/yours">
          See how far your referrals are
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/advice/ask">
          Ask for advice
        </a>{' '}
        if you are not sure: you name nobody
      </p>
    </Page>
  )
}
