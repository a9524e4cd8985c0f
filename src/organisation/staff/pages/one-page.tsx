import type { z } from 'zod'
import { capital } from '../../../platform/pure/words.ts'
import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { authoriseForSection36, endTheAuthorisation } from '../commands/authorise.ts'
import { endARole } from '../commands/end-role.ts'
import { giveARole } from '../commands/give-role.ts'
import { inviteStaffAgain } from '../commands/invite.ts'
import { recordALeaver } from '../commands/record-leaver.ts'
import type { oneOfStaff } from '../queries.ts'
import { whyNotAuthorise } from '../rules.ts'

export type OneOfStaff = z.infer<typeof oneOfStaff.gives>

export function OneOfStaffPage({ frame, known, may }: Shown<OneOfStaff>) {
  const { staffId, name, email, jobTitle, agency, roles, waiting, leftAt } = known
  const rows = [
    { label: 'Job title', text: jobTitle ?? 'Not given' },
    { label: 'Agency', text: agency },
    { label: 'Email address', text: email },
    { label: 'State', value: <State known={known} /> },
  ]
  const at = `/staff/${staffId}`
  return (
    <Page frame={frame} title="Member of staff" heading={name} back={{ href: '/staff', text: 'All staff' }}>
      <SummaryList rows={rows} />
      <Table
        caption="Roles now"
        columns={[{ text: 'Role' }, { text: 'Since' }, { text: 'Given by' }]}
        rows={roles.map(({ role, from, givenBy }) => ({ cells: [capital(role), showInstant(from), givenBy ?? '–'] }))}
        empty="They have no role now."
      />
      {waiting.length > 0 && (
        <Table
          caption="Roles that wait for a second person"
          columns={[{ text: 'Role' }, { text: 'Since' }, { text: 'Asked for by' }]}
          rows={waiting.map(({ role, askedAt, askedBy }) => ({
            cells: [capital(role), showInstant(askedAt), askedBy ?? ''],
          }))}
        />
      )}
      {waiting.length > 0 && (
        <p class="govuk-body">
          A Channel coordinator or the data protection officer finds them under “Roles that wait”. Until one of them
          says yes they are not held.
        </p>
      )}
      <Authorisations known={known} />
      {!leftAt && (
        <ButtonGroup>
          {may(giveARole) && <Button href={`${at}/give-role`}>Give a role</Button>}
          {may(endARole) && roles.length > 0 && (
            <Button kind="secondary" href={`${at}/end-role`}>
              End a role
            </Button>
          )}
          {may(authoriseForSection36) && !whyNotAuthorise(known) && (
            <Button kind="secondary" href={`${at}/authorise`}>
              Authorise for section 36
            </Button>
          )}
          {may(endTheAuthorisation) && known.authorisations.some(({ endedAt }) => !endedAt) && (
            <Button kind="secondary" href={`${at}/end-authorisation`}>
              End the authorisation
            </Button>
          )}
          {may(inviteStaffAgain) && (
            <Button kind="secondary" href={`${at}/invite-again`}>
              Send a new invitation
            </Button>
          )}
          {may(recordALeaver) && (
            <Button kind="warning" href={`${at}/left`}>
              They have left
            </Button>
          )}
        </ButtonGroup>
      )}
    </Page>
  )
}

/** Who decides under section 36 does so by a recorded authorisation, beside the role. */
function Authorisations({ known }: { known: OneOfStaff }) {
  const { authorisations, roles } = known
  if (!authorisations.length && !roles.some(({ role }) => role === 'section 36 officer')) return null
  return (
    <Table
      caption="Authorisations for section 36 decisions"
      columns={[{ text: 'Days' }, { text: 'By whose authority' }, { text: 'Recorded' }]}
      rows={authorisations.map(({ from, until, byWhom, recordedAt, recordedBy, endedAt }) => ({
        cells: [
          `${until ? `${showDay(from)} to ${showDay(until)}` : `From ${showDay(from)}`}${endedAt ? `, ended ${showInstant(endedAt)}` : ''}`,
          byWhom,
          `${showInstant(recordedAt)}${recordedBy ? ` by ${recordedBy}` : ''}`,
        ],
      }))}
      empty="None: they hold the role, and cannot make the decision until an authorisation is recorded."
    />
  )
}

function State({ known: { joinedAt, leftAt } }: { known: OneOfStaff }) {
  if (leftAt) return <Tag colour="grey">{`Left ${showInstant(leftAt)}`}</Tag>
  return joinedAt ? <>Joined {showInstant(joinedAt)}</> : <Tag colour="yellow">Invited, not joined yet</Tag>
}
