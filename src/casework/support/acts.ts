import type { AnyCommand } from '../../platform/command.ts'
import { whyNotAfterwards } from './afterwards-rules.ts'
import { addPlanAction } from './commands/add-action.ts'
import { giveReasonForNeed } from './commands/give-reason.ts'
import { nameLeadProfessional } from './commands/name-lead-professional.ts'
import { planHowConsentIsAsked } from './commands/plan-consent.ts'
import { recordReviewAfterwards } from './commands/record-afterwards.ts'
import { recordConsentAnswer } from './commands/record-consent.ts'
import { recordCaseExit } from './commands/record-exit.ts'
import { reviewSupportPlan } from './commands/review-plan.ts'
import { writeSupportPlan } from './commands/write-plan.ts'
import { whyNotPlanConsent, whyNotRecordConsent } from './consent-rules.ts'
import { whyNotExit } from './exit-rules.ts'
import type { Support } from './known.ts'
import { whyNotNameLead } from './lead-rules.ts'
import { whyNotAddAction, whyNotGiveReason, whyNotReview, whyNotWritePlan } from './plan-rules.ts'

export interface Act {
  text: string
  /** Behind /cases/<id>. */
  path: string
  command: AnyCommand
  /** The rule's sentence, when the process does not allow it yet. */
  whyNot(known: Support): string | undefined
}

/** What is done about support, in the order of the journey. */
export const acts: readonly Act[] = [
  { text: 'Name the lead professional', path: '/lead', command: nameLeadProfessional, whyNot: whyNotNameLead },
  {
    text: 'Plan how consent is asked',
    path: '/consent/plan',
    command: planHowConsentIsAsked,
    whyNot: whyNotPlanConsent,
  },
  { text: 'Record consent', path: '/consent', command: recordConsentAnswer, whyNot: whyNotRecordConsent },
  { text: 'Write the support plan', path: '/plan/new', command: writeSupportPlan, whyNot: whyNotWritePlan },
  { text: 'Add an action to the plan', path: '/plan/action', command: addPlanAction, whyNot: whyNotAddAction },
  {
    text: 'Give a reason for a need',
    path: '/plan/reason',
    command: giveReasonForNeed,
    whyNot: whyNotGiveReason,
  },
  { text: 'Review the plan', path: '/review', command: reviewSupportPlan, whyNot: whyNotReview },
  { text: 'Record the exit', path: '/exit', command: recordCaseExit, whyNot: whyNotExit },
  {
    text: 'Record a review afterwards',
    path: '/afterwards',
    command: recordReviewAfterwards,
    whyNot: whyNotAfterwards,
  },
]
