import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'

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
/** A provider of support was told of the support, and no more. */
const readersOfMore = readers.filter((role) => role !== 'intervention provider')
const deciders: readonly Role[] = ['section 36 officer']
/** The council chairs (CTSA 2015 s.37): what becomes of the panel's work is for the chair. */
const chairs: readonly Role[] = ['panel chair']
/** Whoever must be able to ask a referrer who wishes not to be named. */
const askers: readonly Role[] = ['Channel coordinator', 'police case officer']
/** Whoever answers for who looked: the journal is read, and not the content. */
const answerable: readonly Role[] = ['Channel coordinator', 'data protection officer']
/** Whoever coordinates the town's cases takes a list of them out; a case's own chronology, those who work it too. */
const listTakers: readonly Role[] = ['Channel coordinator']
/** Whoever oversees the town's cases gives them to others. */
const givers: readonly Role[] = ['Channel coordinator', 'panel chair']
const chronologyTakers: readonly Role[] = ['Channel coordinator', 'police case officer', 'lead professional']
/** CTSA 2015 s.36(3): a chief officer of police or a local authority, and nobody else. */
const actsUnderSection36 = ({ agencyKind, authorisation }: Authorised) =>
  ['council', 'police'].includes(agencyKind) && authorisation !== null
interface Authorised {
  agencyKind: string
  /** Recorded for whoever decides, and in force today. */
  authorisation: object | null
}

export const casePolicy = {
  read: allow(readers),
  /** Documents, partners' replies, hand-overs and mistakes: what is said of a case beside its support. */
  readMore: allow(readersOfMore),
  readBeforeSection36: allow(deciders),
  decideSection36: allow<Authorised>(deciders, (_, known) => actsUnderSection36(known)),
  answerPoliceLead: allow(chairs),
  whoLooked: allow(answerable),
  knowTheUnnamed: allow(askers),
  giveToOthers: allow(givers),
  exportList: allow(listTakers),
  exportChronology: allow<{ inFull: boolean }>(chronologyTakers, (_, { inFull }) => inFull),
  takeExport: allow(chronologyTakers),
}
