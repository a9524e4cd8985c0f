import { command } from '../../../platform/command.ts'
import type { Writing } from '../../../platform/town.ts'
import { grant, setPerson } from '../../cases/index.ts'
import { peoplePolicy } from '../policy.ts'
import { matchOfReferral, type ToMatchShown } from '../queries.ts'
import { matchQuestions } from '../questions.ts'
import { matchReferral as decideMatch, type ReferralMatched } from '../rules.ts'
import { referredPerson } from '../../referrals/index.ts'
import { addNames, recordPerson, saveWhatIsSaid } from '../saving.ts'

export const matchReferral = command({
  name: 'people.match',
  zone: 'casework',
  summary: 'Say whether a referral is about a person who is recorded already',
  asks: matchQuestions,
  knows: matchOfReferral,
  allows: peoplePolicy.match,
  decides: decideMatch,
  async saves(writing, fact, known) {
    const { caseId, homeForceId } = fact
    if (fact.answer === 'unsure' || !homeForceId) return insertAnswer(writing, fact, known, undefined)
    const referred = { ...(await referredPerson(writing, caseId))!, caseId }
    const personId = fact.samePersonId ?? (await recordPerson(writing, referred))
    fact.personId = personId
    if (fact.samePersonId) await addNames(writing, personId, referred)
    await saveWhatIsSaid(writing, { personId, caseId }, referred)
    await insertAnswer(writing, fact, known, personId)
    await setPerson(writing, caseId, { personId, homeForceId })
    const to = { role: 'police case officer', agencyId: homeForceId }
    await grant(writing, { caseId, to, level: 'full', why: 'gateway' })
  },
})

/** Whom it was compared with stays on record: each one it is not, and the one it is. */
async function insertAnswer(
  writing: Writing,
  fact: ReferralMatched,
  known: ToMatchShown,
  personId: string | undefined,
) {
  const { caseId, answer, reason } = fact
  const row = (candidateId: string | null, said: 'same' | 'different' | 'unsure' | 'new person') => ({
    id: writing.newId(),
    case_id: caseId,
    referral_id: known.referralId,
    candidate_id: candidateId,
    answer: said,
    sealed: writing.seal(caseId, 'match_answer', { reason }),
    answered_by: writing.viewer.id,
    answered_at: writing.now,
  })
  const compared = known.candidates.map((each) => each.personId)
  const rows =
    answer === 'unsure'
      ? [row(null, 'unsure')]
      : answer === 'same'
        ? [row(personId!, 'same')]
        : [...compared.map((each) => row(each, 'different')), row(personId!, 'new person')]
  await writing.tx.insertInto('casework.match_answer').values(rows).execute()
}
