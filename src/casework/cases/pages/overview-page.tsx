import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { Button, ButtonGroup, InsetText } from '../../../platform/ui/markup.tsx'
import type { overview } from '../overview.ts'
import { nextSteps } from '../steps.ts'
import { CaseFrame } from './case-frame.tsx'
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
      <p class="govuk-body">
        <a class="govuk-link" href={`/cases/${known.caseId}/referral`}>
          Read the referral
        </a>
      </p>
    </CaseFrame>
  )
}
