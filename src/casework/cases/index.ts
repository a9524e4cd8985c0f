/** The front door of cases: what other modules may use. */
export { endGrants, type Grant, grant, openCase } from './grants.ts'
export { type Matched, setPerson } from './persons.ts'
export { awaitsAnAnswer } from './early-end.ts'
export { endSection36Grants, followLeaver, settleCase, standingOf } from './reactions.ts'
export {
  type OpenReview,
  openReviews,
  reopenedAt,
  sinceReopened,
  theEnd,
  whatStopped,
} from './afterwards.ts'
export { type CaseFacts, type Review, type Stage, stageOf, stages } from './lifecycle.ts'
export { caseFacts } from './facts.ts'
export { type Banner, banner, bannerOf, caseInSight } from './queries.ts'
export { CaseBanner, CaseFrame, protectiveMarking } from './pages/case-frame.tsx'
export { isReferredToPanel, section36Grounds } from './section36.ts'
export { type Disclosure, recordDisclosure } from './disclosures.ts'
export { basesOn, lawfulBases } from './lawful-bases.ts'
export { work, workFor } from './work.ts'
