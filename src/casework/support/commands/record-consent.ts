import { command } from '../../../platform/command.ts'
import { endGrants } from '../../cases/index.ts'
import { consentQuestions } from '../consent-questions.ts'
import type { SealedAnswer } from '../consent-read.ts'
import { recordConsent } from '../consent-rules.ts'
import { endWhatRestsOnConsent } from '../ending.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { whyAsker } from '../sight.ts'

export const recordConsentAnswer = command({
  name: 'support.record-consent',
  zone: 'casework',
  summary: 'Record that consent was given, refused or withdrawn; without it, support that rests on it ends at once',
  asks: consentQuestions,
  knows: supportOfCase,
  allows: supportPolicy.recordConsent,
  decides: recordConsent,
  async saves(writing, { caseId, requestId, ...given }) {
    const { name, evidence, ownView, how, words } = given
    const answerId = writing.newId()
    await writing.tx
      .insertInto('casework.consent_answer')
      .values({
        id: answerId,
        case_id: caseId,
        request_id: requestId,
        answer: given.answer,
        who_may: given.whoMay,
        answered_on: given.answeredOn,
        expires_on: given.expiresOn ?? null,
        sealed: writing.seal(caseId, 'consent_answer', { name, evidence, ownView, how, words } satisfies SealedAnswer),
        recorded_by: writing.viewer.id,
        recorded_at: writing.now,
      })
      .execute()
    await endGrants(writing, { caseId, why: whyAsker, because: 'answered' })
    if (given.answer !== 'given')
      await endWhatRestsOnConsent(writing, caseId, { answerId, because: `consent ${given.answer}` })
  },
})
