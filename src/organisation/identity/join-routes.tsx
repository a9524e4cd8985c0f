import { withinAllowance } from '../../platform/allowance.ts'
import { perform } from '../../platform/perform.ts'
import type { Problem } from '../../platform/pure/questions.ts'
import { acceptTheConduct, joinPath } from '../staff/index.ts'
import {
  acceptInvitation,
  confirmSecondFactor,
  invitationBehind,
  type OpenInvitation,
  secondFactorToSetUp,
} from './joining.ts'
import {
  ConductForm,
  ConductPage,
  JoinPage,
  NoInvitationPage,
  RecoveryCodesPage,
  SetUpPage,
  ToWork,
} from './pages/join-pages.tsx'
import { wrongWithPassword } from './passwords.ts'
import { codeIn, pictureOf, stepAt } from './second-factor.ts'
import type { Asked, pagesOn } from './serving.ts'
import { asIdentity } from './identify.ts'
import { accountOf } from './accounts.ts'
import { mayTryCode } from './signing-in.ts'

const postsAnHour = 60

/** Accepting an invitation: a password, a second factor, the code of conduct. */
export function serveJoining({ get, post }: ReturnType<typeof pagesOn>) {
  get('/join/:token', withInvitation(joinPage))
  post('/join/:token', withInvitation(takeNewPassword))
  get('/join/second-factor', (asked) => setUpPage(asked))
  post('/join/second-factor', takeFirstCode)
  get('/join/conduct', (asked) =>
    asked.visit.pending?.awaits === 'code of conduct'
      ? asked.shows(<ConductPage frame={asked.frame()} />)
      : asked.goesTo('/work'),
  )
  post('/join/conduct', takeConduct)
}

function withInvitation(answer: (asked: Asked, invitation: OpenInvitation) => ReturnType<typeof joinPage>) {
  return async (asked: Asked) => {
    const invitation = await invitationBehind(asked.town, asked.parameters.token!)
    return invitation ? answer(asked, invitation) : asked.shows(<NoInvitationPage frame={asked.frame()} />, 404)
  }
}

async function joinPage(asked: Asked, invitation: OpenInvitation, problems: readonly Problem[] = []) {
  const path = joinPath(asked.parameters.token!)
  const page = <JoinPage frame={asked.frame()} invitation={invitation} path={path} problems={problems} />
  return asked.shows(page, problems.length ? 422 : 200)
}

async function takeNewPassword(asked: Asked, invitation: OpenInvitation) {
  const { town } = asked
  const allowance = { what: 'join', from: asked.address, most: postsAnHour, seconds: 3600 }
  if (!(await withinAllowance(town, allowance))) return asked.sorry('too often')
  const password = asked.typed('password')
  const message = password ? await wrongWithPassword(password, { ...invitation, town: town.name }) : 'Enter a password'
  if (message) return joinPage(asked, invitation, [{ at: 'password', message }])
  const accepted = await acceptInvitation(town, invitation, { password, token: asked.newToken(), device: asked.device })
  return accepted ? asked.goesTo('/join/second-factor') : asked.shows(<NoInvitationPage frame={asked.frame()} />, 404)
}

async function setUpPage(asked: Asked, problems: readonly Problem[] = []) {
  const { town, visit } = asked
  const setup = visit.pending && (await secondFactorToSetUp(town, visit.pending.viewer.id))
  if (!setup) return asked.goesTo('/sign-in/code')
  const { secret, email } = setup
  const demoCode = town.demo ? codeIn(secret, stepAt(town.clock())) : undefined
  const page = { frame: asked.frame(), secret, picture: await pictureOf(town, email, secret), problems, demoCode }
  return asked.shows(<SetUpPage {...page} />, problems.length ? 422 : 200)
}

async function takeFirstCode(asked: Asked) {
  const { town, visit, device } = asked
  const { pending, sessionId } = visit
  const setup = pending && (await secondFactorToSetUp(town, pending.viewer.id))
  if (!setup || !sessionId) return asked.goesTo('/sign-in/code')
  if (!(await mayTryCode(town, { staffId: pending.viewer.id, sessionId }))) return asked.sorry('too often')
  const setting = {
    code: asked.typed('code'),
    secret: setup.secret,
    token: () => asked.newToken(),
    device,
    instead: sessionId,
  }
  const codes = await confirmSecondFactor(town, pending.viewer, setting)
  if (!codes)
    return setUpPage(asked, [{ at: 'code', message: 'The code is wrong. Enter the one that your app shows now' }])
  const account = await asIdentity(town, (tx) => accountOf(tx, { staffId: pending.viewer.id }))
  if (account) asked.rememberFor(account.email)
  const frame = asked.frame()
  return asked.shows(
    <RecoveryCodesPage frame={frame} codes={codes} caption="Step 3 of 3">
      {account?.conductAcceptedAt ? <ToWork /> : <ConductForm frame={frame} />}
    </RecoveryCodesPage>,
  )
}

async function takeConduct(asked: Asked) {
  const { town, visit } = asked
  if (visit.pending?.awaits !== 'code of conduct') return asked.goesTo('/work')
  const raw = asked.typed('agree') === 'yes' ? { agree: true } : {}
  const ending = await perform(town, acceptTheConduct, { viewer: visit.pending.viewer, about: {}, raw })
  if (ending.is === 'problems')
    return asked.shows(<ConductPage frame={asked.frame()} problems={ending.problems} />, 422)
  return asked.goesTo('/work')
}
