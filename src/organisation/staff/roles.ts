import type { Entrances } from '../../platform/zone.ts'

/** What a member of staff may be in this town's system. A seat on a panel and the lead of a case are not roles but grants. */
export const roles = [
  'Channel coordinator',
  'police case officer',
  'section 36 officer',
  'senior officer',
  'panel chair',
  'panel member',
  'lead professional',
  'intervention provider',
  'partner contact',
  'cohesion worker',
  'data protection officer',
  'administrator',
] as const
export type Role = (typeof roles)[number]

const casework: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'section 36 officer',
  'senior officer',
  'panel chair',
  'panel member',
  'lead professional',
  'intervention provider',
  'partner contact',
]

/**
 * Who enters which zone, and who oversees one. Entering shows nothing by itself: grants do. The police of the home are
 * let into every case that was matched, which is most of a town's.
 */
export const entrances: Entrances = {
  casework: { enter: casework, oversee: ['Channel coordinator'], mostly: ['police case officer'] },
  community: { enter: ['cohesion worker'], oversee: [] },
  operations: { enter: [], oversee: [] },
  strategy: { enter: [], oversee: [] },
  organisation: { enter: [], oversee: [] },
  trust: { enter: ['data protection officer'], oversee: [] },
}

/** Who says the second word: they read cases, or the journal, and so may not administer. */
export const whoVouch: readonly Role[] = ['Channel coordinator', 'data protection officer']

/** What an administrator gives with a second person's word alone: whatever reads cases, or the journal. */
export const takesTwo = (role: string): boolean =>
  (casework as readonly string[]).includes(role) || role === 'data protection officer'

/** Nobody is all-powerful: who configures the town reads no cases, and who reads cases does not configure it. */
export function mayHoldTogether(held: readonly string[]): boolean {
  const readsCases = held.some((role) => (casework as readonly string[]).includes(role))
  return !(held.includes('administrator') && (readsCases || held.includes('data protection officer')))
}
