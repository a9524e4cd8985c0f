import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../platform/pure/questions.ts'
import { Button, Govuk, InsetText, WarningText } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { CodeOfConduct } from '../../staff/index.ts'
import type { OpenInvitation } from '../joining.ts'
import { CodeField, PasswordField, Post } from './fields.tsx'
import { DemoCode } from './sign-in-page.tsx'

interface JoinProps {
  frame: Frame
  invitation: OpenInvitation
  path: string
  problems?: readonly Problem[]
}

export function JoinPage({ frame, invitation, path, problems = [] }: JoinProps) {
  return (
    <Page frame={frame} title="Accept your invitation" caption="Step 1 of 3" problems={problems}>
      <p class="govuk-body">
        You are {invitation.name}, and you will sign in as <strong>{invitation.email}</strong>.
      </p>
      <Post frame={frame} to={path} submit="Continue">
        <input type="hidden" name="username" value={invitation.email} autocomplete="username" />
        <PasswordField
          name="password"
          label="Choose a password"
          hint="12 characters or more. A few words that do not belong together are easy to remember and hard to guess"
          problems={problems}
          autocomplete="new-password"
        />
      </Post>
    </Page>
  )
}

export function NoInvitationPage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title="This invitation cannot be used">
      <p class="govuk-body">
        It was used already, it has ended, or a part of the address is missing. If you have chosen a password before,{' '}
        <a class="govuk-link" href="/sign-in">
          sign in
        </a>
        . Otherwise ask whoever invited you for a new invitation.
      </p>
    </Page>
  )
}

interface SetUpProps {
  frame: Frame
  secret: string
  picture: string
  problems?: readonly Problem[]
  demoCode: string | undefined
}

export function SetUpPage({ frame, secret, picture, problems = [], demoCode }: SetUpProps) {
  return (
    <Page frame={frame} title="Set up your second factor" caption="Step 2 of 3" problems={problems}>
      <p class="govuk-body">
        Open an authenticator app on your telephone, add an account, and scan this picture. Any app that shows codes of
        six digits will do.
      </p>
      <p>
        <img src={picture} width="200" height="200" alt="A picture to be scanned; it says the same as the key below" />
      </p>
      <p class="govuk-body">If you cannot scan it, type this key into the app:</p>
      <p class="govuk-body ot-code">{secret.match(/.{1,4}/g)?.join(' ')}</p>
      {demoCode && <DemoCode code={demoCode} />}
      <Post frame={frame} to="/join/second-factor" submit="Continue">
        <CodeField
          name="code"
          label="Code that the app shows now"
          hint="Six digits"
          problems={problems}
          autocomplete="one-time-code"
        />
      </Post>
    </Page>
  )
}

interface CodesProps {
  frame: Frame
  codes: readonly string[]
  caption?: string
  children: ComponentChildren
}

/** Recovery codes, shown this once. */
export function RecoveryCodesPage({ frame, codes, caption, children }: CodesProps) {
  return (
    <Page frame={frame} title="Your recovery codes" caption={caption} printable>
      <p class="govuk-body">
        Each of these signs you in once, in place of a code from your telephone. Print them or write them down, and keep
        them where you keep your keys.
      </p>
      <WarningText>They are shown only now.</WarningText>
      <ul class="govuk-list ot-codes">
        {codes.map((code) => (
          <li class="ot-code">{code}</li>
        ))}
      </ul>
      {children}
    </Page>
  )
}

export function ConductForm({ frame, problems = [] }: { frame: Frame; problems?: readonly Problem[] }) {
  const wrong = problems.find(({ at }) => at === 'agree')
  return (
    <>
      <h2 class="govuk-heading-m">The code of conduct</h2>
      <p class="govuk-body">Everyone who works here keeps to this:</p>
      <CodeOfConduct />
      <Post frame={frame} to="/join/conduct" submit="Accept and go to your work">
        <Govuk
          is="checkboxes"
          params={{
            idPrefix: 'agree',
            name: 'agree',
            items: [{ value: 'yes', text: 'I have read the code of conduct and will keep to it' }],
            errorMessage: wrong ? { text: wrong.message } : undefined,
          }}
        />
      </Post>
    </>
  )
}

export function ConductPage({ frame, problems = [] }: { frame: Frame; problems?: readonly Problem[] }) {
  return (
    <Page frame={frame} title="Accept the code of conduct" caption="Step 3 of 3" problems={problems}>
      <InsetText>You are signed in, and one step is left before you can start.</InsetText>
      <ConductForm frame={frame} problems={problems} />
    </Page>
  )
}

export const ToWork = () => <Button href="/work">Go to your work</Button>
