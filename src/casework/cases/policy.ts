import type { Role } from '../../organisation/staff/roles.ts'

/** Who may do what with cases as such. Seeing one is the grants' business: these roles may try. */
const readers: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'section 36 officer',
  'senior officer',
  'panel chair',
  'panel member',
  'lead professional',
  'intervention provider',
]
export const casePolicy = { read: readers }
