import { type Module, route } from '../../platform/module.ts'
import { confirmGatewayOutcome } from './commands/confirm.ts'
import { importTrackerList } from './commands/import-list.ts'
import { ConfirmPage, ImportPage, importedPage, UnconfirmedPage } from './pages/gateway-pages.tsx'
import { gatewayPolicy } from './policy.ts'
import { resultToConfirm, unconfirmedResults } from './queries.ts'

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
