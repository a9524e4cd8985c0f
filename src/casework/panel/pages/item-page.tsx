import type { AnyCommand } from '../../../platform/command.ts'
import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList, Table, TaskList, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { Concluded } from '../../assessment/index.ts'
import { ChangedSince, MistakenTag, NewToYou, protectiveMarking } from '../../cases/index.ts'
import { declarePanelConflict } from '../commands/declare-conflict.ts'
import { givePanelView } from '../commands/give-view.ts'
import { inviteToItem } from '../commands/invite.ts'
import { recordDecision } from '../commands/record-decision.ts'
import { recordPanelDissent } from '../commands/record-dissent.ts'
import { setPanelAction } from '../commands/set-action.ts'
import { whyNotDeclare, whyNotDissent, whyNotInvite, whyNotSetAction } from '../item-rules.ts'
import type { ItemKnown } from '../queries/item.ts'
import { whyNotDecide } from '../rules.ts'
import { Actions, capital, DecisionMade, Declared, Views } from './parts.tsx'

/** One case on the table: what can be done, what the law asks for, the papers, and what was said and decided. */
export function ItemPage(shown: Shown<ItemKnown>) {
  const { frame, known: item, viewer } = shown
  return (
    <Page
      frame={frame}
      title="A case on the agenda"
      heading={item.knownAs}
      caption={`Case ${item.reference}: ${item.kind}`}
      back={{ href: `/panel/meetings/${item.meetingId}`, text: 'The meeting' }}
      marking={protectiveMarking}
      reference={item.reference}
      namesAPerson
      printable
      wide
    >
      <SummaryList
        rows={[
          { label: 'Meeting', value: `${item.panel}, ${showDay(item.meetsOn)}` },
          { label: 'In the chair for this item', value: item.chairNow?.name ?? 'Nobody yet' },
          {
            label: 'Stage of the case',
            value: (
              <>
                {capital(item.stage)}
                <MistakenTag mistaken={item.mistaken} />
              </>
            ),
          },
          { label: 'Police of the home area', value: item.homeForce?.name ?? 'Not recorded' },
        ]}
      />
      <ChangedSince changes={item.changes} />
      <DecisionMade item={item} />
      <h2 class="govuk-heading-m">What you can do</h2>
      <TaskList items={tasks(shown)} />
      {!item.decision && <BeforeDeciding item={item} />}
      <Papers item={item} />
      <Views item={item} newTo={{ viewerId: viewer.id, since: item.changes.readBefore }} />
      <Actions item={item} viewerId={viewer.id} />
      {item.recusals.length > 0 && <h2 class="govuk-heading-m">Declared on this case</h2>}
      <Declared item={item} />
    </Page>
  )
}

interface Task {
  title: string
  href?: string
  hint?: string
  status: string
  cannotStart?: boolean
}

/** What this reader may do, each with the reason where the process does not allow it yet. */
function tasks({ known: item, may, viewer }: Shown<ItemKnown>): Task[] {
  const here = `/panel/items/${item.itemId}`
  const task = (title: string, path: string, not: string | undefined): Task =>
    not
      ? { title, hint: not, status: 'Cannot be done now', cannotStart: true }
      : { title, href: `${here}/${path}`, status: 'Can be done' }
  const all: [AnyCommand, Task][] = [
    [declarePanelConflict, task('Declare a conflict, or that you know the person', 'conflict', whyNotDeclare(item))],
    [givePanelView, task("Give an agency's view", 'view', item.notYet ?? undefined)],
    [recordDecision, task('Record the decision', 'decision', whyNotDecide(item, viewer))],
    [recordPanelDissent, task('Dissent from the decision', 'dissent', whyNotDissent(item))],
    [setPanelAction, task('Set an action', 'action', whyNotSetAction(item))],
    [inviteToItem, task('Add a member for this case alone', 'guest', whyNotInvite(item))],
  ]
  return all.flatMap(([command, each]) => (may(command) ? [each] : []))
}

function BeforeDeciding({ item }: { item: ItemKnown }) {
  return (
    <>
      <h2 class="govuk-heading-m">What the law requires before a decision</h2>
      {item.stops.length ? (
        item.stops.map((stop) => <WarningText>{capital(stop)}.</WarningText>)
      ) : (
        <p class="govuk-body">
          Everything is there: grounds under section 36, the council in the chair, and the police of the person’s home
          area.
        </p>
      )}
      {item.warnings.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What is missing, and does not stop you</h2>
          <ul class="govuk-list govuk-list--bullet">
            {item.warnings.map((warning) => (
              <li>{warning}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Papers({ item }: { item: ItemKnown }) {
  const { grounds, replies, assessment } = item.papers
  const since = item.changes.readBefore
  return (
    <>
      <h2 class="govuk-heading-m">Papers</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={`/cases/${item.caseId}/referral`}>
          The referral
        </a>
      </p>
      {grounds.length ? (
        <SummaryList
          rows={grounds.map(({ words, by, for: agency, at }) => ({
            label: (
              <>
                Section 36 grounds
                <NewToYou at={at} since={since} />
              </>
            ),
            text: `${words}\n${by}, for ${agency}, ${showInstant(at)}`,
          }))}
        />
      ) : (
        <InsetText>No grounds under section 36 are recorded.</InsetText>
      )}
      <Table
        caption="Replies from partners"
        columns={[{ text: 'Agency' }, { text: 'Reply' }, { text: 'In their words' }, { text: 'When' }]}
        rows={replies.map(({ agency, outcome, words, at }) => ({
          cells: [
            agency,
            capital(outcome),
            <span class="ot-lines">{words}</span>,
            <>
              {showInstant(at)}
              <NewToYou at={at} since={since} />
            </>,
          ],
        }))}
        empty="No reply has been released into the case."
      />
      <h3 class="govuk-heading-m">Assessment</h3>
      {assessment?.conclusion ? (
        <>
          <p class="govuk-body">
            {assessment.occasion}, finished on {showDay(assessment.on)}, with {assessment.instrument}
          </p>
          <Concluded came={assessment.conclusion} needs={assessment.needs} />
        </>
      ) : (
        <InsetText>
          {assessment ? 'What it came to is for the panel that considers the case.' : 'No assessment is finished.'}
        </InsetText>
      )}
    </>
  )
}
