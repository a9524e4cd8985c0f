import type { AnyCommand } from '../../platform/command.ts'
import { type Module, type Route, route, type Shown } from '../../platform/module.ts'
import type { VNode } from 'preact'
import { addPersonName } from './commands/add-name.ts'
import {
  addAddress,
  addAdjustment,
  addContact,
  addRelationship,
  recordEqualityFact,
  recordLanguage,
  recordLookedAfter,
} from './commands/keep-record.ts'
import { matchReferral } from './commands/match-referral.ts'
import { mergePersons, unmergePersons } from './commands/merge.ts'
import { recordBirthDate } from './commands/record-birth.ts'
import { saySoIfWrong } from './commands/say-wrong.ts'
import { MergePage, SayWrongPage, UnmergePage } from './pages/correct-pages.tsx'
import { MatchPage } from './pages/match-page.tsx'
import {
  AddAddressPage,
  AddAdjustmentPage,
  AddContactPage,
  AddNamePage,
  AddRelationshipPage,
  RecordBirthPage,
  RecordEqualityPage,
  RecordLanguagePage,
  RecordLookedAfterPage,
} from './pages/record-acts.tsx'
import { RecordPage } from './pages/record-page.tsx'
import { matchOfReferral } from './queries.ts'
import { entryOfRecord, mergedRecords, othersLikePerson, recordOfPerson, type RecordShown } from './record.ts'

const toRecord: Route['then'] = (_, { caseId }) => `/cases/${caseId}/people`
const done = 'The record was changed'

/** A page that adds one thing to the record. */
const adds = (path: string, shows: (shown: Shown<RecordShown>) => VNode, performs: AnyCommand) =>
  route({ path: `/cases/:caseId/people/${path}`, looks: recordOfPerson, shows, performs, then: toRecord, done })

export const people: Module = {
  name: 'people',
  routes: [
    route({
      path: '/cases/:caseId/match',
      looks: matchOfReferral,
      shows: MatchPage,
      performs: matchReferral,
      then: ({ caseId }) => `/cases/${caseId}/referral`,
      done: 'The answer was recorded',
    }),
    route({ path: '/cases/:caseId/people', looks: recordOfPerson, shows: RecordPage }),
    adds('name', AddNamePage, addPersonName),
    adds('birth', RecordBirthPage, recordBirthDate),
    adds('address', AddAddressPage, addAddress),
    adds('contact', AddContactPage, addContact),
    adds('language', RecordLanguagePage, recordLanguage),
    adds('adjustment', AddAdjustmentPage, addAdjustment),
    adds('equality', RecordEqualityPage, recordEqualityFact),
    adds('looked-after', RecordLookedAfterPage, recordLookedAfter),
    adds('relationship', AddRelationshipPage, addRelationship),
    route({
      path: '/cases/:caseId/people/entries/:entryId/wrong',
      looks: entryOfRecord,
      shows: SayWrongPage,
      performs: saySoIfWrong,
      then: toRecord,
      done: 'It is marked as wrong',
    }),
    route({
      path: '/cases/:caseId/people/merge',
      looks: othersLikePerson,
      shows: MergePage,
      performs: mergePersons,
      then: toRecord,
      done: 'The two records are one now',
    }),
    route({
      path: '/cases/:caseId/people/merges/:mergeId',
      looks: mergedRecords,
      shows: UnmergePage,
      performs: unmergePersons,
      then: toRecord,
      done: 'The records are separated',
    }),
  ],
}
