import { type Route, route } from '../../platform/module.ts'
import { addPlanAction } from './commands/add-action.ts'
import { endPlanAction } from './commands/end-action.ts'
import { giveReasonForNeed } from './commands/give-reason.ts'
import { nameLeadProfessional } from './commands/name-lead-professional.ts'
import { planHowConsentIsAsked } from './commands/plan-consent.ts'
import { recordReviewAfterwards } from './commands/record-afterwards.ts'
import { recordConsentAnswer } from './commands/record-consent.ts'
import { recordCaseExit } from './commands/record-exit.ts'
import { recordPlanSession } from './commands/record-session.ts'
import { reviewSupportPlan } from './commands/review-plan.ts'
import { writeSupportPlan } from './commands/write-plan.ts'
import { ActionPage } from './pages/action-page.tsx'
import { NameLeadPage, PlanConsentPage, RecordConsentPage } from './pages/consent-pages.tsx'
import { RecordAfterwardsPage, RecordExitPage } from './pages/end-pages.tsx'
import {
  AddActionPage,
  EndActionPage,
  GiveReasonPage,
  RecordSessionPage,
  ReviewPlanPage,
  WritePlanPage,
} from './pages/plan-pages.tsx'
import { PlanTab } from './pages/plan-tab.tsx'
import { actionOfPlan, supportOfCase } from './queries.ts'

const looks = supportOfCase
const then: Route['then'] = (_, { caseId }) => `/cases/${caseId}/plan`
const toAction: Route['then'] = (_, { caseId, actionId }) => `/cases/${caseId}/actions/${actionId}`

export const supportRoutes: readonly Route[] = [
  route({ path: '/cases/:caseId/plan', looks, shows: PlanTab }),
  route({
    path: '/cases/:caseId/lead',
    looks,
    shows: NameLeadPage,
    performs: nameLeadProfessional,
    then,
    done: 'The lead professional was named',
  }),
  route({
    path: '/cases/:caseId/consent/plan',
    looks,
    shows: PlanConsentPage,
    performs: planHowConsentIsAsked,
    then,
    done: 'It was recorded how consent is asked',
  }),
  route({
    path: '/cases/:caseId/consent',
    looks,
    shows: RecordConsentPage,
    performs: recordConsentAnswer,
    then,
    done: 'The answer was recorded',
  }),
  route({
    path: '/cases/:caseId/plan/new',
    looks,
    shows: WritePlanPage,
    performs: writeSupportPlan,
    then,
    done: 'The plan was saved',
  }),
  route({
    path: '/cases/:caseId/plan/action',
    looks,
    shows: AddActionPage,
    performs: addPlanAction,
    then,
    done: 'The action was added',
  }),
  route({
    path: '/cases/:caseId/plan/reason',
    looks,
    shows: GiveReasonPage,
    performs: giveReasonForNeed,
    then,
    done: 'The reason was recorded',
  }),
  route({ path: '/cases/:caseId/actions/:actionId', looks: actionOfPlan, shows: ActionPage }),
  route({
    path: '/cases/:caseId/actions/:actionId/session',
    looks: actionOfPlan,
    shows: RecordSessionPage,
    performs: recordPlanSession,
    then: toAction,
    done: 'The session was recorded',
  }),
  route({
    path: '/cases/:caseId/actions/:actionId/end',
    looks: actionOfPlan,
    shows: EndActionPage,
    performs: endPlanAction,
    then: toAction,
    done: 'The action was ended',
  }),
  route({
    path: '/cases/:caseId/review',
    looks,
    shows: ReviewPlanPage,
    performs: reviewSupportPlan,
    then,
    done: 'The review was recorded',
  }),
  route({
    path: '/cases/:caseId/exit',
    looks,
    shows: RecordExitPage,
    performs: recordCaseExit,
    then,
    done: 'The exit was recorded',
  }),
  route({
    path: '/cases/:caseId/afterwards',
    looks,
    shows: RecordAfterwardsPage,
    performs: recordReviewAfterwards,
    then,
    done: 'The review was recorded',
  }),
]
