import { givenBack } from '../../platform/documents/spreadsheet.ts'
import { type Module, type Route, route } from '../../platform/module.ts'
import { confirmGatewayOutcome } from './commands/confirm.ts'
import { chooseListColumns } from './commands/choose-list-columns.ts'
import { importTrackerList } from './commands/import-list.ts'
import { recordTrackerList } from './commands/record-list.ts'
import { sendTrackerList } from './commands/send-list.ts'
import { listTemplate, templateFile } from './list-files.ts'
import { ConfirmPage, ImportPage, importedPage, UnconfirmedPage } from './pages/gateway-pages.tsx'
import { FilePage } from '../../platform/ui/file-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { ListColumnsPage, ListsPage, RecordListPage, SendListPage } from './pages/list-pages.tsx'
import { gatewayPolicy } from './policy.ts'
import { linesSentBack, trackerList, trackerLists } from './queries/lists.ts'
import { resultToConfirm, unconfirmedResults } from './queries/results.ts'

const toList: Route['then'] = ({ listId }) => `/gateway/lists/${String(listId)}`
const one = '/gateway/lists/:listId'

export const gateway: Module = {
  name: 'gateway',
  routes: [
    route({ path: '/gateway/unconfirmed', looks: unconfirmedResults, shows: UnconfirmedPage }),
    route({
      path: '/gateway/import',
      looks: unconfirmedResults,
      shows: ImportPage,
      performs: importTrackerList,
      showsOnce: importedPage,
      then: () => '/gateway/unconfirmed',
    }),
    route({
      path: '/gateway/template/:format',
      looks: listTemplate,
      shows: FilePage,
      makes: ({ known }) => templateFile(known),
    }),
    route({ path: '/gateway/lists', looks: trackerLists, shows: ListsPage }),
    route({
      path: '/gateway/lists/new',
      looks: trackerLists,
      shows: SendListPage,
      performs: sendTrackerList,
      then: toList,
      done: 'The list was received, and is read now',
    }),
    route({ path: one, looks: trackerList, shows: ListPage }),
    route({
      path: `${one}/columns`,
      looks: trackerList,
      shows: ListColumnsPage,
      performs: chooseListColumns,
      then: toList,
      done: 'The lines are checked',
    }),
    route({
      path: `${one}/record`,
      looks: trackerList,
      shows: RecordListPage,
      performs: recordTrackerList,
      then: toList,
      done: 'The lines that match were recorded',
    }),
    route({
      path: `${one}/sent-back/:format`,
      looks: linesSentBack,
      shows: FilePage,
      makes: ({ known }) => givenBack('Lines not recorded', known),
    }),
    route({
      path: '/gateway/:outcomeId/confirm',
      looks: resultToConfirm,
      shows: ConfirmPage,
      performs: confirmGatewayOutcome,
      then: ({ caseId }) => `/cases/${String(caseId)}/referral`,
      done: 'The reference was saved',
    }),
  ],
  navigation: [{ href: '/gateway/unconfirmed', text: 'Not confirmed', roles: gatewayPolicy.readUnconfirmed.roles }],
}
