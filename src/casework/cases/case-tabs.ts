import { kindOf, type Kind } from './chronology-words.ts'

/** The tabs of a case, each with its path under the case's own. */
export const tabs = [
  ['', 'Overview'],
  ['/referral', 'Referral'],
  ['/chronology', 'Chronology'],
  ['/people', 'People'],
  ['/enquiries', 'Enquiries'],
  ['/assessment', 'Assessment'],
  ['/panel', 'Panel'],
  ['/plan', 'Plan'],
  ['/documents', 'Documents'],
  ['/sharing', 'Sharing'],
  ['/who-looked', 'Who looked'],
] as const
export type Tab = (typeof tabs)[number][1]
export const tabNames = tabs.map(([, name]) => name)

const tabOfKind: Record<Kind, Tab> = {
  referral: 'Referral',
  person: 'People',
  gateway: 'Referral',
  enquiries: 'Enquiries',
  'section 36': 'Overview',
  assessment: 'Assessment',
  panel: 'Panel',
  consent: 'Plan',
  support: 'Plan',
  ending: 'Plan',
  documents: 'Documents',
  records: 'Sharing',
}
/** What is shown elsewhere than the rest of its section. */
const tabOfFact: Record<string, Tab> = { 'closing proposed': 'Referral', 'closing answered': 'Referral' }

/** Where facts are read, in the order of the tabs; all of them are in the chronology. */
export function tabsOf(facts: readonly string[]): Tab[] {
  const found = new Set<Tab>(facts.map((is) => tabOfFact[is] ?? tabOfKind[kindOf(is)]))
  if (facts.length) found.add('Chronology')
  return tabNames.filter((name) => found.has(name))
}
