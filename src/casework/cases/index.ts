/** The front door of cases: what other modules may use. */
export { endGrants, type Grant, grant, openCase } from './grants.ts'
export { settleCase } from './reactions.ts'
export { type CaseFacts, type Stage, stageOf, stages } from './lifecycle.ts'
export { caseFacts } from './facts.ts'
export { type Banner, banner, bannerOf, caseInSight } from './queries.ts'
export { CaseBanner, CaseFrame, protectiveMarking } from './pages/case-frame.tsx'
