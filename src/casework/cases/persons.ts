import { sql } from 'kysely'
import type { Writing } from '../../platform/town.ts'

/** Whom a case is about, and which police force polices where they live. */
export interface Matched {
  personId: string
  homeForceId: string
}

/**
 * Says whom a case is about, in `saves`. Locks the person first, so that of two referrals matched to one person at the
 * same moment exactly one is the first; every other is a repeat, which is closed by two. Gives whether this one is.
 */
export async function setPerson(
  writing: Writing,
  caseId: string,
  { personId: chosenId, homeForceId }: Matched,
): Promise<boolean> {
  const personId = await lockPerson(writing, chosenId)
  const other = await writing.tx
    .selectFrom('casework.case')
    .select('id')
    .where('person_id', '=', personId)
    .where('id', '<>', caseId)
    .executeTakeFirst()
  const isRepeat = other !== undefined
  await writing.tx
    .updateTable('casework.case')
    .set({ person_id: personId, home_force_id: homeForceId, is_repeat: isRepeat })
    .where('id', '=', caseId)
    .execute()
  return isRepeat
}

/** Locks a person, or whose record theirs has become meanwhile. */
async function lockPerson({ tx }: Pick<Writing, 'tx'>, personId: string): Promise<string> {
  const { rows } = await sql<{
    merged_into: string | null
  }>`select merged_into from casework.person where id = ${personId} for update`.execute(tx)
  const mergedInto = rows[0]?.merged_into
  return mergedInto ? lockPerson({ tx }, mergedInto) : personId
}

/**
 * Of the referrals of one person the first to be matched is the only one that one person may close (facts 7.3). The mark
 * is not taken off when records are separated again: that would be a way for one person to close a repeat.
 */
export const markRepeats = ({ tx }: Writing, personId: string) =>
  sql`update casework.case set is_repeat = true where person_id = ${personId} and not is_repeat and id <> (
    select c.id from casework.case c left join casework.match_answer a on a.case_id = c.id and a.answer <> 'unsure'
    where c.person_id = ${personId} order by c.is_repeat, a.answered_at, c.opened_at, c.id limit 1)`.execute(tx)
