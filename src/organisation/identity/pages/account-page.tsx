import { showInstant } from '../../../platform/pure/days.ts'
import type { Problem } from '../../../platform/pure/questions.ts'
import { Table, Tag } from '../../../platform/ui/markup.tsx'
import { type Frame, Page } from '../../../platform/ui/page.tsx'
import { CodeField, Post } from './fields.tsx'

export interface OwnAccount {
  email: string
  sessions: readonly { id: string; device: string | null; startedAt: string; seenAt: string }[]
  tokens: readonly { id: string; label: string; madeAt: string; expiresAt: string }[]
  codesLeft: number
}

interface AccountProps {
  frame: Frame
  account: OwnAccount
  /** The session of this very page. */
  sessionId: string | undefined
  problems?: readonly Problem[]
}

export function AccountPage({ frame, account, sessionId, problems = [] }: AccountProps) {
  return (
    <Page frame={frame} title="Your account" problems={problems}>
      <p class="govuk-body">You sign in as {account.email}.</p>
      <Table
        caption="Where you are signed in"
        columns={[{ text: 'Device' }, { text: 'Since' }, { text: 'Last used' }]}
        rows={account.sessions.map(({ id, device, startedAt, seenAt }) => ({
          cells: [
            <>
              {device ?? 'Unknown'} {id === sessionId && <Tag>This one</Tag>}
            </>,
            showInstant(startedAt),
            showInstant(seenAt),
          ],
        }))}
      />
      <p class="govuk-body">If you do not know one of them, sign out everywhere and tell whoever manages accounts.</p>
      <Post frame={frame} to="/account/sign-out-everywhere" submit="Sign out everywhere" kind="warning" />
      <h2 class="govuk-heading-m">Recovery codes</h2>
      <p class="govuk-body">{left(account.codesLeft)} New ones make all earlier ones void.</p>
      <Post frame={frame} to="/account/recovery-codes" submit="Show new recovery codes" kind="secondary">
        <CodeField
          name="code"
          label="Code from your app"
          hint="Six digits, to show that it is you"
          problems={problems}
          autocomplete="one-time-code"
        />
      </Post>
      <h2 class="govuk-heading-m">Tokens for other programs</h2>
      <Tokens frame={frame} tokens={account.tokens} />
    </Page>
  )
}

const left = (count: number) =>
  count === 1 ? 'You have one recovery code left.' : `You have ${count || 'no'} recovery codes left.`

function Tokens({ frame, tokens }: { frame: Frame; tokens: OwnAccount['tokens'] }) {
  if (tokens.length === 0) return <p class="govuk-body">No program acts for you.</p>
  return (
    <Table
      caption="Programs that act for you"
      captionSize="hidden"
      columns={[{ text: 'Token' }, { text: 'Made' }, { text: 'Ends' }, { text: 'End it' }]}
      rows={tokens.map(({ id, label, madeAt, expiresAt }) => ({
        cells: [
          label,
          showInstant(madeAt),
          showInstant(expiresAt),
          <Post frame={frame} to={`/account/tokens/${id}/end`} submit="End now" kind="secondary" />,
        ],
      }))}
    />
  )
}
