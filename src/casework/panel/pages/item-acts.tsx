import type { ComponentChildren } from 'preact'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import type { Questions } from '../../../platform/pure/questions.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, WarningText } from '../../../platform/ui/markup.tsx'
import { captionOf, protectiveMarking } from '../../cases/index.ts'
import { whyNotDeclare, whyNotDissent, whyNotInvite, whyNotSetAction } from '../item-rules.ts'
import type { ActionKnown } from '../queries/action.ts'
import type { ItemForActions, ItemForGuests, ItemInHand, ItemKnown } from '../queries/item.ts'
import type { ItemOnTheTable } from '../queries/items.ts'
import {
  actionQuestions,
  conflictQuestions,
  decisionQuestions,
  dissentQuestions,
  finishQuestions,
  inviteQuestions,
  viewQuestions,
} from '../questions.ts'
import { standingViews } from '../rules.ts'
import { Views } from './parts.tsx'

interface Props {
  shown: Shown<ItemOnTheTable & object>
  title: string
  questions: Questions
  submit: string
  warning?: boolean
  notNow?: string | undefined
  children?: ComponentChildren
}

function ItemAct({ shown, ...page }: Props) {
  const item = shown.known
  return (
    <ActPage
      shown={shown}
      {...page}
      caption={captionOf(item)}
      back={{ href: `/panel/items/${item.itemId}`, text: 'The item' }}
      marking={protectiveMarking}
      reference={item.reference}
      namesAPerson
    />
  )
}

export function ConflictPage(shown: Shown<ItemInHand>) {
  return (
    <ItemAct
      shown={shown}
      title="Declare a conflict"
      notNow={whyNotDeclare(shown.known)}
      questions={conflictQuestions}
      submit="Declare it"
    >
      <WarningText>
        With a conflict this case disappears from everything you see here, at once. It cannot be taken back.
      </WarningText>
    </ItemAct>
  )
}

export function ViewPage(shown: Shown<ItemInHand>) {
  const { known, viewer, form } = shown
  const own = known.options.members.find(({ value }) => value === viewer.id)
  const begun = {
    ...shown,
    form: {
      ...form,
      values:
        form.values ?? (known.options.members.length === 1 && own && !known.notYet ? { member: own.value } : undefined),
    },
  }
  return (
    <ItemAct
      shown={begun}
      title="Give a view"
      questions={viewQuestions}
      submit="Record the view"
      notNow={known.notYet ?? undefined}
    />
  )
}

export function DecisionPage(shown: Shown<ItemKnown>) {
  const { known: item, viewer } = shown
  const chair = item.chairNow
  return (
    <ItemAct
      shown={shown}
      title="Record the decision"
      questions={decisionQuestions}
      submit="Record the decision"
      notNow={item.notYet ?? undefined}
    >
      {!item.notYet && chair && chair.staffId !== viewer.id && (
        <InsetText>{`${chair.name} is in the chair for this item and records the decision.`}</InsetText>
      )}
      {item.stops.length > 0 && <WarningText>{`The panel cannot decide yet: ${item.stops.join('; ')}.`}</WarningText>}
      {item.warnings.length > 0 && (
        <InsetText>
          <ul class="govuk-list govuk-list--bullet">
            {item.warnings.map((warning) => (
              <li>{warning}</li>
            ))}
          </ul>
        </InsetText>
      )}
      <Views item={{ ...item, views: standingViews(item) }} />
    </ItemAct>
  )
}

export function DissentPage(shown: Shown<ItemInHand>) {
  return (
    <ItemAct
      shown={shown}
      title="Dissent from a decision"
      questions={dissentQuestions}
      submit="Record the dissent"
      notNow={whyNotDissent(shown.known)}
    />
  )
}

export function ActionPage(shown: Shown<ItemForActions>) {
  return (
    <ItemAct
      shown={shown}
      title="Set an action"
      questions={actionQuestions}
      submit="Set the action"
      notNow={whyNotSetAction(shown.known)}
    />
  )
}

export function GuestPage(shown: Shown<ItemForGuests>) {
  const { homeForce } = shown.known
  const not = whyNotInvite(shown.known)
  return (
    <ItemAct
      shown={shown}
      title="Add a member for a case"
      notNow={not}
      questions={inviteQuestions}
      submit="Add the member"
    >
      {!not && (
        <InsetText>
          {`The police of the area where the person lives must be at the table: ${homeForce?.name ?? 'not recorded yet'}.`}
        </InsetText>
      )}
    </ItemAct>
  )
}

export function FinishActionPage(shown: Shown<ActionKnown>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Say that an action is done"
      caption={captionOf(known)}
      questions={finishQuestions}
      submit="It is done"
      back={{ href: '/panel', text: 'Panel' }}
      marking={protectiveMarking}
      reference={known.reference}
      namesAPerson
    >
      <InsetText>{`${known.what}\n${known.doneAt ? 'This was done already.' : `By ${showDay(known.dueOn)}`}`}</InsetText>
    </ActPage>
  )
}
