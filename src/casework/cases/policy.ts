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
const deciders: readonly Role[] = ['section 36 officer']
/** Whoever answers for who looked: the journal is read, and not the content. */
const answerable: readonly Role[] = ['Channel coordinator', 'data protection officer']
export const casePolicy = { read: readers, decideSection36: deciders, whoLooked: answerable }

/** CTSA 2015 s.36(3): a chief officer of police or a local authority, and nobody else. */
export const actsUnderSection36 = ({ agencyKind }: { agencyKind: string }) => ['council', 'police'].includes(agencyKind)
