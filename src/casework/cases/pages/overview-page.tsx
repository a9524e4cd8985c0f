import type { Shown } from '../../../platform/module.ts'
import { Button, ButtonGroup, InsetText } from '../../../platform/ui/markup.tsx'
import type { Banner } from '../queries.ts'
import { nextSteps } from '../steps.ts'
import { CaseFrame } from './case-frame.tsx'

/** What the case is, and what can be done with it now: only what this reader may do is offered. */
export function OverviewPage({ frame, known, viewer }: Shown<Banner>) {
  const { now, later } = nextSteps(known, viewer)
  return (
    <CaseFrame frame={frame} banner={known} tab="Overview" title="Overview of a case">
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
