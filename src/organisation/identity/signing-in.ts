import { withinAllowance } from '../../platform/allowance.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Town } from '../../platform/town.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type Account, accountOf } from './accounts.ts'
import { asIdentity } from './identify.ts'
import { noteSignIn } from './journal.ts'
import { passwordMatches } from './passwords.ts'
import { useRecoveryCode } from './recovery-codes.ts'
import { openSecret, stepOfCode, useStep } from './second-factor.ts'
import { beginSessionIn, endSessions } from './sessions.ts'

const quarterHour = 15 * 60
/** One person mistypes a few times; a whole town hall signs in from one address. */
const most = { account: 10, address: 300, session: 5 }

interface Trying {
  address: string
  /** The mark of a browser on which this account signed in before: its tries are counted by themselves. */
  known: string | undefined
}

/** Counts a try to sign in; false when there were too many for this account or from this address. The same for unknown ones. */
export async function mayTryPassword(town: Town, email: string, { address, known = '' }: Trying): Promise<boolean> {
  const byAddress = { what: 'sign-in address', from: address, most: most.address, seconds: quarterHour }
  const byAccount = {
    what: 'sign-in account',
    from: `${email.toLowerCase()} ${known}`,
    most: most.account,
    seconds: quarterHour,
  }
  const here = await withinAllowance(town, byAddress)
  return (await withinAllowance(town, byAccount)) && here
}

/** Whose email and password these are; undefined when they are nobody's. Takes as long whoever is meant. */
export async function whoGave(town: Town, email: string, password: string): Promise<Account | undefined> {
  const account = await asIdentity(town, (tx) => accountOf(tx, { email }))
  const right = await passwordMatches(account?.passwordHash ?? undefined, password)
  if (right) return account
  const typed = `account ${keyedHash(town.keys, 'sign-in account', email.toLowerCase()).toString('hex').slice(0, 16)}`
  await asIdentity(town, (tx) => noteSignIn(tx, 'wrong password', account?.staffId ?? null, typed))
  return undefined
}

export async function noteTooMany(town: Town, staffId: string | null): Promise<void> {
  await asIdentity(town, (tx) => noteSignIn(tx, 'too many tries', staffId))
}

interface Beginning {
  /** The new visit's token: the one before it was worth nothing and stays so. */
  token: string
  device: string
  /** The session that this one takes the place of. */
  instead: string | undefined
}

/** After the password: a session that opens nothing but the page for the second factor. */
export async function awaitSecondFactor(town: Town, { staffId }: Account, { token, device, instead }: Beginning) {
  await asIdentity(town, async (tx) => {
    if (instead) await endSessions(tx, { sessionId: instead })
    await beginSessionIn(town, tx, { token, staffId, device })
    await noteSignIn(tx, 'password given', staffId)
  })
}

interface TryingACode {
  staffId: string
  sessionId: string
  known?: string | undefined
}

/** Counts a try at a code; false when there were too many in this session or for this person. */
export async function mayTryCode(town: Town, { staffId, sessionId, known = '' }: TryingACode): Promise<boolean> {
  const bySession = { what: 'code in session', from: sessionId, most: most.session, seconds: 2 * quarterHour }
  const byAccount = { what: 'code of account', from: `${staffId} ${known}`, most: most.account, seconds: quarterHour }
  const inSession = await withinAllowance(town, bySession)
  return (await withinAllowance(town, byAccount)) && inSession
}

/**
 * Whether a code from the app or a recovery code is right, and uses it up: a code that was used once is wrong.
 * A wrong one is journalled.
 */
export async function codeIsRight(
  town: Town,
  viewer: Viewer,
  typed: string,
): Promise<'app' | 'recovery code' | undefined> {
  return asPerson(town, viewer, async (tx) => {
    const account = await accountOf(tx, { staffId: viewer.id })
    const step =
      account?.totpConfirmedAt && account.totpSealed
        ? stepOfCode(openSecret(town, viewer.id, account.totpSealed), typed, town.clock())
        : undefined
    if (step !== undefined && (await useStep(tx, viewer.id, step))) return 'app'
    if (account?.totpConfirmedAt && step === undefined && (await useRecoveryCode(town, tx, viewer.id, typed)))
      return 'recovery code'
    await noteSignIn(tx, 'wrong code', viewer.id)
    return undefined
  })
}

/** After the second factor: the session that opens what the person may see. */
export async function signIn(
  town: Town,
  viewer: Viewer,
  by: 'app' | 'recovery code',
  { token, device, instead }: Beginning,
) {
  await asPerson(town, viewer, async (tx) => {
    if (instead) await endSessions(tx, { sessionId: instead })
    await beginSessionIn(town, tx, { token, staffId: viewer.id, secondFactor: true, device })
    await noteSignIn(tx, by === 'app' ? 'signed in' : 'signed in with a recovery code', viewer.id)
  })
}

/** Works on somebody's own sign-in, journalled as done by them. */
export const asPerson = <T>(town: Town, viewer: Viewer, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer, role: 'identity' }, work)
