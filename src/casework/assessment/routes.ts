import { type Route, route } from '../../platform/module.ts'
import { begin } from './commands/begin.ts'
import { finish } from './commands/finish.ts'
import { saveItemsOfPart } from './commands/save-items.ts'
import { saveItsNeeds } from './commands/save-needs.ts'
import { saveItsStrengths } from './commands/save-strengths.ts'
import { saveItsSummary } from './commands/save-summary.ts'
import { setAside } from './commands/set-aside.ts'
import { BeginPage, FinishPage, SetAsidePage } from './pages/acts.tsx'
import { AssessmentTab } from './pages/assessment-tab.tsx'
import { ItemsPage } from './pages/items-page.tsx'
import { OneAssessmentPage } from './pages/one-page.tsx'
import { NeedsPage, StrengthsPage, SummaryPage } from './pages/own-parts.tsx'
import {
  assessment,
  assessments,
  beforeBeginning,
  itemsPart,
  needsPart,
  strengthsPart,
  summaryPart,
} from './queries.ts'
import { copyItem, copyList } from './rules.ts'

const one = '/cases/:caseId/assessments/:assessmentId'
const toOne: Route['then'] = ({ assessmentId }, { caseId }) => `/cases/${caseId}/assessments/${String(assessmentId)}`
const toAll: Route['then'] = (_, { caseId }) => `/cases/${caseId}/assessment`
const done = 'This part was saved'

export const assessmentRoutes: readonly Route[] = [
  route({ path: '/cases/:caseId/assessment', looks: assessments, shows: AssessmentTab }),
  route({
    path: '/cases/:caseId/assessments/new',
    looks: beforeBeginning,
    shows: BeginPage,
    performs: begin,
    then: toOne,
    done: 'The assessment was begun',
  }),
  route({ path: one, looks: assessment, shows: OneAssessmentPage }),
  route({
    path: `${one}/parts/:part`,
    looks: itemsPart,
    shows: ItemsPage,
    performs: saveItemsOfPart,
    fills: copyItem,
    then: toOne,
    done,
  }),
  route({
    path: `${one}/strengths`,
    looks: strengthsPart,
    shows: StrengthsPage,
    performs: saveItsStrengths,
    fills: copyList('strengths', 'strength'),
    then: toOne,
    done,
  }),
  route({
    path: `${one}/needs`,
    looks: needsPart,
    shows: NeedsPage,
    performs: saveItsNeeds,
    fills: copyList('needs', 'need'),
    then: toOne,
    done,
  }),
  route({
    path: `${one}/summary`,
    looks: summaryPart,
    shows: SummaryPage,
    performs: saveItsSummary,
    then: toOne,
    done,
  }),
  route({
    path: `${one}/finish`,
    looks: assessment,
    shows: FinishPage,
    performs: finish,
    then: toAll,
    done: 'The assessment is finished',
  }),
  route({
    path: `${one}/set-aside`,
    looks: assessment,
    shows: SetAsidePage,
    performs: setAside,
    then: toAll,
    done: 'The assessment was set aside',
  }),
]
