import { keyedHash } from '../../platform/keys.ts'
import type { Town } from '../../platform/town.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { invitationHash, useUpInvitation } from '../staff/index.ts'
import { accountOf, secretToSetUp, setPassword } from './accounts.ts'
import { asIdentity } from './identify.ts'
import { noteSignIn } from './journal.ts'
import { hashPassword } from './passwords.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { stepOfCode, useStep } from './second-factor.ts'
import { beginSessionIn, endSessions, endTokens } from './sessions.ts'
import { asPerson } from './signing-in.ts'

export interface OpenInvitation {
  id: string
  staffId: string
  name: string
  email: string
}

/** The invitation that a link opens; undefined when it is unknown, used, ended, or its person has left. */
export async function invitationBehind(town: Town, token: string): Promise<OpenInvitation | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const hash = invitationHash((use, value) => keyedHash(town.keys, use, value), token)
  return asIdentity(town, (tx) =>
    tx
      .selectFrom('organisation.invitation as i')
      .innerJoin('organisation.staff as s', 's.id', 'i.staff_id')
      .select(['i.id', 's.id as staffId', 's.name', 's.email'])
      .where('i.token_hash', '=', hash)
      .where('i.used_at', 'is', null)
      .where('i.expires_at', '>', town.clock().toISOString())
      .where('s.left_at', 'is', null)
      .executeTakeFirst(),
  )
}

/**
 * Uses up an invitation: sets the password, ends every session and token there was, and begins one that awaits the second factor.
 * Gives false when somebody else was first.
 */
export async function acceptInvitation(
  town: Town,
  { id, staffId }: OpenInvitation,
  { password, token, device }: { password: string; token: string; device: string },
): Promise<boolean> {
  const hashed = await hashPassword(password)
  return asIdentity(town, async (tx) => {
    if (!(await useUpInvitation(tx, id))) return false
    await setPassword(tx, staffId, hashed)
    await endSessions(tx, { staffId })
    await endTokens(tx, staffId)
    await beginSessionIn(town, tx, { token, staffId, device })
    await noteSignIn(tx, 'invitation accepted', staffId)
    return true
  })
}

/** What to put into the app, while the second factor is being set up; undefined once it is. */
export const secondFactorToSetUp = (town: Town, staffId: string) =>
  asIdentity(town, async (tx) => {
    const account = await accountOf(tx, { staffId })
    if (!account?.passwordHash || account.totpConfirmedAt) return undefined
    return { email: account.email, secret: await secretToSetUp(town, tx, account) }
  })

interface SettingUp {
  code: string
  secret: string
  token: () => string
  device: string
  instead: string
}

/**
 * Confirms the app by a code of it, signs the person in with it, and gives the recovery codes, which are shown this
 * once; undefined when the code is wrong.
 */
export async function confirmSecondFactor(
  town: Town,
  viewer: Viewer,
  setting: SettingUp,
): Promise<string[] | undefined> {
  const step = stepOfCode(setting.secret, setting.code, town.clock())
  return asPerson(town, viewer, async (tx) => {
    if (step === undefined || !(await useStep(tx, viewer.id, step))) {
      await noteSignIn(tx, 'wrong code', viewer.id)
      return undefined
    }
    await endSessions(tx, { sessionId: setting.instead })
    await beginSessionIn(town, tx, {
      token: setting.token(),
      staffId: viewer.id,
      secondFactor: true,
      device: setting.device,
    })
    await noteSignIn(tx, 'second factor set up', viewer.id)
    return newRecoveryCodes(town, tx, viewer.id)
  })
}
