import { newReference } from '../../platform/pure/reference.ts'
import { startOfDay } from '../../platform/pure/days.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { Writing } from '../../platform/town.ts'
import { openCase } from '../cases/index.ts'
import type { referralQuestions } from './questions.ts'

/**
 * Keeps a referral that was received before this town had the system, in `saves`: its clocks run from the day it was
 * received. Nobody is told of it anew: whoever was told by the work before was told then. Gives the case.
 */
export async function keepMovedIn(
  writing: Writing,
  answers: Answers<typeof referralQuestions>,
  receivedOn: string,
): Promise<{ caseId: string; reference: string }> {
  const { givenNames, familyName, born, ageAbout, sector, concern, wishesUnnamed, personKnows, ...rest } = answers
  const { tx, viewer } = writing
  const [reference, caseId] = [newReference('R'), writing.newId()]
  await openCase(writing, caseId)
  await tx
    .insertInto('casework.referral')
    .values({
      id: writing.newId(),
      case_id: caseId,
      reference,
      code_hash: writing.hash('referral code', newReference('K')),
      received_at: startOfDay(receivedOn),
      came_by: 'moved in',
      referrer_id: viewer.id,
      referrer_agency_id: viewer.agencyId,
      given_names: givenNames ?? '',
      family_name: familyName ?? '',
      born: born ?? null,
      age_about: ageAbout ?? null,
      sector,
      concern,
      wishes_unnamed: wishesUnnamed,
      person_knows: personKnows,
      sealed: writing.seal(caseId, 'referral', rest),
    })
    .execute()
  return { caseId, reference }
}
