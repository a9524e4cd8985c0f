import { type Module, route } from '../../platform/module.ts'
import { nameLevel, recordLevel } from './commands.ts'
import { LevelNamesPage, NeedPage, RecordLevelPage } from './pages.tsx'
import { namesOfLevels, needOfCase, needToRecord } from './queries.ts'

export const need: Module = {
  name: 'need',
  routes: [
    route({ path: '/cases/:caseId/need', looks: needOfCase, shows: NeedPage }),
    route({
      path: '/cases/:caseId/need/record',
      looks: needToRecord,
      shows: RecordLevelPage,
      performs: recordLevel,
      then: ({ caseId }) => `/cases/${caseId}/need`,
      done: 'The level of need was recorded',
    }),
    route({
      path: '/levels-of-need',
      looks: namesOfLevels,
      shows: LevelNamesPage,
      performs: nameLevel,
      then: () => '/levels-of-need',
      done: 'The name was saved',
    }),
  ],
  navigation: [{ href: '/levels-of-need', text: 'Levels of need', roles: ['administrator'] }],
}
