import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { WarningText } from '../../../platform/ui/markup.tsx'
import { whyNotAfterwards } from '../afterwards-rules.ts'
import { leftOpen, whyNotExit } from '../exit-rules.ts'
import type { Support } from '../known.ts'
import { afterwardsQuestions, exitQuestions } from '../review-questions.ts'
import { SupportAct } from './support-act.tsx'

export function RecordExitPage(shown: Shown<Support>) {
  const open = leftOpen(shown.known)
  return (
    <SupportAct
      shown={shown}
      title="Record the exit"
      questions={exitQuestions}
      submit="Record the exit"
      warning
      whyNot={whyNotExit(shown.known)}
    >
      <p class="govuk-body">
        The plan, its actions and the sight of the lead professional and the providers end when you record it. Two
        reviews follow.
      </p>
      {open.length > 0 && (
        <>
          <WarningText>
            Work is left open. End it first, or let the panel chair record the exit with a reason.
          </WarningText>
          <ul class="govuk-list govuk-list--bullet">
            {open.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </>
      )}
    </SupportAct>
  )
}

export function RecordAfterwardsPage(shown: Shown<Support>) {
  const { openReviews, ended } = shown.known
  return (
    <SupportAct
      shown={shown}
      title="Record a review afterwards"
      questions={afterwardsQuestions}
      submit="Record the review"
      whyNot={whyNotAfterwards(shown.known)}
    >
      {ended && <p class="govuk-body">The case ended on {showDay(ended.on)}.</p>}
      {openReviews.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {openReviews.map(({ kind, dueOn, rule }) => (
            <li>
              {kind}: due on {showDay(dueOn)} ({rule})
            </li>
          ))}
        </ul>
      )}
    </SupportAct>
  )
}
