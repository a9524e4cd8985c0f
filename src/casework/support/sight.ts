import type { Writing } from '../../platform/town.ts'
import { grant, lawfulBases, recordDisclosure } from '../cases/index.ts'
import type { Person } from './known.ts'

export const whyLead = 'lead professional'
export const whyProvider = 'provides support'
export const whyAsker = 'asks for consent'

interface LetIn {
  caseId: string
  /** As offered on the form: only somebody who was offered can be named. */
  person: Person
  level: 'full' | 'pack'
  why: string
}

/** Lets one person into a case for its support; where they work for another agency, the ledger says so. */
export async function letIn(writing: Writing, { caseId, person, level, why }: LetIn): Promise<void> {
  await grant(writing, { caseId, to: { staffId: person.value }, level, why })
  if (person.agencyId === writing.viewer.agencyId) return
  await disclosed(writing, { caseId, agencyId: person.agencyId, toWhom: person.label, why })
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

/** The person behind an id that a form offered; the road has refused every other. */
export const personIn = (offered: readonly Person[], id: string): Person => offered.find(({ value }) => value === id)!
