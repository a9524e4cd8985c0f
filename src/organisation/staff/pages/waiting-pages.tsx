import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { InsetText, SummaryList, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { roleAnswerQuestions } from '../questions.ts'
import { whyNotAnswer } from '../rules.ts'
import type { rolesAskedFor, rolesWaiting } from '../waiting.ts'

export function RolesWaitingPage({ frame, known }: Shown<z.infer<typeof rolesWaiting.gives>>) {
  return (
    <Page frame={frame} title="Roles that wait for a second person" wide>
      <p class="govuk-body">
        An administrator asked for these roles, which read cases or the journal. Nobody holds them until somebody who
        administers nothing says that they know the person, and that their work needs it.
      </p>
      <Table
        caption="Roles that wait for a second person"
        captionSize="hidden"
        columns={[{ text: 'Name' }, { text: 'Agency' }, { text: 'Role' }, { text: 'Asked for by' }, { text: 'Since' }]}
        rows={known.waiting.map(({ staffId, name, agency, role, askedBy, askedAt }) => ({
          href: `/staff/${staffId}/roles-asked-for`,
          cells: [name, agency, capital(role), askedBy ?? '', showInstant(askedAt)],
        }))}
        empty="No role waits now."
      />
    </Page>
  )
}

export function AnswerRolePage(shown: Shown<z.infer<typeof rolesAskedFor.gives>>) {
  const { known, viewer } = shown
  const { name, jobTitle, agency, email, roles, waiting } = known
  return (
    <ActPage
      shown={shown}
      title="Say whether a role is given"
      heading={`${name}: is this role given?`}
      questions={roleAnswerQuestions}
      submit="Record the answer"
      back={{ href: '/staff/roles-waiting', text: 'Roles that wait' }}
      notNow={whyNotAnswer(known, viewer.id)}
    >
      <SummaryList
        rows={[
          { label: 'Job title', text: jobTitle ?? 'Not given' },
          { label: 'Agency', text: agency },
          { label: 'Email address', text: email },
          { label: 'Roles now', text: roles.map(({ role }) => capital(role)).join(', ') || 'None' },
          {
            label: 'Asked for',
            text: waiting
              .map(
                ({ role, askedBy, askedAt }) =>
                  `${capital(role)}${askedBy ? `, by ${askedBy}` : ''}, ${showInstant(askedAt)}`,
              )
              .join('; '),
          },
        ]}
      />
      <InsetText>
        Ask them, or their agency, on a number that you already have. Look at the email address: whoever reads it signs
        in as this person.
      </InsetText>
    </ActPage>
  )
}
