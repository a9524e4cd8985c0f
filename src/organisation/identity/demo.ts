import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { accountOf } from './accounts.ts'
import { asIdentity } from './identify.ts'
import { noteSignIn } from './journal.ts'
import { codeIn, openSecret, stepAt } from './second-factor.ts'
import { beginSessionIn, endSessions, type NewSession } from './sessions.ts'

/** The password of everybody in a demo town: shown on its sign-in page, and used nowhere else. */
export const demoPassword = 'many voices one town'

export interface DemoAccount {
  staffId: string
  name: string
  email: string
  jobTitle: string | null
  agency: string
  roles: string[]
}

/** Everybody one may sign in as, in a demo town; nobody in a real one. */
export async function demoAccounts(town: Town): Promise<DemoAccount[]> {
  if (!town.demo) return []
  return asIdentity(town, (tx) =>
    tx
      .selectFrom('organisation.staff as s')
      .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
      .innerJoin('organisation.credential as c', 'c.staff_id', 's.id')
      .select(['s.id as staffId', 's.name', 's.email', 's.job_title as jobTitle', 'a.name as agency'])
      .select(
        sql<
          string[]
        >`array(select r.role from organisation.staff_role r where r.staff_id = s.id and r.ended_at is null order by r.from_at, r.role)`.as(
          'roles',
        ),
      )
      .where('s.left_at', 'is', null)
      .where('c.totp_confirmed_at', 'is not', null)
      .orderBy('s.created_at')
      .orderBy('s.id')
      .limit(50)
      .execute(),
  )
}

/**
 * The code that somebody's second factor gives now: for `npx onetown code --as <email>`. The next one, when the one of
 * this half-minute was used. Throws an Error with a sentence when there is none.
 */
export const currentCode = (town: Town, email: string): Promise<string> => codeNow(town, { email })

/** The same for a member of staff: beside the form of a demo town. */
export async function codeNow(town: Town, whose: { email: string } | { staffId: string }): Promise<string> {
  const account = await asIdentity(town, (tx) => accountOf(tx, whose))
  if (!account) throw new Error('Nobody who works here has this email address.')
  if (!account.totpSealed || !account.totpConfirmedAt) throw new Error('They have not set up a second factor yet.')
  const now = stepAt(town.clock())
  const step = account.lastStep === now ? now + 1 : now
  return codeIn(openSecret(town, account.staffId, account.totpSealed), step)
}

/** Where a demo town walks a newcomer through one case. */
export const walkPath = '/walk'

/**
 * Whether one may walk through this town as its people: it was filled by the demo (db/always/40-demo.sql says what that
 * takes), and nobody who may be real was invited since. False in every real town.
 */
export const isOpenToWalkers = (town: Town): Promise<boolean> =>
  town.demo ? asIdentity(town, ofInventedPeople) : Promise.resolve(false)

async function ofInventedPeople(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select exists (select from platform.town where demo)
    and not exists (select from organisation.staff where not platform.is_invented(email)) as open`.execute(tx)
  return rows[0]!.open
}

/**
 * Signs a walker in as one of the invented people, with neither password nor code, and journals it as just that: not as
 * done by whom it was done as. `instead` is the session that ends with it. Gives false, and signs nobody in, where one
 * may not walk, and for whoever is not here.
 */
export function signInToWalk(
  town: Town,
  email: string,
  { token, device, instead }: Pick<NewSession, 'token' | 'device'> & { instead: string | undefined },
): Promise<boolean> {
  if (!town.demo) return Promise.resolve(false)
  return inTransaction(town.database, { viewer: aProcess('demo walk'), role: 'identity' }, async (tx) => {
    const account = (await ofInventedPeople(tx)) && (await accountOf(tx, { email }))
    if (!account || !account.conductAcceptedAt) return false
    if (instead) await endSessions(tx, { sessionId: instead })
    const { staffId } = account
    await beginSessionIn(town, tx, { token, staffId, secondFactor: true, device: `${device}, on the walk` })
    await noteSignIn(tx, 'signed in on the walk', staffId, 'A demo town: nobody gave a password or a code')
    return true
  })
}
