import type { Shown } from '../../../platform/module.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { AssessmentsOfCase, OneAssessment } from '../known.ts'
import { beginQuestions, finishQuestions, setAsideQuestions } from '../questions.ts'
import { whyNotBegin, whyNotFinish, whyNotWrite } from '../rules.ts'
import { AllOfIt } from './one-page.tsx'

export function BeginPage(shown: Shown<AssessmentsOfCase>) {
  const { known } = shown
  const none = known.options.instruments.length
    ? undefined
    : 'No instrument is in use: the panel chair takes one into use first.'
  return (
    <CaseAct
      shown={shown}
      banner={known.banner}
      title="Begin an assessment"
      questions={beginQuestions}
      submit="Begin the assessment"
      back={{ href: `/cases/${known.caseId}/assessment`, text: 'All assessments of this case' }}
      notNow={whyNotBegin(known) ?? none}
    >
      <p class="govuk-body">
        It is written in parts that you can come back to. It keeps the edition of the instrument that it is begun with.
      </p>
    </CaseAct>
  )
}

export function FinishPage(shown: Shown<OneAssessment>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      banner={known.banner}
      title="Check your answers and finish"
      questions={finishQuestions}
      submit="Finish the assessment"
      back={backTo(known)}
      notNow={whyNotFinish(known)}
    >
      <InsetText>
        Those who work the case read all of it. The panel reads what it comes to: the summary, the strengths and the
        needs. Each need is then to be met by an action of the plan, or by a reason.
      </InsetText>
      <AllOfIt known={known} />
    </CaseAct>
  )
}

export function SetAsidePage(shown: Shown<OneAssessment>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      banner={known.banner}
      title="Set an assessment aside"
      questions={setAsideQuestions}
      submit="Set it aside"
      warning
      back={backTo(known)}
      notNow={whyNotWrite(known)}
    >
      <p class="govuk-body">What was written stays to be read, and another can be begun.</p>
    </CaseAct>
  )
}

const backTo = ({ caseId, assessmentId }: OneAssessment) => ({
  href: `/cases/${caseId}/assessments/${assessmentId}`,
  text: 'Back to the assessment',
})
