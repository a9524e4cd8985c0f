import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { yourWork } from '../work.ts'
import { protectiveMarking } from './case-frame.tsx'

type Known = z.infer<typeof yourWork.gives>

export function YourWorkPage({ frame, known }: Shown<Known>) {
  if (!known.inCasework) return <OtherWorkPage frame={frame} />
  return (
    <Page frame={frame} title="Your work" wide namesAPerson printable marking={protectiveMarking}>
      <ul class="ot-tiles">
        {known.tiles.map(({ text, count, more, href }) => (
          <li class="ot-tile">
            <a class="ot-tile__link govuk-link" href={href}>
              <span class="ot-tile__count">{more ? `${count}+` : count}</span> <span class="ot-tile__text">{text}</span>
            </a>
          </li>
        ))}
      </ul>
      <Table
        caption="What is due"
        columns={[{ text: 'Case' }, { text: 'What' }, { text: 'Due' }, { text: 'Why' }]}
        rows={known.due.map((each) => ({
          href: `/cases/${each.caseId}`,
          cells: [
            `${each.knownAs} (${each.reference})`,
            each.what,
            <DueDay day={each.dueOn} late={each.late} />,
            each.rule,
          ],
        }))}
        empty="Nothing is due from you. What you must do will be listed here, in date order, with the rule behind it."
      />
    </Page>
  )
}

function DueDay({ day, late }: { day: string; late: boolean }) {
  return (
    <>
      {showDay(day)} {late && <Tag colour="red">Overdue</Tag>}
    </>
  )
}

function OtherWorkPage({ frame }: Pick<Shown<Known>, 'frame'>) {
  return (
    <Page frame={frame} title="Your work">
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
