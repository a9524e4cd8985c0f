import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { changeTheContacts } from '../commands/change-contacts.ts'
import { recordAnAgreement } from '../commands/record-agreement.ts'
import type { oneAgency } from '../queries.ts'
import { AgreementOf, kindOf, spanOf } from './agencies-page.tsx'

export function AgencyPage({ frame, known, may }: Shown<z.infer<typeof oneAgency.gives>>) {
  const { agencyId, name, kind, forceArea, mailbox, seniorMailbox, telephone, agreements } = known
  const rows = [
    { label: 'Kind', text: kindOf(kind) },
    ...(forceArea ? [{ label: 'Force area', text: forceArea }] : []),
    { label: 'Mailbox for enquiries', text: mailbox ?? 'None' },
    { label: 'Senior contact', text: seniorMailbox ?? 'None' },
    { label: 'Telephone', text: telephone ?? 'None' },
    { label: 'Agreement now', value: <AgreementOf agency={known} /> },
  ]
  return (
    <Page frame={frame} title="Agency" heading={name} back={{ href: '/agencies', text: 'All agencies' }}>
      <SummaryList rows={rows} />
      <ButtonGroup>
        {may(recordAnAgreement) && <Button href={`/agencies/${agencyId}/agreement`}>Record an agreement</Button>}
        {may(changeTheContacts) && (
          <Button kind="secondary" href={`/agencies/${agencyId}/contacts`}>
            Change the contacts
          </Button>
        )}
      </ButtonGroup>
      <Table
        caption="Agreements recorded"
        columns={[{ text: 'Days' }, { text: 'Recorded' }]}
        rows={agreements.map(({ from, until, recordedAt, recordedBy }) => ({
          cells: [spanOf({ from, until }), `${showInstant(recordedAt)}${recordedBy ? ` by ${recordedBy}` : ''}`],
        }))}
        empty="None was recorded here yet."
      />
    </Page>
  )
}
