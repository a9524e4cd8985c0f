import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { addAnAgency } from '../commands/add.ts'
import type { Agency } from '../queries.ts'
import { kinds } from '../questions.ts'

export function AgenciesPage({ frame, known, may }: Shown<{ agencies: Agency[] }>) {
  return (
    <Page frame={frame} title="Agencies" wide>
      <p class="govuk-body">
        People of an agency are let into casework only while it has an information-sharing agreement, or by a decision
        recorded for one case.
      </p>
      {may(addAnAgency) && <Button href="/agencies/add">Add an agency</Button>}
      <Table
        caption="Agencies that work together here"
        captionSize="hidden"
        columns={[{ text: 'Agency' }, { text: 'Kind' }, { text: 'Agreement' }, { text: 'Telephone' }]}
        rows={known.agencies.map((agency) => ({
          href: `/agencies/${agency.agencyId}`,
          cells: [agency.name, kindOf(agency.kind), <AgreementOf agency={agency} />, agency.telephone ?? ''],
        }))}
        empty="There are no agencies yet. An administrator adds them."
      />
    </Page>
  )
}

export const kindOf = (kind: string): string => (kinds as Record<string, string>)[kind] ?? kind

/** In words as well as in colour. */
export function AgreementOf({ agency }: { agency: Agency }) {
  if (!agency.agreementFrom) return <Tag colour="grey">None</Tag>
  if (agency.inAgreement) return <>{spanOf({ from: agency.agreementFrom, until: agency.agreementUntil })}</>
  return (
    <>
      <Tag colour="red">Not in force</Tag> {spanOf({ from: agency.agreementFrom, until: agency.agreementUntil })}
    </>
  )
}

export const spanOf = ({ from, until }: { from: string; until: string | null }): string =>
  until ? `${showDay(from)} to ${showDay(until)}` : `From ${showDay(from)}`
