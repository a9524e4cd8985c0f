import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, Details, InsetText, Table } from '../../../platform/ui/markup.tsx'
import type { overview } from '../overview.ts'
import { nextSteps } from '../steps.ts'
import { dueInWords } from '../work.ts'
import { keeping } from '../keeping.ts'
import { CaseFrame, DueDay } from './case-frame.tsx'
import { ChangedSince } from './changed-since.tsx'

/** What the case is, and what can be done with it now: only what this reader may do is offered. */
export function OverviewPage({ frame, known, viewer }: Shown<z.infer<typeof overview.gives>>) {
  const { now, later } = nextSteps(known, viewer)
  return (
    <CaseFrame frame={frame} banner={known} tab="Overview" title="Overview of a case">
      <ChangedSince changes={known.changes} />
      <h2 class="govuk-heading-m">What you can do now</h2>
      {now.length ? (
        <ButtonGroup>
          {now.map(({ text, href }, index) => (
            <Button href={href} kind={index ? 'secondary' : undefined}>
              {text}
            </Button>
          ))}
        </ButtonGroup>
      ) : (
        <p class="govuk-body">Nothing is asked of you at this stage.</p>
      )}
      {later && <InsetText>{later}</InsetText>}
      <DueHere due={known.due} />
      {(frame.opens?.(`/cases/${known.caseId}/referral`) ?? true) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/cases/${known.caseId}/referral`}>
            Read the referral
          </a>
        </p>
      )}
      <Kept {...known.keeping} />
    </CaseFrame>
  )
}

const DueHere = ({ due }: { due: z.infer<typeof overview.gives>['due'] }) => (
  <Table
    caption="What is due on this case"
    columns={[{ text: 'What' }, { text: 'By whom' }, { text: 'Due' }, { text: 'Why' }]}
    rows={due.map(({ what, partner, by, dueOn, late, rule, href }) => ({
      ...(href ? { href } : {}),
      cells: [dueInWords({ what, partner }), by, <DueDay day={dueOn} late={late} />, rule],
    }))}
    empty="Nothing is due on this case. What somebody must do will be listed here, with the day and the rule behind it."
  />
)

/** How long it is kept, and by which rule: nobody need guess, and nothing goes by the day alone. */
function Kept({ as, until }: z.infer<typeof overview.gives>['keeping']) {
  if (as === 'open' || !until)
    return (
      <p class="govuk-body">The case is kept while it is open. How long afterwards follows from what comes of it.</p>
    )
  const { outcome, from, source } = keeping[as]
  return (
    <Details summary={`Kept until ${showDay(until)}`}>
      <p class="govuk-body">{`${outcome}: counted from ${from}. ${source}. On that day a person decides whether it is deleted.`}</p>
    </Details>
  )
}
