import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { Button, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { recordAnAgreement } from '../commands/record-agreement.ts'
import type { oneAgency } from '../queries.ts'
import { AgreementOf, kindOf, spanOf } from './agencies-page.tsx'

export function AgencyPage({ frame, known, may }: Shown<z.infer<typeof oneAgency.gives>>) {
  const { agencyId, name, kind, forceArea, mailbox, telephone, agreements } = known
  const rows = [
    { label: 'Kind', text: kindOf(kind) },
    ...(forceArea ? [{ label: 'Force area', text: forceArea }] : []),
    { label: 'Mailbox for enquiries', text: mailbox ?? 'None' },
    { label: 'Telephone', text: telephone ?? 'None' },
    { label: 'Agreement now', value: <AgreementOf agency={known} /> },
  ]
  return (
    <Page frame={frame} title="Agency" heading={name} back={{ href: '/agencies', text: 'All agencies' }}>
      <SummaryList rows={rows} />
      {may(recordAnAgreement) && <Button href={`/agencies/${agencyId}/agreement`}>Record an agreement</Button>}
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
