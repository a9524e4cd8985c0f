import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import type { beforePoliceLead } from '../police-lead-known.ts'
import { policeLeadQuestions } from '../questions.ts'
import { CaseAct } from './case-act.tsx'

export function PoliceLeadPage(shown: Shown<z.infer<typeof beforePoliceLead.gives>>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Decide how a case goes on that the police lead"
      banner={known.banner}
      questions={policeLeadQuestions}
      submit="Record the decision"
    >
      {known.isHeld ? (
        <p class="govuk-body">
          {`The police lead this case since ${showDay(dayOf(known.since))}. It had been referred to the panel, so it does not stop by itself: you say how it goes on. Speak with the police first: nobody should approach the person across an investigation.`}
        </p>
      ) : (
        <InsetText>The case is not held for the police now: there is nothing to decide here.</InsetText>
      )}
      {known.restsUntil && (
        <InsetText>{`The panel’s work rests now, until it is looked at again on ${showDay(known.restsUntil)}.`}</InsetText>
      )}
    </CaseAct>
  )
}
