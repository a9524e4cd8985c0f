import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { SummaryList, Tag, Timeline } from '../../../platform/ui/markup.tsx'
import type { ReferredCaseShown } from '../queries.ts'
import type { Closing, GatewayOutcome } from '../shapes.ts'

/** What the police recorded, newest first; the national tracker stays the police's own record. */
export function GatewayOutcomes({ of, mayConfirm = false }: { of: readonly GatewayOutcome[]; mayConfirm?: boolean }) {
  if (!of.length) return <p class="govuk-body">The police have recorded nothing yet.</p>
  const items = of.toReversed().map((each) => ({
    title: capital([each.outcome, each.ground].filter(Boolean).join(': ')),
    by: each.by,
    at: each.at,
    when: showInstant(each.at),
    children: (
      <>
        <p class="govuk-body ot-lines">{each.grounds}</p>
        {each.passedTo && <p class="govuk-body">Passed to {each.passedTo}.</p>}
        <Tracker of={each} mayConfirm={mayConfirm} />
      </>
    ),
  }))
  return <Timeline items={items} headingLevel={3} />
}

function Tracker({ of, mayConfirm }: { of: GatewayOutcome; mayConfirm: boolean }) {
  const { outcomeId, trackerReference, trackerOn, confirmed } = of
  if (trackerReference && trackerOn)
    return (
      <p class="govuk-body">
        National tracker: {trackerReference}, {showDay(trackerOn)}
        {confirmed && `, ${confirmed}`}
      </p>
    )
  return (
    <p class="govuk-body">
      <Tag colour="yellow">Not confirmed by police</Tag>{' '}
      {mayConfirm && (
        <a class="govuk-link" href={`/gateway/${outcomeId}/confirm`}>
          Enter the tracker’s reference
        </a>
      )}
    </p>
  )
}

export function Closings({ of }: { of: readonly Closing[] }) {
  return (
    <>
      {of.toReversed().map((each) => (
        <SummaryList rows={rowsOf(each)} />
      ))}
    </>
  )
}

function rowsOf(each: Closing) {
  return [
    { label: 'Closing proposed', text: `${capital(each.reason)}, by ${each.proposedBy}, ${showInstant(each.at)}` },
    { label: 'Reasons', text: each.reasons },
    ...(each.together ? [{ label: 'What all referrals show together', text: each.together }] : []),
    ...(each.passedTo ? [{ label: 'Passed to', text: each.passedTo }] : []),
    ...(each.needsSecond
      ? [
          {
            label: 'Second person',
            text: each.answer ? `${capital(each.answer)} by ${each.answeredBy}` : 'Has not answered yet',
          },
        ]
      : []),
    ...(each.answerReasons ? [{ label: 'Their reasons', text: each.answerReasons }] : []),
  ]
}

export function HandOvers({ of }: { of: ReferredCaseShown['handOvers'] }) {
  if (!of.length) return <p class="govuk-body">It was handed over to nobody else.</p>
  return (
    <ul class="govuk-list govuk-list--bullet">
      {of.map(({ toService, why, madeAt, standing }) => (
        <li>
          To {toService}, {showInstant(madeAt)}, because {why}: {standing}
        </li>
      ))}
    </ul>
  )
}
