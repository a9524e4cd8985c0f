import type { Writing } from '../../platform/town.ts'
import { newReference } from '../../platform/pure/reference.ts'

/** Who is let into a case: one person, or whoever holds a role (in one agency, or in any). */
export type Grantee = { staffId: string } | { role: string; agencyId?: string }

export interface Grant {
  caseId: string
  to: Grantee
  /** 'full' for those who work the case, 'pack' for those who read it for the panel. */
  level: 'full' | 'pack'
  /** The step and the reason, in words: shown to whoever asks who may see the case. */
  why: string
  /** From when, where not from now. */
  from?: Date
  until?: Date
}

/** Opens a case for a referral: its key, its row, and the police's grant to do the gateway. Called in `saves`. */
export async function openCase(writing: Writing, caseId: string): Promise<void> {
  writing.newKey(caseId)
  await writing.tx
    .insertInto('casework.case')
    .values({ id: caseId, reference: newReference('C'), opened_at: writing.now })
    .execute()
}

/** Lets somebody into a case, with the reason. One that stands already for the same reason is not made twice. */
export async function grant(writing: Writing, { caseId, to, level, why, from, until }: Grant): Promise<void> {
  const standing = await standingGrants(writing, { caseId, to, why })
  if (standing.some((each) => each.level === level || each.level === 'full')) return
  await writing.tx
    .insertInto('casework.case_grant')
    .values({
      id: writing.newId(),
      case_id: caseId,
      level,
      why,
      granted_by: writing.viewer.id,
      from_at: from ?? writing.now,
      until_at: until ?? null,
      staff_id: 'staffId' in to ? to.staffId : null,
      role: 'role' in to ? to.role : null,
      agency_id: 'role' in to ? (to.agencyId ?? null) : null,
    })
    .execute()
}

/** Ends what let somebody in, when the need has ended; whoever was let in for another reason stays in for that. */
export async function endGrants(
  writing: Writing,
  { caseId, to, why, because }: { caseId: string; to?: Grantee; why?: string; because: string },
): Promise<void> {
  let ended = writing.tx
    .updateTable('casework.case_grant')
    .set({ ended_at: writing.now, ended_why: because })
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
  if (why) ended = ended.where('why', '=', why)
  if (to && 'staffId' in to) ended = ended.where('staff_id', '=', to.staffId)
  if (to && 'role' in to)
    ended = ended.where('role', '=', to.role).where('agency_id', 'is not distinct from', to.agencyId ?? null)
  await ended.execute()
}

/** Each reason has a grant of its own, because each ends by itself. */
const standingGrants = (writing: Writing, { caseId, to, why }: Pick<Grant, 'caseId' | 'to' | 'why'>) =>
  writing.tx
    .selectFrom('casework.case_grant')
    .select('level')
    .where('case_id', '=', caseId)
    .where('why', '=', why)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', writing.now.toISOString())]))
    .where('staff_id', 'is not distinct from', 'staffId' in to ? to.staffId : null)
    .where('role', 'is not distinct from', 'role' in to ? to.role : null)
    .where('agency_id', 'is not distinct from', 'role' in to ? (to.agencyId ?? null) : null)
    .execute()
