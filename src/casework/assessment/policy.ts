import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

/** Those who assess: whoever of them works the case in full (the published form was filled in by the police: facts 1.5). */
const assessors: readonly Role[] = ['Channel coordinator', 'lead professional', 'police case officer']
/**
 * Those who answer for the process keep its instruments: not the administrator, who reads no case and cannot judge what
 * a question does to a person. What the coordinator drafts, the chair takes into use: nobody alters the measure alone.
 */
const keepers: readonly Role[] = ['Channel coordinator', 'panel chair']
const chair: readonly Role[] = ['panel chair']

interface Worked {
  inFull: boolean
}
const worksIt = (_: unknown, { inFull }: Worked) => inFull

export const assessmentPolicy = {
  /** Which there are, and, to those at the table, what they came to. */
  read: casePolicy.read,
  /** Item by item, with evidence and source. */
  readInFull: allow<Worked>(assessors, worksIt),
  begin: allow<Worked>(assessors, worksIt),
  write: allow<Worked>(assessors, worksIt),
  readInstruments: casePolicy.read,
  writeInstruments: allow(keepers),
  decideOnInstruments: allow(chair),
}
