import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { WarningText } from '../../../platform/ui/markup.tsx'
import {
  authorisationQuestions,
  endRoleQuestions,
  giveRoleQuestions,
  invitationQuestions,
  leaverQuestions,
} from '../questions.ts'
import { whyNotAuthorise } from '../rules.ts'
import type { OneOfStaff } from './one-page.tsx'

export function InvitePage(shown: Shown<object>) {
  return (
    <ActPage
      shown={shown}
      title="Invite somebody"
      questions={invitationQuestions}
      submit="Send the invitation"
      back={{ href: '/staff', text: 'All staff' }}
    >
      <p class="govuk-body">
        A role shows nobody a case by itself: people are let into cases one by one, by what they are asked to do there.
        A role that reads cases or the journal waits until a Channel coordinator or the data protection officer says
        yes.
      </p>
    </ActPage>
  )
}

const backTo = ({ staffId, name }: OneOfStaff) => ({ href: `/staff/${staffId}`, text: `Back to ${name}` })

export function InviteAgainPage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Send a new invitation"
      heading={`Send ${known.name} a new invitation`}
      questions={{}}
      submit="Send the invitation"
      back={backTo(known)}
    >
      <p class="govuk-body">
        It goes to {known.email}. Earlier invitations stop working. Whoever accepts it sets a new password and a new
        second factor: do this only when you know that it is they who ask.
      </p>
    </ActPage>
  )
}

export function GiveRolePage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Give a role"
      heading={`Give ${known.name} a role`}
      questions={giveRoleQuestions}
      submit="Give the role"
      back={backTo(known)}
    >
      {known.secondWord && (
        <p class="govuk-body">
          A role that reads cases or the journal waits until a Channel coordinator or the data protection officer says
          yes.
        </p>
      )}
    </ActPage>
  )
}

export function EndRolePage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="End a role"
      heading={`End a role of ${known.name}`}
      questions={endRoleQuestions}
      submit="End the role"
      back={backTo(known)}
    />
  )
}

export function AuthorisePage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Authorise for section 36 decisions"
      heading={`Authorise ${known.name} for section 36 decisions`}
      questions={authorisationQuestions}
      submit="Record the authorisation"
      back={backTo(known)}
      notNow={whyNotAuthorise(known)}
    >
      <p class="govuk-body">
        Only a chief officer of police or a local authority decides whether a person is referred to the panel
        (Counter-Terrorism and Security Act 2015, section 36(3)). The role lets somebody try; this says for whom, and
        from when until when, they may.
      </p>
    </ActPage>
  )
}

export function EndAuthorisationPage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="End an authorisation"
      heading={`End the authorisation of ${known.name}`}
      questions={{}}
      submit="End the authorisation"
      warning
      back={backTo(known)}
    >
      <WarningText>
        From now on they make no section 36 decision. The decisions that they made stand, with the authorisation that
        they had.
      </WarningText>
    </ActPage>
  )
}

export function LeaverPage(shown: Shown<OneOfStaff>) {
  const { known } = shown
  return (
    <ActPage
      shown={shown}
      title="Record that somebody has left"
      heading={`${known.name} has left`}
      questions={leaverQuestions}
      submit="Record that they have left"
      warning
      back={backTo(known)}
    >
      <WarningText>
        They are signed out everywhere at once, and their roles, seats and access to cases end. What they had to do
        passes to the Channel coordinators. This cannot be undone. Have a coordinator give their cases to somebody else
        first: under Cases, “Give cases to somebody else”.
      </WarningText>
    </ActPage>
  )
}
