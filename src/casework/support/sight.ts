import type { Writing } from '../../platform/town.ts'
import { grant, lawfulBases, recordDisclosure } from '../cases/index.ts'

export const whyLead = 'lead professional'
export const whyProvider = 'provides support'
export const whyAsker = 'asks for consent'

interface LetIn {
  caseId: string
  staffId: string
  level: 'full' | 'pack'
  why: string
}

/** Lets one person into a case for its support; where they work for another agency, the ledger says so. */
export async function letIn(writing: Writing, { caseId, staffId, level, why }: LetIn): Promise<void> {
  await grant(writing, { caseId, to: { staffId }, level, why })
  const person = await writing.tx
    .selectFrom('organisation.staff as s')
    .innerJoin('organisation.agency as g', 'g.id', 's.agency_id')
    .select(['s.name', 's.agency_id', 'g.name as agency'])
    .where('s.id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (person.agency_id === writing.viewer.agencyId) return
  await disclosed(writing, { caseId, agencyId: person.agency_id, toWhom: `${person.name}, ${person.agency}`, why })
}

interface Disclosed {
  caseId: string
  agencyId: string
  toWhom: string
  why: string
  until?: Date
}

/** The case, as far as it is known to whoever supports it, was shown to another agency. */
export const disclosed = (writing: Writing, { caseId, agencyId, ...to }: Disclosed): Promise<void> =>
  recordDisclosure(writing, {
    caseId,
    toAgencyId: agencyId,
    what: ['the case and its support plan'],
    lawfulBasis: lawfulBases[0]!.name,
    ...to,
  })
