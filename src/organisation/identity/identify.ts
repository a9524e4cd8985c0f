import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
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
      const row = await asIdentity(town, (tx) => sessionRow(tx, sessionHash(town, token)))
      if (!row) return undefined
      if (row.link_to) return linkIdentity(row)
      if (!row.staff_id || row.left_at) return undefined
      const awaits = awaitedBy(row)
      if (awaits) return { sessionId: row.id, viewer: thePublic, pending: { viewer: staffViewer(row), awaits } }
      return { sessionId: row.id, viewer: staffViewer(row) }
    },
    async byToken(token) {
      const row = await asIdentity(town, (tx) => tokenRow(tx, apiTokenHash(town, token)))
      if (row) return { viewer: staffViewer(row) }
      // Whoever confirmed the code of a one-record link by the API holds that session's token and no account.
      const session = await asIdentity(town, (tx) => sessionRow(tx, sessionHash(town, token)))
      return session?.link_to ? linkIdentity(session) : undefined
    },
  }
}

/** Nobody is let in before the second factor, nor before accepting the code of conduct. */
function awaitedBy(row: { second_factor_at: string | null; conduct_accepted_at: string | null }) {
  if (!row.second_factor_at) return 'second factor'
  return row.conduct_accepted_at ? undefined : 'code of conduct'
}

interface StaffRow {
  staff_id: string | null
  name: string | null
  agency_id: string | null
  roles: string[] | null
}

const staffViewer = (row: StaffRow): Identity['viewer'] => ({
  kind: 'staff',
  id: row.staff_id!,
  name: row.name!,
  agencyId: row.agency_id,
  roles: row.roles ?? [],
})

/** The holder of a one-record link: known by what it opens, since they have no account. */
function linkIdentity({
  id,
  link_to,
  link_id,
}: {
  id: string
  link_to: string | null
  link_id: string | null
}): Identity {
  const link = { to: link_to!, id: link_id! }
  return {
    sessionId: id,
    viewer: { kind: 'link', id: link.id, name: 'A partner contact', agencyId: null, roles: ['link holder'], link },
  }
}

async function sessionRow(tx: Tx, hash: Buffer) {
  const { rows } = await sql<
    StaffRow & {
      id: string
      second_factor_at: string | null
      link_to: string | null
      link_id: string | null
      left_at: string | null
      conduct_accepted_at: string | null
      stale: boolean
    }
  >`
    select s.id, s.staff_id, s.second_factor_at, s.link_to, s.link_id, f.left_at, f.name, f.agency_id, f.conduct_accepted_at,
      s.seen_at < now() - interval '1 minute' as stale,
      (select array_agg(r.role) from organisation.staff_role r where r.staff_id = s.staff_id and r.ended_at is null) as roles
    from organisation.session s left join organisation.staff f on f.id = s.staff_id
    where s.token_hash = ${hash} and s.ended_at is null
      and (s.second_factor_at is not null or s.link_to is not null or s.started_at > now() - make_interval(mins => ${pendingMinutes}))
      and s.seen_at > now() - make_interval(mins => ${idleMinutes}) and s.started_at > now() - make_interval(hours => ${longestHours})`.execute(
    tx,
  )
  const row = rows[0]
  if (row?.stale)
    await tx.updateTable('organisation.session').set({ seen_at: sql`now()` }).where('id', '=', row.id).execute()
  return row
}

async function tokenRow(tx: Tx, hash: Buffer) {
  const { rows } = await sql<StaffRow>`
    select t.staff_id, f.name, f.agency_id,
      (select array_agg(r.role) from organisation.staff_role r where r.staff_id = t.staff_id and r.ended_at is null) as roles
    from organisation.api_token t join organisation.staff f on f.id = t.staff_id
    where t.token_hash = ${hash} and t.ended_at is null and t.expires_at > now() and f.left_at is null
      and f.conduct_accepted_at is not null`.execute(tx)
  return rows[0]
}
