import { command } from '../../../platform/command.ts'
import { endGrants } from '../../cases/index.ts'
import { consentPlanQuestions } from '../consent-questions.ts'
import type { SealedRequest } from '../consent-read.ts'
import { planConsent } from '../consent-rules.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { letIn, personIn, whyAsker } from '../sight.ts'

export const planHowConsentIsAsked = command({
  name: 'support.plan-consent',
  zone: 'casework',
  summary: 'Plan how, when and by whom consent is requested, and of whom',
  asks: consentPlanQuestions,
  knows: supportOfCase,
  allows: supportPolicy.planConsent,
  decides: planConsent,
  async saves(writing, { caseId, ...asked }, { options }) {
    const { name, words, socialCareDecision } = asked
    await writing.tx
      .insertInto('casework.consent_request')
      .values({
        id: writing.newId(),
        case_id: caseId,
        of_whom: asked.ofWhom,
        how: asked.how,
        ask_on: asked.askOn,
        by_whom: asked.byWhom,
        sealed: writing.seal(caseId, 'consent_request', { name, words, socialCareDecision } satisfies SealedRequest),
        set_by: writing.viewer.id,
        set_at: writing.now,
      })
      .execute()
    await endGrants(writing, { caseId, why: whyAsker, because: 'asked by somebody else' })
    await letIn(writing, { caseId, person: personIn(options.askers, asked.byWhom), level: 'pack', why: whyAsker })
  },
})
