import { type Module, route } from '../../platform/module.ts'
import { askAdvice, giveAdvice, recordAdviceDone } from './commands.ts'
import { AdviceDonePage, AdviceListPage, AdvicePage, AnswerAdvicePage, AskAdvicePage } from './pages.tsx'
import { adviceForm, adviceList, adviceToAnswer, oneAdvice } from './queries.ts'

const backToIt = ({ adviceId }: Record<string, string>) => `/advice/${adviceId}`

export const advice: Module = {
  name: 'advice',
  routes: [
    route({ path: '/advice', looks: adviceList, shows: AdviceListPage }),
    route({
      path: '/advice/ask',
      looks: adviceForm,
      shows: AskAdvicePage,
      performs: askAdvice,
      then: (fact) => `/advice/${String(fact.adviceId)}`,
      done: 'Your question was sent to the coordinator',
    }),
    route({ path: '/advice/:adviceId', looks: oneAdvice, shows: AdvicePage }),
    route({
      path: '/advice/:adviceId/answer',
      looks: adviceToAnswer,
      shows: AnswerAdvicePage,
      performs: giveAdvice,
      then: (_fact, about) => backToIt(about),
      done: 'The answer was recorded',
    }),
    route({
      path: '/advice/:adviceId/done',
      looks: oneAdvice,
      shows: AdviceDonePage,
      performs: recordAdviceDone,
      then: (_fact, about) => backToIt(about),
      done: 'What was done was recorded',
    }),
  ],
  navigation: [{ href: '/advice', text: 'Advice', roles: ['staff'] }],
}
