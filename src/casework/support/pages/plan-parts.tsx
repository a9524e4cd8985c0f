import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { Details, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { labelled, natures } from '../code-lists.ts'
import type { PlannedAction, SupportPlan } from '../known.ts'
import { endReasons } from '../plan-questions.ts'

/** Delivered against commissioned, always both: "2 of 6 sessions delivered, 1 not attended" (facts 7.3). */
export function deliveredWords({
  delivered,
  commissioned,
  missed,
}: Pick<PlannedAction, 'delivered' | 'commissioned' | 'missed'>): string {
  const counted = commissioned || delivered || missed
  if (!counted) return 'Not counted in sessions'
  const of = commissioned
    ? `${delivered} of ${commissioned} sessions delivered`
    : `${delivered} ${delivered === 1 ? 'session' : 'sessions'} delivered`
  return missed ? `${of}, ${missed} not attended` : of
}

export const endedWords = (why: string) => endReasons[why as keyof typeof endReasons] ?? why

export function Plan({ plan, caseId }: { plan: SupportPlan; caseId: string }) {
  return (
    <>
      <p class="govuk-body">
        Written by {plan.writtenBy} on {showInstant(plan.writtenAt)}
        {plan.endedAt && `, ended on ${showInstant(plan.endedAt)}: ${plan.endedWhy}`}
      </p>
      <SummaryList
        rows={[
          plan.input
            ? { label: 'What the person wants from it', text: plan.input }
            : { label: 'Why the person was not asked what they want', text: plan.noInput ?? '' },
        ]}
      />
      {plan.needs.map((need, index) => (
        <Need
          need={need}
          number={index + 1}
          actions={plan.actions.filter(({ needId }) => needId === need.id)}
          caseId={caseId}
        />
      ))}
    </>
  )
}

interface NeedProps {
  need: SupportPlan['needs'][number]
  number: number
  actions: readonly PlannedAction[]
  caseId: string
}

function Need({ need, number, actions, caseId }: NeedProps) {
  return (
    <section>
      <h3 class="govuk-heading-s">
        Need {number}: <span class="ot-lines">{need.need}</span>
      </h3>
      {need.reason && (
        <p class="govuk-body">
          Nothing is done about it, because: <span class="ot-lines">{need.reason}</span>
        </p>
      )}
      {actions.length > 0 && (
        <Table
          caption={`Actions for need ${number}`}
          captionSize="hidden"
          columns={[
            { text: 'Support' },
            { text: 'Provided by' },
            { text: 'Starts' },
            { text: 'Sessions' },
            { text: 'State' },
          ]}
          rows={actions.map((action) => ({
            href: `/cases/${caseId}/actions/${action.id}`,
            cells: [
              labelled(natures, action.nature),
              `${action.provider}, ${action.agency}`,
              showDay(action.startsOn),
              deliveredWords(action),
              <ActionState action={action} />,
            ],
          }))}
        />
      )}
    </section>
  )
}

export function ActionState({ action }: { action: PlannedAction }) {
  if (!action.endedOn) return <Tag colour="green">Open</Tag>
  return <Tag colour="grey">{`Ended: ${endedWords(action.endedWhy ?? '')}`}</Tag>
}

export function EarlierPlans({ plans, caseId }: { plans: readonly SupportPlan[]; caseId: string }) {
  if (!plans.length) return null
  return (
    <Details summary={plans.length === 1 ? 'The plan before this' : `The ${plans.length} plans before this`}>
      {plans.map((plan) => (
        <Plan plan={plan} caseId={caseId} />
      ))}
    </Details>
  )
}
