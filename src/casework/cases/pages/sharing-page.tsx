import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, lastDayBefore, showDay, showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { InsetText, Table } from '../../../platform/ui/markup.tsx'
import type { sharingOfCase } from '../sharing.ts'
import { CaseFrame } from './case-frame.tsx'

type Known = z.infer<typeof sharingOfCase.gives>

export function SharingPage({ frame, known }: Shown<Known>) {
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Sharing" title="Sharing of a case">
      <Table
        caption="Who sees the case now"
        columns={[
          { text: 'Who' },
          { text: 'Agency' },
          { text: 'Sees' },
          { text: 'Why' },
          { text: 'Since' },
          { text: 'May be kept until' },
        ]}
        rows={known.insiders.map(({ who, agency, level, why, from, until }) => ({
          cells: [
            who,
            agency ?? 'Any',
            level === 'full' ? 'All of it' : 'The pack for the panel',
            capital(why),
            day(from),
            until ? day(until) : 'The need ends',
          ],
        }))}
        empty="Nobody but the Channel coordinators sees this case now. Whoever a step of the process lets in is listed here, with the reason."
      />
      <p class="govuk-body">Channel coordinators see every case that is not sealed to others.</p>
      {known.oneOff.length > 0 && (
        <Table
          caption="Agencies without an agreement, let in by a decision for this case"
          columns={[{ text: 'Agency' }, { text: 'Lawful basis' }, { text: 'Decided' }, { text: 'Ends' }]}
          rows={known.oneOff.map(({ agency, lawfulBasis, decidedAt, until }) => ({
            cells: [agency, lawfulBasis, day(decidedAt), showInstant(until)],
          }))}
        />
      )}
      <Ledger rows={known.ledger} />
    </CaseFrame>
  )
}

function Ledger({ rows }: { rows: Known['ledger'] }) {
  if (!rows) return <InsetText>What was shown to whom is listed here for those who work the case.</InsetText>
  return (
    <Table
      caption="What was shown to whom"
      columns={[
        { text: 'When' },
        { text: 'To whom' },
        { text: 'What' },
        { text: 'Why' },
        { text: 'Lawful basis' },
        { text: 'Until' },
      ]}
      rows={rows.map(({ at, agency, toWhom, what, why, lawfulBasis, until }) => ({
        cells: [
          <span class="ot-when">{showInstant(at)}</span>,
          !agency || agency === toWhom ? capital(toWhom) : `${agency}. ${toWhom}`,
          capital(what.join(', ')),
          capital(why),
          lawfulBasis,
          until ? showDay(lastDayBefore(until)) : 'No day was set',
        ],
      }))}
      empty="Nothing about this person has been shown to another agency yet. Every enquiry, pack and hand-over is listed here."
    />
  )
}

const day = (instant: string) => showDay(dayOf(instant))
