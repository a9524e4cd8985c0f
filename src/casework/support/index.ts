/** The front door of support: what other modules may use. */
export { whoMay } from './consent-questions.ts'
export { isUnder18, lastDayOfConsent } from './consent-rules.ts'
export { exitReasons, labelled, natures } from './code-lists.ts'
export { supportGiven, supportGivenBy } from './given.ts'
export { deliveredWords } from './pages/plan-parts.tsx'
export { giveLead } from './leading.ts'
export {
  keepConsentMovedIn,
  keepExitMovedIn,
  keepPlanMovedIn,
  keepReviewMovedIn,
} from './moved-in.ts'
export { providerRoles } from './policy.ts'
