import type { Module } from '../../platform/module.ts'
import { route } from '../../platform/module.ts'
import { answerPolice } from './commands/answer-police-lead.ts'
import { recordSection36Decision } from './commands/record-section36-decision.ts'
import { chronology } from './chronology.ts'
import { caseList } from './list.ts'
import { CaseListPage } from './pages/case-list-page.tsx'
import { ChronologyPage, ChronologySheetsPage } from './pages/chronology-page.tsx'
import { OverviewPage } from './pages/overview-page.tsx'
import { PoliceLeadPage } from './pages/police-lead-page.tsx'
import { Section36Page } from './pages/section36-page.tsx'
import { SharingPage } from './pages/sharing-page.tsx'
import { WhoLookedPage } from './pages/who-looked-page.tsx'
import { overview } from './overview.ts'
import { beforePoliceLead } from './police-lead-known.ts'
import { casePolicy } from './policy.ts'
import { caseInSight } from './queries.ts'
import { beforeSection36 } from './section36.ts'
import { sharingOfCase } from './sharing.ts'
import { whoLooked } from './who-looked.ts'

export const cases: Module = {
  name: 'cases',
  routes: [
    route({ path: '/cases', looks: caseList, shows: CaseListPage }),
    route({ path: '/cases/:caseId', looks: overview, shows: OverviewPage }),
    route({ path: '/cases/:caseId/chronology', looks: chronology, shows: ChronologyPage }),
    route({ path: '/cases/:caseId/chronology/sheets', looks: chronology, shows: ChronologySheetsPage }),
    route({
      path: '/cases/:caseId/section36',
      looks: beforeSection36,
      shows: Section36Page,
      performs: recordSection36Decision,
      // whoever decided is not let into the case any more
      then: () => '/work',
      done: 'The section 36 decision was recorded',
    }),
    route({
      path: '/cases/:caseId/police-lead',
      looks: beforePoliceLead,
      shows: PoliceLeadPage,
      performs: answerPolice,
      // where the panel goes on, whoever chairs has its own way in
      then: () => '/work',
      done: 'How the case goes on was recorded',
    }),
    route({ path: '/cases/:caseId/sharing', looks: sharingOfCase, shows: SharingPage }),
    route({ path: '/cases/:caseId/who-looked', looks: whoLooked, shows: WhoLookedPage }),
  ],
  queries: [caseInSight],
  navigation: [{ href: '/cases', text: 'Cases', roles: casePolicy.read.roles }],
}
