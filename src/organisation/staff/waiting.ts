import { z } from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { option } from '../../platform/options.ts'
import { capital } from '../../platform/pure/words.ts'
import { id, query } from '../../platform/query.ts'
import { staffPolicy } from './policy.ts'
import { whoVouch } from './roles.ts'

const atMost = 100

/** A role that waits for a second person's word. */
export const waiting = z.object({
  role: z.string(),
  askedById: z.uuid().nullable(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
})

/**
 * Whether there is, or ever was, somebody who could say the second word. Until the first of them has joined, an
 * administrator alone lets people in: there is nobody to ask. It does not come back when all of them have left, or an
 * administrator could see to that; then whoever runs the town invites the next.
 */
export async function secondWordIn(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation.staff_role as r')
    .innerJoin('organisation.staff as s', 's.id', 'r.staff_id')
    .select('r.id')
    .where('r.role', 'in', whoVouch)
    .where('s.conduct_accepted_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const waitingFor = (tx: Tx, staffId: string) =>
  tx
    .selectFrom('organisation.role_asked as a')
    .leftJoin('organisation.staff as by', 'by.id', 'a.asked_by')
    .select(['a.role', 'a.asked_by as askedById', 'by.name as askedBy', 'a.asked_at as askedAt'])
    .where('a.staff_id', '=', staffId)
    .where('a.answered_at', 'is', null)
    .orderBy('a.asked_at')
    .orderBy('a.role')
    .execute()

/** Everybody for whom a role waits, the longest first. */
export const rolesWaiting = query({
  name: 'staff.roles-waiting',
  zone: 'organisation',
  summary: 'The roles that an administrator asked for and that wait for a second person’s word, the first hundred',
  about: z.object({}),
  gives: z.object({
    waiting: z.array(waiting.extend({ staffId: z.uuid(), name: z.string(), agency: z.string() })),
  }),
  allows: staffPolicy.vouch,
  async read({ tx }) {
    const rows = await tx
      .selectFrom('organisation.role_asked as a')
      .innerJoin('organisation.staff as s', 's.id', 'a.staff_id')
      .innerJoin('organisation.agency as g', 'g.id', 's.agency_id')
      .leftJoin('organisation.staff as by', 'by.id', 'a.asked_by')
      .select(['s.id as staffId', 's.name', 'g.name as agency', 'a.role', 'a.asked_at as askedAt'])
      .select(['a.asked_by as askedById', 'by.name as askedBy'])
      .where('a.answered_at', 'is', null)
      .where('s.left_at', 'is', null)
      .orderBy('a.asked_at')
      .orderBy('a.id')
      .limit(atMost)
      .execute()
    return { waiting: rows }
  },
})

/** One person for whom roles wait, for whoever says the second word. */
export const rolesAskedFor = query({
  name: 'staff.roles-asked-for',
  zone: 'organisation',
  summary: 'The roles of one member of staff that wait for a second person’s word',
  about: z.object({ staffId: id() }),
  gives: z.object({
    staffId: z.uuid(),
    name: z.string(),
    email: z.string(),
    jobTitle: z.string().nullable(),
    agency: z.string(),
    leftAt: z.string().nullable(),
    roles: z.array(z.object({ role: z.string() })),
    waiting: z.array(waiting),
    options: z.object({ waiting: z.array(option) }),
  }),
  allows: staffPolicy.vouch,
  async read({ tx }, { staffId }) {
    const row = await tx
      .selectFrom('organisation.staff as s')
      .innerJoin('organisation.agency as g', 'g.id', 's.agency_id')
      .select(['s.id as staffId', 's.name', 's.email', 's.job_title as jobTitle', 'g.name as agency'])
      .select('s.left_at as leftAt')
      .where('s.id', '=', staffId)
      .executeTakeFirst()
    const asked = await waitingFor(tx, staffId)
    if (!row || !asked.length) return undefined
    const roles = await tx
      .selectFrom('organisation.staff_role')
      .select('role')
      .where('staff_id', '=', staffId)
      .where('ended_at', 'is', null)
      .execute()
    const options = { waiting: asked.map(({ role }) => ({ value: role, label: capital(role) })) }
    return { ...row, roles, waiting: asked, options }
  },
})
