import { type Module, route } from '../../platform/module.ts'
import { addAnAgency } from './commands/add.ts'
import { changeTheContacts } from './commands/change-contacts.ts'
import { recordAnAgreement } from './commands/record-agreement.ts'
import { AgenciesPage } from './pages/agencies-page.tsx'
import { AgencyPage } from './pages/agency-page.tsx'
import { AddAgencyPage, AgreementPage, ContactsPage } from './pages/forms.tsx'
import { agencyList, oneAgency } from './queries.ts'

export const agencies: Module = {
  name: 'agencies',
  routes: [
    route({ path: '/agencies', looks: agencyList, shows: AgenciesPage }),
    route({
      path: '/agencies/add',
      looks: agencyList,
      shows: AddAgencyPage,
      performs: addAnAgency,
      then: ({ agencyId }) => `/agencies/${String(agencyId)}`,
      done: 'The agency was added',
    }),
    route({ path: '/agencies/:agencyId', looks: oneAgency, shows: AgencyPage }),
    route({
      path: '/agencies/:agencyId/agreement',
      looks: oneAgency,
      shows: AgreementPage,
      performs: recordAnAgreement,
      then: ({ agencyId }) => `/agencies/${String(agencyId)}`,
      done: 'The agreement was recorded',
    }),
    route({
      path: '/agencies/:agencyId/contacts',
      looks: oneAgency,
      shows: ContactsPage,
      performs: changeTheContacts,
      then: ({ agencyId }) => `/agencies/${String(agencyId)}`,
      done: 'The contacts were changed',
    }),
  ],
  navigation: [{ href: '/agencies', text: 'Agencies', roles: ['administrator', 'Channel coordinator'] }],
}
