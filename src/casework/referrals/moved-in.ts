import { newReference } from '../../platform/pure/reference.ts'
import { showDay, startOfDay } from '../../platform/pure/days.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { Writing } from '../../platform/town.ts'
import { asOf, asRecordedBefore, type Before, grant, openCase } from '../cases/index.ts'
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

interface GatewayBefore extends Before {
  outcome: 'proceed' | 'not suitable' | 'police-led'
  ground?: string | undefined
  trackerReference?: string | undefined
  trackerOn?: string | undefined
  /** Nothing was decided after it: whoever decides next is let in. */
  isLast: boolean
}

/** Keeps what the police found before this town had the system, in `saves`. */
export async function keepGatewayMovedIn(writing: Writing, before: GatewayBefore): Promise<void> {
  const { caseId, outcome, isLast } = before
  const { tx, newId, seal, now } = asOf(writing, before)
  const tracker =
    before.trackerReference && `In the national tracker: ${before.trackerReference}, ${showDay(before.trackerOn!)}.`
  const grounds = [before.words, tracker].filter(Boolean).join('\n')
  await tx
    .insertInto('casework.gateway_outcome')
    .values({
      id: newId(),
      case_id: caseId,
      outcome,
      ground: before.ground ?? null,
      passed_to: null,
      // the tracker is the police's record: what a spreadsheet says of it is told, and stays not confirmed
      tracker_reference: null,
      tracker_on: null,
      sealed: seal(caseId, 'gateway_outcome', { grounds: asRecordedBefore({ ...before, words: grounds }) }),
      decided_by: before.byId ?? null,
      decided_at: now,
    })
    .execute()
  if (outcome === 'proceed' && isLast)
    await grant(writing, { caseId, to: { role: 'section 36 officer' }, level: 'full', why: 'section 36 decision' })
}
