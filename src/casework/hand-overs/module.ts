import type { Fact } from '../../platform/pure/outcomes.ts'
import { type Module, route } from '../../platform/module.ts'
import { answerHandOver, endHandOver, makeHandOver, sendHandOver } from './commands.ts'
import { AnswerPage, HandOversPage, MakeHandOverPage, OutcomePage, SentPage } from './pages.tsx'
import { handOversOfCase, oneHandOver, readyToHandOver } from './queries.ts'

const then = ({ caseId }: Fact) => `/cases/${caseId}/hand-overs`

export const handOvers: Module = {
  name: 'hand-overs',
  routes: [
    route({ path: '/cases/:caseId/hand-overs', looks: handOversOfCase, shows: HandOversPage }),
    route({
      path: '/cases/:caseId/hand-overs/new',
      looks: readyToHandOver,
      shows: MakeHandOverPage,
      performs: makeHandOver,
      then,
      done: 'The case was handed over: record when it was sent',
    }),
    route({
      path: '/hand-overs/:handOverId/sent',
      looks: oneHandOver,
      shows: SentPage,
      performs: sendHandOver,
      then,
      done: 'It was recorded',
    }),
    route({
      path: '/hand-overs/:handOverId/answer',
      looks: oneHandOver,
      shows: AnswerPage,
      performs: answerHandOver,
      then,
      done: 'The answer was recorded',
    }),
    route({
      path: '/hand-overs/:handOverId/outcome',
      looks: oneHandOver,
      shows: OutcomePage,
      performs: endHandOver,
      then,
      done: 'The outcome was recorded',
    }),
  ],
}
