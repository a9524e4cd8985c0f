import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { keyedHash } from '../../platform/keys.ts'
import { type Ending, perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { addAnAgency } from '../agencies/index.ts'
import { inviteStaff, inviteStaffAgain } from './commands/invite.ts'
import { invitationToken, joinPath } from './invitations.ts'
import type { Role } from './roles.ts'

const viewer = aProcess('command line')

export interface Invitee {
  name: string
  email: string
  jobTitle: string
  /** The agency's name. In a town without a council yet, a council of that name is added. */
  agency: string
  roles: readonly Role[]
}

/**
 * Invites somebody, or somebody who is here already once more, and gives the link, for whoever runs the installation
 * (`npx onetown invite`). Throws an Error with the sentence of the rule that stands against it.
 */
export async function inviteLink(town: Town, { name, email, jobTitle, agency, roles }: Invitee): Promise<string> {
  const known = await staffByEmail(town, email)
  if (known)
    return linkFor(
      town,
      (await reached(perform(town, inviteStaffAgain, { viewer, about: { staffId: known }, raw: {} }))).staffId,
    )
  const agencyId = await agencyByName(town, agency)
  const raw = { name, email, jobTitle, agencyId, roles: [...roles] }
  return linkFor(town, (await reached(perform(town, inviteStaff, { viewer, about: {}, raw }))).staffId)
}

async function agencyByName(town: Town, name: string): Promise<unknown> {
  const agencies = await reading(town, (tx) =>
    tx.selectFrom('organisation.agency').select(['id', 'name', 'kind']).execute(),
  )
  const found = agencies.find((agency) => agency.name.toLowerCase() === name.trim().toLowerCase())
  if (found) return found.id
  if (agencies.some(({ kind }) => kind === 'council'))
    throw new Error(
      `There is no agency called "${name}". Somebody who is an administrator adds it first, under Agencies.`,
    )
  return (await reached(perform(town, addAnAgency, { viewer, about: {}, raw: { name, kind: 'council' } }))).agencyId
}

async function linkFor(town: Town, staffId: unknown): Promise<string> {
  const { id } = await reading(town, (tx) =>
    tx
      .selectFrom('organisation.invitation')
      .select('id')
      .where('staff_id', '=', staffId as string)
      .orderBy('sent_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow(),
  )
  return town.baseUrl + joinPath(invitationToken((use, value) => keyedHash(town.keys, use, value), id))
}

async function staffByEmail(town: Town, email: string): Promise<string | undefined> {
  const found = await reading(town, (tx) =>
    tx
      .selectFrom('organisation.staff')
      .select('id')
      .where(sql`lower(email)`, '=', email.toLowerCase())
      .executeTakeFirst(),
  )
  return found?.id
}

const reading = <T>(town: Town, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(town.database, { viewer, role: 'identity' }, work)

async function reached(acting: Promise<Ending>) {
  const ending = await acting
  if (ending.is === 'done') return ending.fact
  if (ending.is === 'problems') throw new Error(ending.problems.map(({ message }) => message).join('. '))
  throw new Error(ending.is === 'refused' ? ending.sentence : `This could not be done: ${ending.is}`)
}
