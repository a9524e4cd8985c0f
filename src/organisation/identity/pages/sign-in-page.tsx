import { capital } from '../../../platform/pure/words.ts'
import type { Problem } from '../../../platform/pure/questions.ts'
import { Button, InsetText, Table } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { type DemoAccount, demoPassword, walkPath } from '../demo.ts'
import { CodeField, EmailField, PasswordField, Post } from './fields.tsx'

interface SignInProps {
  frame: Frame
  to: string
  email?: string
  problems?: readonly Problem[]
  /** In a demo town: whom one may sign in as. */
  demo: readonly DemoAccount[]
  /** The one chosen from that list. */
  chosen?: DemoAccount | undefined
  /** In a demo town: whether one may walk through it. */
  walk: boolean
}

export function SignInPage({ frame, to, email, problems = [], demo, chosen, walk }: SignInProps) {
  return (
    <Page frame={frame} title="Sign in" problems={problems} back={{ href: '/', text: 'The first page' }}>
      {walk && <ToTheWalk />}
      <Post frame={frame} to={withTarget('/sign-in', to)} submit="Sign in">
        <EmailField
          name="email"
          label="Email address"
          value={chosen?.email ?? email ?? ''}
          problems={problems}
          autocomplete="username"
        />
        <PasswordField
          name="password"
          label="Password"
          value={chosen ? demoPassword : ''}
          problems={problems}
          autocomplete="current-password"
        />
      </Post>
      <p class="govuk-body">
        You need your second factor next: the app on your telephone, or a recovery code. If you have lost them or your
        password, ask whoever manages accounts in your agency for a new invitation.
      </p>
      {demo.length > 0 && <WhoToSignInAs demo={demo} to={to} />}
    </Page>
  )
}

/** For somebody who sees the town for the first time. */
export function ToTheWalk() {
  return (
    <InsetText>
      <p class="govuk-body">
        New here? One case, from the referral to the panel’s decision, as each of the invented people whose turn it is.
        No password is needed.
      </p>
      <Button href={walkPath} kind="secondary">
        Take the ten-minute walk
      </Button>
    </InsetText>
  )
}

function WhoToSignInAs({ demo, to }: { demo: readonly DemoAccount[]; to: string }) {
  return (
    <>
      <InsetText>
        This is a demo town of invented people. Everybody's password is <strong>{demoPassword}</strong>. Choose somebody
        to fill the form.
      </InsetText>
      <Table
        caption="Who to sign in as"
        columns={[{ text: 'Name' }, { text: 'Who they are' }, { text: 'Email address' }]}
        rows={demo.map(({ staffId, name, jobTitle, agency, roles, email }) => ({
          href: withTarget(`/sign-in?as=${staffId}`, to),
          cells: [name, [capital(roles.join(', ')) || jobTitle, agency].join(', '), email],
        }))}
      />
    </>
  )
}

interface CodeProps {
  frame: Frame
  to: string
  problems?: readonly Problem[]
  /** In a demo town, for whoever gave the right password. */
  demoCode: string | undefined
}

export function CodePage({ frame, to, problems = [], demoCode }: CodeProps) {
  return (
    <Page frame={frame} title="Enter your code" problems={problems} back={{ href: '/sign-in', text: 'Start again' }}>
      {demoCode && <DemoCode code={demoCode} />}
      <Post frame={frame} to={withTarget('/sign-in/code', to)} submit="Continue">
        <CodeField
          name="code"
          label="Code"
          hint="Six digits from the app on your telephone. Without your telephone, one of your recovery codes"
          problems={problems}
          autocomplete="one-time-code"
        />
      </Post>
    </Page>
  )
}

export function DemoCode({ code }: { code: string }) {
  return (
    <InsetText>
      In a real town this code comes from the telephone of the person who signs in. This is a demo town, so here it is:{' '}
      <strong class="ot-code">{code}</strong>
    </InsetText>
  )
}

/** The address of a form, which carries on where the person wanted to go. */
export const withTarget = (path: string, to: string): string =>
  to === '/work' ? path : `${path}${path.includes('?') ? '&' : '?'}to=${encodeURIComponent(to)}`
