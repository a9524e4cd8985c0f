import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { InsetText, SummaryList, Table, Tag, WarningText } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { acts } from '../acts.ts'
import { exitReasons, labelled } from '../code-lists.ts'
import { whoMay } from '../consent-questions.ts'
import { consentState, openRequest } from '../consent-rules.ts'
import type { Support } from '../known.ts'
import { howItStands, standingPlan } from '../plan-rules.ts'
import { afterwardsOutcomes, reviewOutcomes } from '../review-questions.ts'
import { RequestRows } from './consent-pages.tsx'
import { EarlierPlans, Plan } from './plan-parts.tsx'

export function PlanTab(shown: Shown<Support>) {
  const { frame, known } = shown
  const plan = standingPlan(known) ?? known.plans[0]
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Plan" title="Support plan">
      <WhatToDo {...shown} />
      <Consent known={known} />
      <h2 class="govuk-heading-m">Support plan</h2>
      <Unmet known={known} />
      {plan ? (
        <Plan plan={plan} caseId={known.caseId} />
      ) : (
        <p class="govuk-body">
          The plan will be here once it is written: each need with an action or a reason, who provides it, how and when.
        </p>
      )}
      <EarlierPlans plans={known.plans.filter((each) => each !== plan)} caseId={known.caseId} />
      <Reviews known={known} />
      <Ending known={known} />
    </CaseFrame>
  )
}

/** Links to what this reader may do now; what the process does not allow yet stands below, with its reason. */
function WhatToDo({ known, may }: Shown<Support>) {
  const mine = acts.filter(({ command }) => may(command)).map((act) => ({ ...act, no: act.whyNot(known) }))
  const now = mine.filter(({ no }) => !no)
  // once it has ended, all that can follow is a review
  const later = mine.filter(({ no, path }) => no && (!known.ended || path === '/afterwards'))
  return (
    <>
      {mine.length > 0 && <h2 class="govuk-heading-m">What you can do</h2>}
      {now.length > 0 && (
        <ul class="govuk-list">
          {now.map(({ text, path }) => (
            <li>
              <a class="govuk-link" href={`/cases/${known.caseId}${path}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {later.length > 0 && (
        <InsetText>
          <ul class="govuk-list">
            {later.map(({ text, no }) => (
              <li>
                <b>{text}</b>: not now. {no}
              </li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  )
}

/** What was found and is answered neither with an action nor with a reason. */
function Unmet({ known }: { known: Support }) {
  const { on, unmet } = known.assessed
  if (known.ended || !unmet.length) return null
  return (
    <>
      <WarningText>
        {standingPlan(known)
          ? `The plan does not answer everything that the assessment of ${showDay(on!)} found.`
          : `The assessment of ${showDay(on!)} found needs that no plan answers yet.`}
      </WarningText>
      <ul class="govuk-list govuk-list--bullet">
        {unmet.map(({ need }) => (
          <li class="ot-lines">{need}</li>
        ))}
      </ul>
    </>
  )
}

const colours = { given: 'green', refused: 'red', withdrawn: 'red', 'run out': 'orange', 'not asked': 'grey' } as const

function Consent({ known }: { known: Support }) {
  const state = consentState(known.answers, known.today)
  const words = howItStands(state)
  const request = openRequest(known)
  return (
    <>
      <h2 class="govuk-heading-m">Consent</h2>
      {!known.ended && (
        <p class="govuk-body">
          <Tag colour={colours[state.is]}>{state.is === 'not asked' ? 'No answer yet' : `Consent ${state.is}`}</Tag>{' '}
          {`${capital(words)}.`}
        </p>
      )}
      {request && (
        <>
          <h3 class="govuk-heading-s">How it will be asked</h3>
          <RequestRows request={request} />
        </>
      )}
      {known.answers.map((answer) => (
        <>
          <h3 class="govuk-heading-s">{`${showDay(answer.answeredOn)}: consent ${answer.answer}`}</h3>
          <SummaryList
            rows={[
              { label: 'Who answered', value: `${answer.name}, ${answer.how}` },
              { label: 'Why they may', value: whoMay[answer.whoMay as keyof typeof whoMay] ?? answer.whoMay },
              { label: 'How that is known', text: answer.evidence },
              { label: 'What was said', text: answer.words },
              ...(answer.ownView ? [{ label: "The young person's own view", text: answer.ownView }] : []),
              ...(answer.expiresOn ? [{ label: 'Stands until', value: showDay(answer.expiresOn) }] : []),
              { label: 'Recorded by', value: answer.recordedBy },
            ]}
          />
        </>
      ))}
    </>
  )
}

const outcomeWords: Record<string, string> = { ...reviewOutcomes, ...afterwardsOutcomes }

function Reviews({ known: { reviews } }: { known: Support }) {
  return (
    <Table
      caption="Reviews"
      columns={[{ text: 'Day' }, { text: 'Review' }, { text: 'Outcome' }, { text: 'Next' }, { text: 'What was said' }]}
      rows={reviews.map((each) => ({
        cells: [
          showDay(each.reviewedOn),
          capital(each.kind),
          outcomeWords[each.outcome] ?? each.outcome,
          each.nextOn ? showDay(each.nextOn) : '',
          <ReviewWords review={each} />,
        ],
      }))}
      empty="Reviews of the plan will be here, and those after the end."
    />
  )
}

function ReviewWords({ review }: { review: Support['reviews'][number] }) {
  return (
    <>
      <span class="ot-lines">{review.words}</span>
      {review.whyEarly && <p class="govuk-body">Earlier than due: {review.whyEarly}</p>}
      {review.contributions.map(({ who, said }) => (
        <p class="govuk-body">
          <b>{who}</b>: <span class="ot-lines">{said}</span>
        </p>
      ))}
    </>
  )
}

function Ending({ known: { exits, openReviews } }: { known: Support }) {
  return (
    <>
      {exits.map((exit) => (
        <>
          <h2 class="govuk-heading-m">Exit on {showDay(exit.exitedOn)}</h2>
          <SummaryList
            rows={[
              { label: 'Reason', value: labelled(exitReasons, exit.reason) },
              { label: 'In words', text: exit.words },
              ...exit.views.map(({ who, view }) => ({ label: who, text: view })),
              ...(exit.chairsReason ? [{ label: "The chair's reason", text: exit.chairsReason }] : []),
              { label: 'Recorded by', value: exit.recordedBy },
            ]}
          />
        </>
      ))}
      {openReviews.length > 0 && (
        <Table
          caption="What is due afterwards"
          columns={[{ text: 'Review' }, { text: 'Due' }, { text: 'Where it comes from' }]}
          rows={openReviews.map(({ kind, dueOn, rule }) => ({ cells: [kind, showDay(dueOn), rule] }))}
        />
      )}
    </>
  )
}
