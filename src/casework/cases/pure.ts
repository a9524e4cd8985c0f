/** The front door of cases for rules and policies of other modules: what touches nothing outside itself. */
export { longestAfterwardsMonths } from './afterwards.ts'
export { planReviewIsDue } from './due-in-support.ts'
export { keeping } from './keeping.ts'
export { heldTasks } from './due.ts'
export { groundsThatEnd } from './no-ideology.ts'
export type { Stage } from './lifecycle.ts'
export { whyChair } from './police-lead.ts'
export { casePolicy } from './policy.ts'
