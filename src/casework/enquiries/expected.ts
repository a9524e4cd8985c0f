import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../platform/town.ts'
import { organisationsNamed } from '../referrals/index.ts'
import { type Expected, expectedAsks, inWords } from './expected-rules.ts'

export const expected = z.object({
  /** Null where the referral names an organisation that is none of the town's agencies, or where it is withheld. */
  agencyId: z.uuid().nullable(),
  name: z.string(),
  as: z.enum(['referrer', 'school']),
  withheld: z.boolean(),
})

/**
 * Whoever knows the person and was not asked yet: the organisation of whoever referred, and the person's school. A school
 * that referred was not heard before a panel once, and a review found it (facts 7.3, Amess).
 */
export async function notAskedYet(reading: Reading, caseId: string): Promise<Expected[]> {
  const { tx } = reading
  const [named, agencies, asked] = await Promise.all([
    organisationsNamed(reading, caseId),
    tx.selectFrom('organisation.agency').select(['id as agencyId', 'name', 'kind']).execute(),
    sql<{ asked: string[] }>`select casework.agencies_asked(${caseId}) as asked`.execute(tx),
  ])
  return expectedAsks(named, agencies, asked.rows[0]!.asked)
}

/** The same as warnings for the papers of a panel: nobody is named who wishes not to be. */
export const whoWasNotAsked = async (reading: Reading, caseId: string): Promise<string[]> =>
  (await notAskedYet(reading, caseId)).map(inWords)
