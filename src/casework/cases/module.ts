import type { Module } from '../../platform/module.ts'
import { route } from '../../platform/module.ts'
import { entrances } from '../../organisation/staff/roles.ts'
import { chronology } from './chronology.ts'
import { caseList } from './list.ts'
import { CaseListPage } from './pages/case-list-page.tsx'
import { ChronologyPage } from './pages/chronology-page.tsx'
import { OverviewPage } from './pages/overview-page.tsx'
import { YourWorkPage } from './pages/your-work-page.tsx'
import { casePolicy } from './policy.ts'
import { caseInSight } from './queries.ts'
import { yourWork } from './work.ts'

export const cases: Module = {
  name: 'cases',
  routes: [
    route({ path: '/work', looks: yourWork, shows: YourWorkPage }),
    route({ path: '/cases', looks: caseList, shows: CaseListPage }),
    route({ path: '/cases/:caseId', looks: caseInSight, shows: OverviewPage }),
    route({ path: '/cases/:caseId/chronology', looks: chronology, shows: ChronologyPage }),
  ],
  navigation: [
    { href: '/work', text: 'Your work', roles: ['staff'] },
    { href: '/cases', text: 'Cases', roles: casePolicy.read.filter((role) => entrances.casework.enter.includes(role)) },
  ],
}
