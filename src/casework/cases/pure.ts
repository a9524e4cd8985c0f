/** The front door of cases for rules and policies of other modules: what touches nothing outside itself. */
export { longestAfterwardsMonths } from './afterwards.ts'
export { assessWithinMonths, planReviewIsDue } from './due-in-support.ts'
export { groundsThatEnd } from './no-ideology.ts'
export { casePolicy } from './policy.ts'
export type { Stage } from './lifecycle.ts'
export { whyChair } from './police-lead.ts'
