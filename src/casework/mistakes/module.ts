import type { Fact } from '../../platform/pure/outcomes.ts'
import { type Module, route } from '../../platform/module.ts'
import { answerMistaken, askMistaken, deferTheLetter, recordLetterSent } from './commands.ts'
import { AnswerPage, AskPage, DeferPage, LetterGivenPage, LetterPage, MistakePage } from './pages.tsx'
import { mistakeLetter, mistakeOfCase, mistakeToAnswer, mistakeToAsk } from './queries.ts'

const then = ({ caseId }: Fact) => `/cases/${caseId}/mistaken`

export const mistakes: Module = {
  name: 'mistakes',
  routes: [
    route({ path: '/cases/:caseId/mistaken', looks: mistakeOfCase, shows: MistakePage }),
    route({
      path: '/cases/:caseId/mistaken/ask',
      looks: mistakeToAsk,
      shows: AskPage,
      performs: askMistaken,
      then,
      done: 'The second person was asked',
    }),
    route({
      path: '/cases/:caseId/mistaken/answer',
      looks: mistakeToAnswer,
      shows: AnswerPage,
      performs: answerMistaken,
      // their way into the case ends with their answer
      then: () => '/work',
      done: 'The finding was recorded',
    }),
    route({ path: '/cases/:caseId/mistaken/letter', looks: mistakeLetter, shows: LetterPage }),
    route({
      path: '/cases/:caseId/mistaken/letter/given',
      looks: mistakeLetter,
      shows: LetterGivenPage,
      performs: recordLetterSent,
      then,
      done: 'It was recorded that the letter was given',
    }),
    route({
      path: '/cases/:caseId/mistaken/letter/defer',
      looks: mistakeLetter,
      shows: DeferPage,
      performs: deferTheLetter,
      then,
      done: 'The letter was deferred',
    }),
  ],
}
