import { capital } from '../../../platform/pure/words.ts'
import type { Shown } from '../../../platform/module.ts'
import { holdsARole } from '../../../platform/policy.ts'
import { Button, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { inviteStaff } from '../commands/invite.ts'
import { staffPolicy } from '../policy.ts'
import type { Colleague } from '../queries.ts'

export function StaffPage({ frame, known, viewer, may }: Shown<{ staff: Colleague[]; next: string | null }>) {
  const opens = holdsARole(staffPolicy.readOne, viewer)
  return (
    <Page frame={frame} title="Staff" wide>
      <p class="govuk-body">Everyone who works here now, from every agency.</p>
      {may(inviteStaff) && <Button href="/staff/invite">Invite somebody</Button>}
      <Table
        caption="Everyone who works here now"
        captionSize="hidden"
        columns={[{ text: 'Name' }, { text: 'Job title' }, { text: 'Agency' }, { text: 'Roles' }]}
        rows={known.staff.map(({ staffId, name, jobTitle, agency, roles }) => ({
          ...(opens ? { href: `/staff/${staffId}` } : {}),
          cells: [name, jobTitle ?? '–', agency, roles.length ? capital(roles.join(', ')) : '–'],
        }))}
        empty="Nobody is here yet. An administrator invites people."
      />
      {known.next && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/staff?after=${known.next}`}>
            The next hundred
          </a>
        </p>
      )}
    </Page>
  )
}
