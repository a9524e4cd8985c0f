/** The front door of cases: what other modules may use. */
export { endGrants, grant, openCase } from './grants.ts'
export { markRepeats, setPerson } from './persons.ts'
export { endSection36Grants, followEndedRole, followLeaver, settleCase, standingOf } from './reactions.ts'
export {
  type OpenReview,
  openReviews,
  reopenedAt,
  sinceReopened,
  theEnd,
  whatStopped,
} from './afterwards.ts'
export { type CaseFacts, type Stage, stageOf, stages } from './lifecycle.ts'
export { caseFacts } from './facts.ts'
export { asOf, asRecordedBefore, type Before, keepSection36MovedIn, nameOfOwner } from './moved-in.ts'
export { assessedAtExit } from './due-in-support.ts'
export { banner, bannerOf } from './queries.ts'
export { CaseAct } from './pages/case-act.tsx'
export { captionOf, CaseFrame, DueDay, protectiveMarking } from './pages/case-frame.tsx'
export { MistakenTag, NameInList } from './pages/mistaken-tag.tsx'
export { isMistaken, mistakenMark } from './mistaken.ts'
export { isReferredToPanel, section36Grounds } from './section36.ts'
export { recordDisclosure } from './disclosures.ts'
export { comesOfAge } from './coming-of-age.ts'
export { nameForm, nameKeys } from './name-keys.ts'
export { basesOn, lawfulBases } from './lawful-bases.ts'
export { dueInWords, work, workFor } from './work.ts'
export { addressOf, filtersIn, filterShape, set as setFilters, sorts } from './filters.ts'
export { filterWords } from './filter-words.ts'
export { asRow, caseList, caseRow, casesShown } from './list.ts'
export { chronology } from './chronology.ts'
export { chronologyAddress, chronologyFilters, chronologySentence } from './chronology-filters.ts'
export { kindNames, kinds } from './chronology-words.ts'
export { casePolicy } from './policy.ts'
export { changes, changesSinceRead } from './changes.ts'
export { ChangedSince, NewToYou } from './pages/changed-since.tsx'
