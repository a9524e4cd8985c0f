import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { allow, anyStaff } from '../../platform/policy.ts'
import { capital } from '../../platform/pure/words.ts'
import { id, query } from '../../platform/query.ts'
import { staffPolicy } from './policy.ts'
import { secondWordIn, waiting, waitingFor } from './waiting.ts'

const atMost = 100
const colleague = z.object({
  staffId: z.uuid(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  agency: z.string(),
  roles: z.array(z.string()),
})
export type Colleague = z.infer<typeof colleague>

/** Who works with whom is known to everyone who is signed in. By name, a hundred at a time. */
export const staffList = query({
  name: 'staff.list',
  zone: 'organisation',
  summary: 'The people who work here now, by name; the next hundred after somebody',
  about: z.object({ after: z.uuid().optional() }),
  gives: z.object({ staff: z.array(colleague), next: z.uuid().nullable() }),
  allows: allow(anyStaff),
  async read({ tx }, { after }) {
    let rows = tx
      .selectFrom('organisation.staff as s')
      .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
      .select(['s.id as staffId', 's.name', 's.job_title as jobTitle', 'a.name as agency', rolesOf.as('roles')])
      .where('s.left_at', 'is', null)
      .orderBy('s.name')
      .orderBy('s.id')
      .limit(atMost + 1)
    if (after) {
      rows = rows.where(
        sql<boolean>`(s.name, s.id) > (select f.name, f.id from organisation.staff f where f.id = ${after})`,
      )
    }
    const staff = await rows.execute()
    return { staff: staff.slice(0, atMost), next: staff.length > atMost ? staff[atMost - 1]!.staffId : null }
  },
})

const rolesOf = sql<string[]>`array(select r.role from organisation.staff_role r
  where r.staff_id = s.id and r.ended_at is null order by r.role)`

/** What an invitation is written from. */
export const invitationForm = query({
  name: 'staff.invitation-form',
  zone: 'organisation',
  summary: 'The agencies to invite somebody for, and the email addresses that are taken',
  about: z.object({}),
  gives: z.object({
    taken: z.array(z.string()),
    secondWord: z.boolean(),
    options: z.object({ agencies: z.array(option) }),
  }),
  allows: staffPolicy.invite,
  async read({ tx }) {
    const taken = await tx.selectFrom('organisation.staff').select(sql<string>`lower(email)`.as('email')).execute()
    const agencies = await tx.selectFrom('organisation.agency').select(['id', 'name']).orderBy('name').execute()
    return {
      taken: taken.map(({ email }) => email),
      secondWord: await secondWordIn(tx),
      options: { agencies: agencies.map(({ id: value, name: label }) => ({ value, label })) },
    }
  },
})

const held = z.object({ role: z.string(), from: z.string(), givenBy: z.string().nullable() })

const authorisation = z.object({
  byWhom: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: z.string(),
  endedAt: z.string().nullable(),
})

export const oneOfStaff = query({
  name: 'staff.one',
  zone: 'organisation',
  summary: 'One member of staff: roles, agency, whether they have joined or left',
  about: z.object({ staffId: id() }),
  gives: z.object({
    staffId: z.uuid(),
    name: z.string(),
    email: z.string(),
    jobTitle: z.string().nullable(),
    agencyId: z.uuid(),
    agency: z.string(),
    agencyKind: z.string(),
    authorisations: z.array(authorisation),
    joinedAt: z.string().nullable(),
    leftAt: z.string().nullable(),
    roles: z.array(held),
    waiting: z.array(waiting),
    secondWord: z.boolean().describe('Whether a role that reads cases or the journal waits for a second person'),
    otherAdministrators: z.int(),
    options: z.object({ held: z.array(option) }),
  }),
  allows: staffPolicy.readOne,
  async read({ tx }, { staffId }) {
    const row = await tx
      .selectFrom('organisation.staff as s')
      .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
      .select(['s.id as staffId', 's.name', 's.email', 's.job_title as jobTitle', 'a.id as agencyId'])
      .select(['a.kind as agencyKind'])
      .select(['a.name as agency', 's.conduct_accepted_at as joinedAt', 's.left_at as leftAt'])
      .where('s.id', '=', staffId)
      .executeTakeFirst()
    if (!row) return undefined
    const current = await tx
      .selectFrom('organisation.staff_role as r')
      .leftJoin('organisation.staff as g', 'g.id', 'r.given_by')
      .select(['r.role', 'r.from_at as from', 'g.name as givenBy'])
      .where('r.staff_id', '=', staffId)
      .where('r.ended_at', 'is', null)
      .orderBy('r.role')
      .execute()
    const authorisations = await tx
      .selectFrom('organisation.authorisation as u')
      .leftJoin('organisation.staff as g', 'g.id', 'u.recorded_by')
      .select(['u.by_whom as byWhom', 'u.from_on as from', 'u.until_on as until', 'g.name as recordedBy'])
      .select(['u.recorded_at as recordedAt', 'u.ended_at as endedAt'])
      .where('u.staff_id', '=', staffId)
      .orderBy('u.from_on', 'desc')
      .orderBy('u.recorded_at', 'desc')
      .limit(100)
      .execute()
    const others = await tx
      .selectFrom('organisation.staff_role')
      .select((the) => the.fn.countAll<number>().as('count'))
      .where('role', '=', 'administrator')
      .where('ended_at', 'is', null)
      .where('staff_id', '<>', staffId)
      .executeTakeFirstOrThrow()
    const options = { held: current.map(({ role }) => ({ value: role, label: capital(role) })) }
    return {
      ...row,
      roles: current,
      waiting: await waitingFor(tx, staffId),
      secondWord: await secondWordIn(tx),
      authorisations,
      otherAdministrators: others.count,
      options,
    }
  },
})

/** The code of conduct, for whoever must accept it. */
export const ownConduct = query({
  name: 'staff.own-conduct',
  zone: 'organisation',
  summary: 'Whether the person who asks has accepted the code of conduct',
  about: z.object({}),
  gives: z.object({ staffId: z.uuid(), acceptedAt: z.string().nullable() }),
  allows: allow(anyStaff),
  read: ({ tx, viewer }) =>
    tx
      .selectFrom('organisation.staff')
      .select(['id as staffId', 'conduct_accepted_at as acceptedAt'])
      .where('id', '=', viewer.id)
      .executeTakeFirst(),
})
