import { leaveNotice } from '../../platform/http/visit.ts'
import type { Problem } from '../../platform/pure/questions.ts'
import { accountOf } from './accounts.ts'
import { asIdentity } from './identify.ts'
import { codeNow, demoAccounts, isOpenToWalkers } from './demo.ts'
import { noteSignIn } from './journal.ts'
import { localPath } from './local-path.ts'
import { CodePage, SignInPage, withTarget } from './pages/sign-in-page.tsx'
import type { Asked, pagesOn } from './serving.ts'
import { endSessions } from './sessions.ts'
import {
  asPerson,
  awaitSecondFactor,
  codeIsRight,
  mayTryCode,
  mayTryPassword,
  noteTooMany,
  signIn,
  whoGave,
} from './signing-in.ts'

/** One sentence for whatever is wrong: it does not tell who is here. */
const wrong = 'The email address or the password is wrong'
const tooMany = 'There were too many tries. Wait 15 minutes and try again'

/** Signing in: email address and password, then the second factor. Signing out. */
export function serveSignIn({ get, post }: ReturnType<typeof pagesOn>) {
  get('/sign-in', (asked) => (asked.visit.viewer.kind === 'staff' ? asked.goesTo(target(asked)) : signInPage(asked)))
  post('/sign-in', takePassword)
  get('/sign-in/code', (asked) =>
    asked.visit.pending ? (nextStep(asked) ?? codePage(asked)) : asked.goesTo('/sign-in'),
  )
  post('/sign-in/code', takeCode)
  post('/sign-out', signOut)
}

const target = ({ query }: Asked) => localPath(query.to)

async function signInPage(asked: Asked, problems: readonly Problem[] = [], status = 200) {
  const demo = await demoAccounts(asked.town)
  const chosen = demo.find(({ staffId }) => staffId === asked.query.as)
  const walk = await isOpenToWalkers(asked.town)
  const page = { frame: asked.frame(), to: target(asked), email: asked.typed('email'), problems, demo, chosen, walk }
  return asked.shows(<SignInPage {...page} />, status)
}

async function takePassword(asked: Asked) {
  const { town, visit } = asked
  const [email, password] = [asked.typed('email').replaceAll('\0', '').trim().slice(0, 254), asked.typed('password')]
  const missing = [
    ...(email ? [] : [{ at: 'email', message: 'Enter your email address' }]),
    ...(password ? [] : [{ at: 'password', message: 'Enter your password' }]),
  ]
  if (missing.length) return signInPage(asked, missing, 422)
  if (!(await mayTryPassword(town, email, { address: asked.address, known: asked.knownFor(email) }))) {
    await noteTooMany(town, null)
    return signInPage(asked, [{ at: 'email', message: tooMany }], 429)
  }
  const account = await whoGave(town, email, password)
  if (!account) return signInPage(asked, [{ at: 'email', message: wrong }], 422)
  await awaitSecondFactor(town, account, { token: asked.newToken(), device: asked.device, instead: visit.sessionId })
  return asked.goesTo(account.totpConfirmedAt ? withTarget('/sign-in/code', target(asked)) : '/join/second-factor')
}

/** Where somebody belongs who gave their code already, but has not accepted the code of conduct. */
const nextStep = (asked: Asked) =>
  asked.visit.pending?.awaits === 'code of conduct' ? asked.goesTo('/join/conduct') : undefined

async function codePage(asked: Asked, problems: readonly Problem[] = [], status = 200) {
  return asked.shows(
    <CodePage frame={asked.frame()} to={target(asked)} problems={problems} demoCode={await demoCode(asked)} />,
    status,
  )
}

async function demoCode({ town, visit }: Asked): Promise<string | undefined> {
  if (!town.demo) return undefined
  return codeNow(town, { staffId: visit.pending!.viewer.id }).catch(() => undefined)
}

async function takeCode(asked: Asked) {
  const { town, visit } = asked
  const { pending, sessionId } = visit
  if (!pending || !sessionId) return asked.goesTo('/sign-in')
  const elsewhere = nextStep(asked)
  if (elsewhere) return elsewhere
  if (!asked.typed('code').trim()) return codePage(asked, [{ at: 'code', message: 'Enter your code' }], 422)
  const staffId = pending.viewer.id
  const account = await asIdentity(town, (tx) => accountOf(tx, { staffId }))
  if (!account) return asked.goesTo('/sign-in')
  const known = asked.knownFor(account.email)
  if (!(await mayTryCode(town, { staffId, sessionId, known }))) return stopTrying(asked, sessionId)
  const by = await codeIsRight(town, pending.viewer, asked.typed('code'))
  if (!by)
    return codePage(
      asked,
      [{ at: 'code', message: 'The code is wrong, or it was used already. Enter the one that your app shows now' }],
      422,
    )
  asked.rememberFor(account.email)
  await signIn(town, pending.viewer, by, { token: asked.newToken(), device: asked.device, instead: sessionId })
  return asked.goesTo(target(asked))
}

/** Whoever guesses codes must give the password again, and then wait. */
async function stopTrying(asked: Asked, sessionId: string) {
  await asIdentity(asked.town, (tx) => endSessions(tx, { sessionId }))
  await noteTooMany(asked.town, asked.visit.pending!.viewer.id)
  asked.newToken()
  return asked.sorry('too often')
}

async function signOut(asked: Asked) {
  await signOutOf(asked)
  leaveNotice(asked.town, asked.reply, 'You have signed out')
  return asked.goesTo('/')
}

/** Ends the session of this visit, and its token. */
export async function signOutOf(asked: Asked): Promise<void> {
  const { town, visit } = asked
  const { sessionId, viewer, pending } = visit
  if (sessionId) {
    const person = pending?.viewer ?? viewer
    await asPerson(town, person, async (tx) => {
      await endSessions(tx, { sessionId })
      await noteSignIn(tx, 'signed out', person.kind === 'staff' ? person.id : null)
    })
  }
  asked.newToken()
}
