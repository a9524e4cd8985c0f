import { leaveNotice } from '../../platform/http/visit.ts'
import type { Problem } from '../../platform/pure/questions.ts'
import { isId } from '../../platform/road.ts'
import { accountOf } from './accounts.ts'
import { asIdentity } from './identify.ts'
import { noteSignIn } from './journal.ts'
import { AccountPage } from './pages/account-page.tsx'
import { RecoveryCodesPage, ToWork } from './pages/join-pages.tsx'
import { newRecoveryCodes, recoveryCodesLeft } from './recovery-codes.ts'
import type { Asked, pagesOn } from './serving.ts'
import { endSessions, endToken, sessionsOf, tokensOf } from './sessions.ts'
import { asPerson, codeIsRight, mayTryCode } from './signing-in.ts'

/** One's own account: where one is signed in, recovery codes, tokens. */
export function serveAccount({ get, post }: ReturnType<typeof pagesOn>) {
  get(
    '/account',
    signedIn((asked) => accountPage(asked)),
  )
  post('/account/sign-out-everywhere', signedIn(signOutEverywhere))
  post('/account/recovery-codes', signedIn(showNewCodes))
  post('/account/tokens/:tokenId/end', signedIn(endOneToken))
}

type Answer = Parameters<ReturnType<typeof pagesOn>['get']>[1]

const signedIn =
  (answer: Answer): Answer =>
  (asked) =>
    asked.visit.viewer.kind === 'staff' ? answer(asked) : asked.goesTo('/sign-in?to=%2Faccount')

async function accountPage(asked: Asked, problems: readonly Problem[] = []) {
  const { town, visit } = asked
  const staffId = visit.viewer.id
  const account = await asIdentity(town, async (tx) => ({
    email: (await accountOf(tx, { staffId }))?.email ?? '',
    sessions: await sessionsOf(tx, staffId),
    tokens: await tokensOf(tx, staffId),
    codesLeft: await recoveryCodesLeft(tx, staffId),
  }))
  const page = { frame: asked.frame(), account, sessionId: visit.sessionId, problems }
  return asked.shows(<AccountPage {...page} />, problems.length ? 422 : 200)
}

async function signOutEverywhere(asked: Asked) {
  const { town, visit } = asked
  await asPerson(town, visit.viewer, async (tx) => {
    await endSessions(tx, { staffId: visit.viewer.id })
    await noteSignIn(tx, 'signed out everywhere', visit.viewer.id)
  })
  asked.newToken()
  leaveNotice(town, asked.reply, 'You have signed out everywhere')
  return asked.goesTo('/sign-in')
}

/** Whoever finds an open screen does not get codes that outlast it. */
async function showNewCodes(asked: Asked) {
  const { town, visit } = asked
  const { viewer, sessionId } = visit
  if (!(await mayTryCode(town, { staffId: viewer.id, sessionId: sessionId! }))) return asked.sorry('too often')
  if (!(await codeIsRight(town, viewer, asked.typed('code'))))
    return accountPage(asked, [{ at: 'code', message: 'Enter the code that your app shows now' }])
  const codes = await asPerson(town, viewer, async (tx) => {
    await noteSignIn(tx, 'new recovery codes', viewer.id)
    return newRecoveryCodes(town, tx, viewer.id)
  })
  return asked.shows(
    <RecoveryCodesPage frame={asked.frame()} codes={codes}>
      <ToWork />
    </RecoveryCodesPage>,
  )
}

async function endOneToken(asked: Asked) {
  const { town, visit, parameters } = asked
  const tokenId = parameters.tokenId!
  const ended =
    isId(tokenId) &&
    (await asPerson(town, visit.viewer, async (tx) => {
      const found = await endToken(tx, visit.viewer.id, tokenId)
      if (found) await noteSignIn(tx, 'token ended', visit.viewer.id)
      return found
    }))
  if (!ended) return asked.sorry('not found')
  leaveNotice(town, asked.reply, 'The token has ended')
  return asked.goesTo('/account')
}
