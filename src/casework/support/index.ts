/** The front door of support: what other modules may use. */
export { whoMay } from './consent-questions.ts'
export { isUnder18, lastDayOfConsent } from './consent-rules.ts'
export { exitReasons, natures } from './code-lists.ts'
export { giveLead } from './leading.ts'
export {
  keepConsentMovedIn,
  keepExitMovedIn,
  keepPlanMovedIn,
  keepReviewMovedIn,
} from './moved-in.ts'
export { providerRoles } from './policy.ts'
