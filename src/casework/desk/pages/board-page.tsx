import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Page } from '../../../platform/ui/page.tsx'
import { addressOf, DueDay, MistakenTag, protectiveMarking } from '../../cases/index.ts'
import type { board } from '../board.ts'

type Known = z.infer<typeof board.gives>
type Column = Known['columns'][number]

export function BoardPage({ frame, known }: Shown<Known>) {
  return (
    <Page
      frame={frame}
      title="Board by stage"
      back={{ href: '/cases', text: 'Cases' }}
      wide
      namesAPerson
      printable
      marking={protectiveMarking}
    >
      <p class="govuk-body">
        Who has waited longest at a stage stands first. A case moves by itself when what it waits for is recorded.
      </p>
      {known.columns.length ? (
        <div class="ot-board" role="region" aria-label="Board by stage" tabindex={0}>
          {known.columns.map((column) => (
            <StageColumn column={column} />
          ))}
        </div>
      ) : (
        <p class="govuk-body">
          No open case that you can see. A case appears at its first stage when a referral is received.
        </p>
      )}
    </Page>
  )
}

function StageColumn({ column: { stage, cards, more } }: { column: Column }) {
  return (
    <section class="ot-board__stage">
      <h2 class="govuk-heading-s">{capital(stage)}</h2>
      <ul class="govuk-list">
        {cards.map((card) => (
          <li class="ot-board__case">
            <a class="govuk-link" href={`/cases/${card.caseId}`}>
              {card.knownAs}
            </a>
            {card.mistaken && (
              <span>
                <MistakenTag mistaken />
              </span>
            )}
            <span class="ot-reference">{card.reference}</span>
            <span>{waitingWords(card.days)}</span>
            {card.nextDue && (
              <span>
                {'Next date: '}
                <DueDay day={card.nextDue} late={card.late} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {more && (
        <a
          class="govuk-link"
          href={`/cases?${addressOf({ stage: stage as never, sort: 'longest at its stage' })}`}
        >{`All at the stage “${stage}”`}</a>
      )}
    </section>
  )
}

function waitingWords(days: number) {
  if (days === 0) return 'Since today'
  return days === 1 ? 'Waiting 1 day' : `Waiting ${days} days`
}
