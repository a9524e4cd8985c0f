import { askOnce, inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Identify, Identity } from '../../platform/http/visit.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess, thePublic } from '../../platform/viewer.ts'

/** A session ends after this long without use, and after a working day in any case (C). */
export const idleMinutes = 60
export const longestHours = 12
/** Between the password and the second factor, setting up an app included. */
const pendingMinutes = 30

/** Runs work as the one role that reads credentials and sessions. */
export const asIdentity = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess('identity'), role: 'identity' }, work)

export const sessionHash = (town: Pick<Town, 'keys'>, token: string) => keyedHash(town.keys, 'session', token)
export const apiTokenHash = (town: Pick<Town, 'keys'>, token: string) => keyedHash(town.keys, 'api token', token)

/** Recognises people by session cookie and by bearer token. Gives undefined for whatever is unknown, ended or too old. */
export function identifyIn(town: Town): Identify {
  return {
    async bySession(token) {
      const row = await sessionHeld(town, token)
      if (!row) return undefined
      if (row.link_to) return linkIdentity(row)
      if (!row.staff_id || row.gone) return undefined
      const awaits = awaitedBy(row)
      if (awaits) return { sessionId: row.id, viewer: thePublic, pending: { viewer: staffViewer(row), awaits } }
      return { sessionId: row.id, viewer: staffViewer(row), unread: row.unread }
    },
    async byToken(token) {
      const row = await tokenHeld(town, token)
      if (row) return { viewer: staffViewer(row) }
      // Whoever confirmed the code of a one-record link by the API holds that session's token and no account.
      const session = await sessionHeld(town, token)
      return session?.link_to ? linkIdentity(session) : undefined
    },
  }
}

interface StaffRow {
  staff_id: string | null
  name: string | null
  agency_id: string | null
  /** Joined by '|'. */
  roles: string | null
}

interface SessionRow extends StaffRow {
  id: string
  second_factor: boolean
  conduct_accepted: boolean
  gone: boolean
  link_to: string | null
  link_id: string | null
  unread: number
}

/** Nobody is let in before the second factor, nor before accepting the code of conduct. */
function awaitedBy(row: SessionRow) {
  if (!row.second_factor) return 'second factor'
  return row.conduct_accepted ? undefined : 'code of conduct'
}

const staffViewer = (row: StaffRow): Identity['viewer'] => ({
  kind: 'staff',
  id: row.staff_id!,
  name: row.name!,
  agencyId: row.agency_id,
  roles: row.roles?.split('|') ?? [],
})

/** The holder of a one-record link: known by what it opens, since they have no account. */
function linkIdentity({ id, link_to, link_id }: SessionRow): Identity {
  const link = { to: link_to!, id: link_id! }
  return {
    sessionId: id,
    viewer: { kind: 'link', id: link.id, name: 'A partner contact', agencyId: null, roles: ['link holder'], link },
  }
}

async function sessionHeld(town: Town, token: string): Promise<SessionRow | undefined> {
  const hash = bytes(sessionHash(town, token))
  const held = `organisation.session_held(${hash}, ${pendingMinutes}, ${idleMinutes}, ${longestHours})`
  const asked = `select held.*, casework.unread_notices(held.staff_id) as unread from ${held} held`
  return (await askOnce<SessionRow>(town.database, 'identity', asked))[0]
}

async function tokenHeld(town: Town, token: string): Promise<StaffRow | undefined> {
  const asked = `select * from organisation.token_held(${bytes(apiTokenHash(town, token))})`
  return (await askOnce<StaffRow>(town.database, 'identity', asked))[0]
}

/** Bytes as a literal of SQL. */
const bytes = (value: Buffer) => `'\\x${value.toString('hex')}'::bytea`
