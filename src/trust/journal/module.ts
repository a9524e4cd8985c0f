import { type Module, route } from '../../platform/module.ts'
import { JournalPage } from './journal-page.tsx'
import { journalEntries } from './queries.ts'

export const journal: Module = {
  name: 'journal',
  routes: [route({ path: '/journal', looks: journalEntries, shows: JournalPage })],
  navigation: [{ href: '/journal', text: 'Journal', roles: ['data protection officer'] }],
}
