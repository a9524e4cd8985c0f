import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, InsetText } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { listPanelCase } from '../commands/list-case.ts'
import { notForTheAgenda } from '../meeting-rules.ts'
import type { CasePanel } from '../queries/case-panel.ts'
import { Actions, capital, DecisionMade, OutcomeTag, Views } from './parts.tsx'

/** The panel's tab of a case: every item with what was said and decided. */
export function CasePanelPage({ frame, known, may, viewer }: Shown<CasePanel>) {
  const not = notForTheAgenda(known)
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Panel" title="The panel's part in a case">
      {may(listPanelCase) &&
        (not ? (
          <InsetText>{not}</InsetText>
        ) : (
          <Button href={`/cases/${known.caseId}/panel/list`}>Put on an agenda</Button>
        ))}
      {known.items.length === 0 && (
        <p class="govuk-body">No panel has had this case on its agenda yet. Items and decisions will be here.</p>
      )}
      {known.items.map((item) => (
        <section>
          <h2 class="govuk-heading-m">
            <a
              class="govuk-link"
              href={`/panel/items/${item.itemId}`}
            >{`${capital(item.kind)}, ${showDay(item.meetsOn)}`}</a>{' '}
            <OutcomeTag item={item} />
          </h2>
          <DecisionMade item={item} />
          {item.views.length > 0 && <Views item={item} />}
          {item.actions.length > 0 && <Actions item={item} viewerId={viewer.id} />}
        </section>
      ))}
    </CaseFrame>
  )
}
