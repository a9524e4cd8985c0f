import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { labelled, natures } from '../code-lists.ts'
import { endPlanAction } from '../commands/end-action.ts'
import { recordPlanSession } from '../commands/record-session.ts'
import type { ActionInSupport } from '../known.ts'
import { ActionState, deliveredWords } from './plan-parts.tsx'

/** One action of a plan: what was commissioned, and every session, so that nobody believes in one that was not held. */
export function ActionPage(shown: Shown<ActionInSupport>) {
  const { frame, known } = shown
  const { action, banner, caseId } = known
  const here = `/cases/${caseId}/actions/${action.id}`
  return (
    <CaseFrame frame={frame} banner={banner} tab="Plan" title="An action of the plan">
      <h2 class="govuk-heading-m">{labelled(natures, action.nature)}</h2>
      <SummaryList rows={rowsOf(action)} />
      <ButtonGroup>
        {shown.may(recordPlanSession) && <Button href={`${here}/session`}>Record a session</Button>}
        {!action.endedOn && shown.may(endPlanAction) && (
          <Button href={`${here}/end`} kind="secondary">
            End this action
          </Button>
        )}
        <a class="govuk-link" href={`/cases/${caseId}/plan`}>
          Back to the plan
        </a>
      </ButtonGroup>
      <Table
        caption={`Sessions: ${deliveredWords(action)}`}
        columns={[{ text: 'Day' }, { text: 'Attended' }, { text: 'What was done' }, { text: 'Recorded by' }]}
        rows={action.sessions.map((each) => ({
          cells: [
            showDay(each.heldOn),
            each.attended ? 'Yes' : 'No',
            <span class="ot-lines">{each.done}</span>,
            each.recordedBy,
          ],
        }))}
        empty="No session was recorded yet. Whoever provides this support records each one here."
      />
    </CaseFrame>
  )
}

const rowsOf = (action: ActionInSupport['action']) => [
  { label: 'State', value: <ActionState action={action} /> },
  { label: 'Need', text: action.need },
  { label: 'Provided by', value: `${action.provider}, ${action.agency}` },
  { label: 'How', text: action.how },
  { label: 'Starts', value: showDay(action.startsOn) },
  { label: 'Rests on consent', value: action.restsOnConsent ? 'Yes' : 'No' },
  ...(action.endedOn ? [{ label: 'Ended on', value: showDay(action.endedOn) }] : []),
  ...(action.endWords ? [{ label: 'Why it ended', text: action.endWords }] : []),
  ...(action.whyFewer ? [{ label: 'Why fewer sessions than commissioned', text: action.whyFewer }] : []),
]
