import { type Module, route } from '../../platform/module.ts'
import { matchReferral } from './commands/match-referral.ts'
import { MatchPage } from './pages/match-page.tsx'
import { matchOfReferral } from './queries.ts'

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
  ],
}
